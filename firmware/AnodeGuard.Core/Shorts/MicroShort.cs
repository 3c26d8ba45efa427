namespace AnodeGuard.Core
{
    /// <summary>
    /// Transient micro-shorts: dips of the cell's voltage that come suddenly, are gone within seconds, and that no current
    /// explains (Xu and Liao, arXiv 2506.13394: 20 to 80 mV; threshold max(5 sigma, 10 mV)).
    /// <list type="bullet">
    /// <item>No step of the current (<see cref="SteadyCurrent"/>) from 2 s before the dip to its end: the reference's
    /// V + I R0 then needs no R0. Pulses, polarity changes, nucleation at the start of plating and the relaxation after an
    /// interrupt all begin with a step. Without a current channel nothing is counted.</item>
    /// <item>Two samples must lie below the threshold: what a relay, ours or another one, couples into the leads lasts 15 ms
    /// at most, the board's converter looks for a millisecond, and its samples are 0.1 s apart. A recording's values are means
    /// that a click hardly moves: at 4 samples a second or more one of them is enough there, if it is deeper than
    /// max(7 sigma, 15 mV) and no deeper than 0.2 V.</item>
    /// <item>Half of the depth must be there by the second sample: what sinks slowly is no short. Samples more than 1.5 s
    /// apart are not judged: a dip cannot be told from a step of the profile then.</item>
    /// </list>
    /// The magnitude of the voltage is judged, for a short brings a symmetric cell nearer to zero from either side.
    /// </summary>
    public sealed class MicroShort
    {
        private const int NoChannel = -1;
        private const long LeastMicrovolts = 10000;
        private const long LeastSingleMicrovolts = 15000;
        private const long DeepestSingleMicrovolts = 200000;
        private const long LongestGapMicroseconds = 1500000;
        private const long SingleGapMicroseconds = 250000;
        private const long LongestDipMicroseconds = 5000000;
        private const long LongestRiseMicroseconds = 1000000;
        private const long SteadyMicroseconds = 2000000;
        private const int WarmUpSamples = 16;

        /// <summary>A code of the cell's converter, microvolts.</summary>
        private const long CodeMicrovolts = 196;

        /// <summary>So many in an hour are a warning.</summary>
        private const int ManyPerHour = 3;

        private readonly FaultRegister _faults;
        private readonly SteadyCurrent _current;
        private readonly NoiseEstimate _noise = new NoiseEstimate(CodeMicrovolts);
        private readonly RollingCount _count = new RollingCount();
        private int _channel = NoChannel;
        private int _samples;
        private long _levelMicrovolts;
        private long _last;
        private long _beganMicroseconds;
        private int _seenSamples;
        private int _dipSamples;
        private long _depthMicrovolts;
        private long _earlyMicrovolts;
        private bool _isDown;
        private bool _isUp;

        /// <summary>A detector that asks the given watch about the current.</summary>
        public MicroShort(SteadyCurrent current, FaultRegister faults)
        {
            _current = current;
            _faults = faults;
        }

        /// <summary>Judges what this step brought; the watch on the current has seen it before.</summary>
        public void Judge(ChannelSet channels, ShortFigures figures)
        {
            Channel voltage = channels.Voltage;
            if (!voltage.IsFresh)
            {
                return;
            }

            long time = voltage.TimeMicroseconds;
            RollingCount count = _count;
            bool changed = time >= count.UntilMicroseconds || time < count.BeganMicroseconds;
            if (changed)
            {
                count.Advance(time);
            }

            // No interval is negative: less 1 the first, which has none, is a large number without a sign.
            if (unchecked((ulong)(voltage.IntervalMicroseconds - 1)) >= (ulong)LongestGapMicroseconds || voltage.Number != _channel || !voltage.IsFreshAndValid)
            {
                Begin(voltage);
            }
            else if (Follow(voltage) && IsShort(voltage, channels))
            {
                count.Add();
                figures.MicroShortMicrovolts = _depthMicrovolts;
                changed = true;
            }

            if (changed)
            {
                Tell(figures);
            }
        }

        private void Tell(ShortFigures figures)
        {
            int lastHour = _count.LastHour;
            figures.MicroShorts = _count.SinceStart;
            figures.MicroShortsPerHour = lastHour;
            byte level = lastHour >= ManyPerHour ? FaultLevel.Warning : lastHour > 0 ? FaultLevel.Advisory : FaultLevel.None;
            _faults.Confirm(FaultId.MicroShort, level);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _noise.Exchange(image);
            _count.Exchange(image);
            _channel = (int)image.Number(_channel);
            _samples = (int)image.Number(_samples);
            _levelMicrovolts = image.Number(_levelMicrovolts);
            _last = image.Number(_last);
            _beganMicroseconds = image.Number(_beganMicroseconds);
            _seenSamples = (int)image.Number(_seenSamples);
            _dipSamples = (int)image.Number(_dipSamples);
            _depthMicrovolts = image.Number(_depthMicrovolts);
            _earlyMicrovolts = image.Number(_earlyMicrovolts);
            _isDown = image.Flag(_isDown);
            _isUp = image.Flag(_isUp);
        }

        private void Begin(Channel voltage)
        {
            _channel = voltage.IsFreshAndValid ? voltage.Number : NoChannel;
            _samples = 0;
            SetLevel(Saturating.Abs(voltage.Value));
            _last = _levelMicrovolts;
        }

        private void SetLevel(long microvolts)
        {
            _levelMicrovolts = microvolts;
            _isDown = false;
            _isUp = false;
        }

        /// <summary>Follows the trace; true with the sample that ends a dip.</summary>
        private bool Follow(Channel voltage)
        {
            long value = voltage.Value;
            value = value < 0 ? -value : value;
            long difference = value - _last;
            _last = value;
            if (_samples < WarmUpSamples)
            {
                _samples++;
            }

            long level = _levelMicrovolts;
            long fall = level - value;
            if (_isDown)
            {
                return FollowDip(voltage, value, fall);
            }

            _noise.Add(difference);
            if ((fall >= LeastMicrovolts || fall <= -LeastMicrovolts) && _samples >= WarmUpSamples && (fall < 0 ? -fall : fall) >= Threshold())
            {
                Leave(voltage, value, fall);
                return false;
            }

            _isUp = false;
            _levelMicrovolts = level - (fall / 4);
            return false;
        }

        /// <summary>5 sigma are 4.4 mean differences.</summary>
        private long Threshold()
        {
            long noise = _noise.Scaled / NoiseEstimate.Memory;
            long threshold = (4 * noise) + (noise >> 1);
            return threshold > LeastMicrovolts ? threshold : LeastMicrovolts;
        }

        /// <summary>The trace has left its level: a dip begins, or it is up, and after a while that is its level.</summary>
        private void Leave(Channel voltage, long value, long fall)
        {
            if (fall > 0)
            {
                _isDown = true;
                _isUp = false;
                _beganMicroseconds = voltage.TimeMicroseconds - voltage.IntervalMicroseconds;
                _seenSamples = 1;
                _dipSamples = 1;
                _depthMicrovolts = fall;
                _earlyMicrovolts = fall;
                return;
            }

            if (!_isUp)
            {
                _isUp = true;
                _beganMicroseconds = voltage.TimeMicroseconds;
            }
            else if (voltage.TimeMicroseconds - _beganMicroseconds > LongestRiseMicroseconds)
            {
                SetLevel(value);
            }
        }

        private bool FollowDip(Channel voltage, long value, long fall)
        {
            // Three tenths are left: the cell's own polarisation recovers more slowly than the short.
            if (fall <= _depthMicrovolts / 10 * 3)
            {
                bool overshoots = -fall > Threshold();
                SetLevel(value);
                return !overshoots;
            }

            _seenSamples++;
            _dipSamples += fall >= Threshold() ? 1 : 0;
            _depthMicrovolts = fall > _depthMicrovolts ? fall : _depthMicrovolts;
            _earlyMicrovolts = _seenSamples == 2 && fall > _earlyMicrovolts ? fall : _earlyMicrovolts;
            bool collapsed = fall > _levelMicrovolts / 2;
            if (collapsed || voltage.TimeMicroseconds - _beganMicroseconds > LongestDipMicroseconds)
            {
                SetLevel(value);
            }

            return false;
        }

        private bool IsShort(Channel voltage, ChannelSet channels)
        {
            if (!_current.IsSteady(SteadyMicroseconds, _beganMicroseconds) || _earlyMicrovolts < _depthMicrovolts / 2)
            {
                return false;
            }

            return _dipSamples > 1 || IsSingle(voltage, channels);
        }

        private bool IsSingle(Channel voltage, ChannelSet channels)
        {
            // 7 sigma are 6.2 mean differences.
            long noise = _noise.Scaled / NoiseEstimate.Memory;
            long deep = (6 * noise) + (noise >> 2);
            deep = deep > LeastSingleMicrovolts ? deep : LeastSingleMicrovolts;
            SampleSource source = voltage.Number == 0 ? channels.CellSource : channels.CellBipolarSource;
            return source == SampleSource.Recording && voltage.IntervalMicroseconds <= SingleGapMicroseconds
                && _depthMicrovolts >= deep && _depthMicrovolts <= DeepestSingleMicrovolts;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// The current is gone although the switch is closed. Whoever stops a current (a cycler at the end of its step) takes
    /// the polarisation away with it: the voltage falls after a charge and rises after a discharge. Where the path itself
    /// breaks, the source pushes on: the voltage moves on in the direction of the current, or is held by the source where
    /// it was. A hot cell that does so has a separator that shut down (resistance times 100 and more); another one has lost
    /// a lead. A lead that breaks at rest cannot be told from a collapse: that is a hard short until someone has looked.
    /// </summary>
    public sealed class ConductionWatch
    {
        /// <summary>What is left of the current is less than this share of it: a resistance that rose a hundredfold.</summary>
        private const int Share = 100;

        /// <summary>Twice the zero error of the 1 ohm shunt, nanoamperes.</summary>
        private const long SmallestNanoamperes = 5000;

        /// <summary>Samples further apart say nothing about what came first, microseconds.</summary>
        private const long LongestGapMicroseconds = 1000000;

        /// <summary>It is decided within so long, microseconds.</summary>
        private const long DecidedMicroseconds = 1000000;

        /// <summary>Moved on by so much in the current's direction: pushed, microvolts.</summary>
        private const long PushedMicrovolts = 20000;

        /// <summary>Only a fall of I R of at least this much can be missed, microvolts.</summary>
        private const long TellingMicrovolts = 10000;

        /// <summary>The current must have been steady to 10 % over so many samples: a pulse tells nothing.</summary>
        private const int FewestSamples = 5;

        private const long CooledMillicelsius = 5000;

        private const long Bits = (1L << FaultId.ThermalShutdown) | (1L << FaultId.CellLeadOpen);

        private readonly FaultRegister _faults;
        private readonly GuardSettings _settings;
        private readonly long _flowNanoamperes;
        private readonly ClosingWatch _closing;
        private long _before;
        private long _voltsBefore;
        private long _voltsEarlier;
        private long _resistanceMicroohms;
        private long _peakMicrovolts;
        private long _fadedMicrovolts;
        private int _steadySamples;
        private bool _isDischarge;
        private bool _isSuspect;
        private bool _isLost;
        private bool _wasHot;
        private long _sinceMicroseconds;
        private long _lostNanoamperes;
        private long _lostMicrovolts;

        /// <summary>A watch for a cell.</summary>
        public ConductionWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _settings = settings;
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
            _closing = new ClosingWatch(_flowNanoamperes);
        }

        /// <summary>Judges a decision cycle that brought both voltage and current.</summary>
        public void Judge(ChannelSet channels)
        {
            Channel current = channels.Limit;
            Channel voltage = channels.Voltage;
            if (!current.IsFresh || !voltage.IsFresh)
            {
                return;
            }

            long nanoamperes = current.Value;
            long microvolts = voltage.Value;
            long interval = current.IntervalMicroseconds;
            long before = _before;
            long size = nanoamperes - before;
            size = size < 0 ? -size : size;
            bool together = interval > 0 && interval <= LongestGapMicroseconds;
            bool closed = !channels.IsOpen;
            ClosingWatch closing = _closing;
            if (closing.IsShut)
            {
                closing.Release(!closed && IsCooled(channels.CellTemperature), _resistanceMicroohms);
            }

            if (closing.Follow(channels, voltage, nanoamperes, size, closed && together) && IsHot(channels.CellTemperature))
            {
                closing.Judge(channels, _resistanceMicroohms);
            }

            // As nearly always: what flowed steadily flows on within a tenth. In its direction, therefore; it is no step, and nothing is missed.
            long flow = _flowNanoamperes;
            long tenfold = 10 * size;
            bool flowsOn = together && _steadySamples == FewestSamples && !_isLost
                && (before < 0 ? nanoamperes < -flow && tenfold <= -before : nanoamperes > flow && tenfold <= before);
            Follow(microvolts, !flowsOn && JudgeChange(channels, closed, together, size));
            _before = nanoamperes;
            if (_isLost || closing.IsShut || (_faults.Unsettled & Bits) != 0)
            {
                Report(voltage.TimeMicroseconds);
            }
        }

        /// <summary>A current that changes, has begun, or is gone: what of it is missed, and the resistance that a step shows.</summary>
        /// <returns>True where another polarisation begins: with a step, or a change of sign, be it by a ramp.</returns>
        private bool JudgeChange(ChannelSet channels, bool closed, bool together, long size)
        {
            long nanoamperes = channels.Limit.Value;
            long flow = _flowNanoamperes;
            bool flows = nanoamperes > flow || nanoamperes < -flow;
            int steadySamples = _steadySamples;

            // Only what was steady can be missed; and while it flows, only what was missed can return.
            if ((!flows && steadySamples >= FewestSamples) || _isSuspect || _isLost)
            {
                JudgeLoss(channels, closed, flows, together);
            }

            long before = Saturating.Abs(_before);
            if (!together || !flows || size > before / 10)
            {
                _steadySamples = 0;
            }
            else if (steadySamples < FewestSamples)
            {
                _steadySamples = steadySamples + 1;
            }

            // The resistance of a step: 1 uV / 1 nA is 10^9 microohms. A change of less than half of the current is none: what the
            // voltage does meanwhile is not its doing.
            bool isStep = size > flow && (2 * size >= before || 2 * size >= Saturating.Abs(nanoamperes));
            if (isStep && together && !_isSuspect && !_isLost)
            {
                long resistance = Wide.MultiplyDivide(channels.Voltage.Value - _voltsBefore, 1000000000, nanoamperes - _before);
                _resistanceMicroohms = resistance > 0 ? resistance : 0;
            }

            bool wasDischarge = _isDischarge;
            _isDischarge = nanoamperes < 0 || (nanoamperes == 0 && wasDischarge);
            return isStep || _isDischarge != wasDischarge;
        }

        private void JudgeLoss(ChannelSet channels, bool closed, bool flows, bool together)
        {
            Channel voltage = channels.Voltage;
            bool gone = closed && !flows;
            if (gone && together && _steadySamples >= FewestSamples && Saturating.Abs(channels.Limit.Value) <= Remaining(_before))
            {
                Suspect(voltage.TimeMicroseconds, channels.CellTemperature);
            }

            _isSuspect = _isSuspect && gone && voltage.TimeMicroseconds - _sinceMicroseconds <= DecidedMicroseconds;
            if (_isSuspect)
            {
                Decide(voltage.Value);
            }

            _isLost = _isLost && !HasReturned(closed, flows, voltage.Value, channels.CellTemperature);
        }

        private static long Remaining(long nanoamperes)
        {
            long share = Saturating.Abs(nanoamperes) / Share;
            return share > SmallestNanoamperes ? share : SmallestNanoamperes;
        }

        private bool IsHot(Channel temperature)
        {
            return temperature.IsFitted && temperature.Value >= _settings.ShutdownMillicelsius;
        }

        private bool IsCooled(Channel temperature)
        {
            return temperature.Value < _settings.ShutdownMillicelsius - CooledMillicelsius;
        }

        /// <summary>
        /// The voltage of two samples ago is what it is held against: current and voltage are not read at one instant, and
        /// an interrupt between the two shows in the voltage first.
        /// </summary>
        private void Suspect(long timeMicroseconds, Channel temperature)
        {
            _isSuspect = true;
            _sinceMicroseconds = timeMicroseconds;
            _lostNanoamperes = _before;
            _lostMicrovolts = _voltsEarlier;
            _wasHot = IsHot(temperature);
        }

        private void Decide(long microvolts)
        {
            long moved = microvolts - _lostMicrovolts;
            moved = _lostNanoamperes < 0 ? -moved : moved;
            long expected = Wide.MultiplyDivide(Saturating.Abs(_lostNanoamperes), _resistanceMicroohms, 1000000000) - _fadedMicrovolts;
            bool held = expected >= TellingMicrovolts && -moved < expected / 5;
            if (moved >= PushedMicrovolts || held)
            {
                _isLost = true;
                _isSuspect = false;
            }
            else if (moved < 0)
            {
                // The polarisation is gone with the current: somebody has switched it off.
                _isSuspect = expected > 0 && -moved < expected / 5;
            }
        }

        /// <summary>
        /// Current flows again; or, behind the open switch, the cell is seen again within its window, and a cell that was
        /// hot has cooled.
        /// </summary>
        private bool HasReturned(bool closed, bool flows, long microvolts, Channel temperature)
        {
            if (closed)
            {
                return flows;
            }

            bool within = microvolts >= _settings.UnderVoltageMicrovolts && microvolts <= _settings.OverVoltageMicrovolts;
            bool cool = !_wasHot || IsCooled(temperature);
            return within && cool;
        }

        /// <summary>
        /// Keeps what was before, and what of the step's polarisation has gone while the current flowed on: nucleation, up to tens of
        /// millivolts. A stop cannot take that away again.
        /// </summary>
        /// <param name="microvolts">Voltage.</param>
        /// <param name="begins">Another polarisation begins.</param>
        private void Follow(long microvolts, bool begins)
        {
            if (!_isSuspect)
            {
                long polarisation = _isDischarge ? -microvolts : microvolts;
                long faded = _peakMicrovolts - polarisation;
                if (begins)
                {
                    _peakMicrovolts = polarisation;
                    _fadedMicrovolts = 0;
                }
                else if (faded < 0)
                {
                    _peakMicrovolts = polarisation;
                }
                else if (faded > _fadedMicrovolts)
                {
                    _fadedMicrovolts = faded;
                }
            }

            _voltsEarlier = _voltsBefore;
            _voltsBefore = microvolts;
        }

        private void Report(long timeMicroseconds)
        {
            bool shut = _closing.IsShut || (_isLost && _wasHot);
            _faults.Observe(FaultId.ThermalShutdown, shut ? FaultLevel.Warning : FaultLevel.None, timeMicroseconds);
            _faults.Observe(
                FaultId.CellLeadOpen, _isLost && !_wasHot ? FaultLevel.Alarm : FaultLevel.None, timeMicroseconds);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _before = image.Number(_before);
            _voltsBefore = image.Number(_voltsBefore);
            _voltsEarlier = image.Number(_voltsEarlier);
            _resistanceMicroohms = image.Number(_resistanceMicroohms);
            _peakMicrovolts = image.Number(_peakMicrovolts);
            _fadedMicrovolts = image.Number(_fadedMicrovolts);
            _steadySamples = (int)image.Number(_steadySamples);
            _isDischarge = image.Flag(_isDischarge);
            _isSuspect = image.Flag(_isSuspect);
            _isLost = image.Flag(_isLost);
            _wasHot = image.Flag(_wasHot);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
            _lostNanoamperes = image.Number(_lostNanoamperes);
            _lostMicrovolts = image.Number(_lostMicrovolts);
            _closing.Exchange(image);
        }
    }
}

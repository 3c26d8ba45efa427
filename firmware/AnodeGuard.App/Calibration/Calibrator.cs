using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Takes a point of a calibration: averages raw readings of a known value, and with the last point it needs works out
    /// the constants. Nothing changes until every point was steady and the constants are such as this board can have.
    /// <para>One job asks (<see cref="Request"/>), the safety thread answers: the asking fields are written before the count
    /// that announces them, and the answering ones before the count that ends them.</para>
    /// </summary>
    public sealed class Calibrator
    {
        /// <summary>Readings averaged for one point: 5 s of decision cycles, the noise falls to a seventh.</summary>
        public const int Readings = 50;

        /// <summary>A channel that brings nothing for so long ends the point, microseconds.</summary>
        private const long PatienceMicroseconds = 60000000;

        private readonly CalibrationTable _table;
        private readonly CalibrationKeeper _keeper;
        private readonly IClock _clock;
        private readonly long[] _lowMeasured = new long[CalibrationQuantity.Count];
        private readonly long[] _lowTrue = new long[CalibrationQuantity.Count];
        private readonly bool[] _hasLow = new bool[CalibrationQuantity.Count];

        /// <summary>Readings are wanted; set and cleared as the last of what announces it, and as the first of what ends it.</summary>
        internal bool IsTaking;

        private int _asked;
        private int _taken;
        private int _quantity;
        private bool _isLow;
        private long _trueValue;
        private int _count;
        private long _sum;
        private long _lowest;
        private long _highest;
        private long _startedMicroseconds;

        /// <param name="table">Receives the constants.</param>
        /// <param name="keeper">Keeps them.</param>
        /// <param name="clock">Dates them and bounds the waiting.</param>
        public Calibrator(CalibrationTable table, CalibrationKeeper keeper, IClock clock)
        {
            _table = table;
            _keeper = keeper;
            _clock = clock;
        }

        /// <summary>A point is being taken.</summary>
        public bool IsBusy
        {
            get { return _asked != _taken; }
        }

        /// <summary>How many points have ended since start, well or not.</summary>
        public int Ended
        {
            get { return _taken; }
        }

        /// <summary>How the last point ended, a <see cref="CalibrationResult"/>.</summary>
        public byte Result { get; private set; }

        /// <summary>Constants were changed by the last point.</summary>
        public bool Changed { get; private set; }

        /// <summary>Asks for a point; null, or why it is refused.</summary>
        /// <param name="quantity">A <see cref="CalibrationQuantity"/>.</param>
        /// <param name="isLow">The first of two points; false: the last (or only) one.</param>
        /// <param name="trueValue">What the source gives, in the quantity's unit.</param>
        public string Request(int quantity, bool isLow, long trueValue)
        {
            if (IsBusy)
            {
                return "a point is being taken";
            }

            CalibrationRow row = CalibrationRow.Of(quantity);
            if (trueValue < row.Lowest || trueValue > row.Highest)
            {
                return "true value out of range";
            }

            if (isLow && row.Points == 1)
            {
                return "one point is enough for this quantity";
            }

            if (!isLow && row.Points == 2)
            {
                if (!_hasLow[quantity])
                {
                    return "the low point comes first";
                }

                if (trueValue - _lowTrue[quantity] < row.SmallestSpan)
                {
                    return "the two points are too close together";
                }
            }

            _quantity = quantity;
            _isLow = isLow;
            _trueValue = trueValue;
            _count = 0;
            _startedMicroseconds = _clock.NowMicroseconds();
            _asked++;
            IsTaking = true;
            _table.Begin();
            return null;
        }

        /// <summary>Safety thread: a raw reading.</summary>
        internal void See(int quantity, Sample sample)
        {
            if (_asked == _taken || quantity != _quantity)
            {
                return;
            }

            if (!sample.IsValid || sample.TimeMicroseconds - _startedMicroseconds > PatienceMicroseconds)
            {
                End(CalibrationResult.Failed, false);
                return;
            }

            if (_count == 0)
            {
                _sum = 0;
                _lowest = sample.Value;
                _highest = sample.Value;
            }

            _sum += sample.Value;
            _lowest = sample.Value < _lowest ? sample.Value : _lowest;
            _highest = sample.Value > _highest ? sample.Value : _highest;
            if (++_count >= Readings)
            {
                Conclude();
            }
        }

        private void Conclude()
        {
            if (_highest - _lowest > CalibrationRow.Of(_quantity).LargestNoise)
            {
                End(CalibrationResult.Unsteady, false);
                return;
            }

            long measured = Wide.MultiplyDivide(_sum, 1, _count);
            if (_isLow)
            {
                _lowMeasured[_quantity] = measured;
                _lowTrue[_quantity] = _trueValue;
                _hasLow[_quantity] = true;
                End(CalibrationResult.LowTaken, false);
                return;
            }

            long gain = 0;
            if (CalibrationRow.Of(_quantity).Points == 2)
            {
                long span = measured - _lowMeasured[_quantity];
                if (span <= 0)
                {
                    End(CalibrationResult.NotRising, false);
                    return;
                }

                gain = Wide.MultiplyDivide(_trueValue - _lowTrue[_quantity] - span, 1000000, span);
            }

            long offset = _trueValue - measured - Wide.MultiplyDivide(measured, gain, 1000000);
            byte problem = _table.TrySet(_quantity, gain, offset, UnixSeconds());
            _hasLow[_quantity] = false;
            if (problem != CalibrationResult.Done)
            {
                End(problem, false);
                return;
            }

            _keeper.Store();
            End(CalibrationResult.Done, true);
        }

        private uint UnixSeconds()
        {
            long unixMilliseconds;
            return _clock.TryGetUnixMilliseconds(out unixMilliseconds) ? (uint)(unixMilliseconds / 1000) : 0;
        }

        private void End(byte result, bool changed)
        {
            IsTaking = false;
            _table.EndTaking();
            Result = result;
            Changed = changed;
            _taken++;
        }
    }
}

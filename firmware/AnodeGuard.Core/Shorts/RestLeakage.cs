namespace AnodeGuard.Core
{
    /// <summary>
    /// Self-discharge of the resting cell: R_s = kappa V dt / (3600 C dV) (kappa = dV/dSOC, C in Ah), the board's own load
    /// and what flows through the terminals subtracted.
    /// <para>
    /// After a charge the voltage also falls by relaxation: with the logarithm of time or with exponentials, always more
    /// slowly; a leak goes on at its rate. Of the rest's last two thirds (two halves of two quarters each) the later half
    /// must therefore fall at 85 % of the earlier one's rate at least (log t: 58 %). A cell whose temperature moved is judged only
    /// if 0.5 mV/K explains less than half of the fall. What really loses charge without a short (the shuttle of Li-S)
    /// looks the same: raise the limit for such cells.
    /// </para>
    /// <para>
    /// A cell through which no charge has passed since start (1 % of its capacity) may not stand on its charge curve at
    /// all: a fresh Li|graphite cell drifts by 50 mV/h while it wets. There three successive rates must agree within 6 %, after
    /// an hour (the real drift: 9 % and more), and nothing above an advisory comes of it.
    /// </para>
    /// </summary>
    public sealed class RestLeakage
    {
        /// <summary>Nothing is said before half an hour, milliseconds.</summary>
        private const long ShortestMilliseconds = 1800000;
        private const long ShortestFreshMilliseconds = 3600000;

        private const long LongestGapMicroseconds = 3600000000;

        /// <summary>Of 24 blocks and more each quarter has a sixth.</summary>
        private const int FewestOfQuarter = 4;

        /// <summary>A cell below this rests at no open-circuit voltage of a full cell, microvolts (symmetric cells).</summary>
        private const long LeastCellMicrovolts = 1000000;

        /// <summary>Less than this is not a fall, microvolts: half a code of the converter.</summary>
        private const long LeastFallMicrovolts = 100;

        /// <summary>What a mean of blocks may be wrong by, microvolts.</summary>
        private const long BlockErrorMicrovolts = 30;

        /// <summary>Twice the zero error of the 1 ohm shunt, nanoamperes.</summary>
        private const long SmallestNanoamperes = 5000;

        private readonly FaultRegister _faults;
        private readonly RestTrace _trace = new RestTrace();
        private readonly long _capacityNanoampereHours;
        private readonly long _voltsPerChargeMicrovolts;
        private readonly long _gateNanoamperes;
        private readonly long _limitNanoamperes;
        private bool _hasWorked;
        private long _passedNanocoulombs;
        private bool _isResting;
        private bool _isMeasured;
        private long _restingSince;

        /// <summary>A detector for a cell.</summary>
        public RestLeakage(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;

            // 2^50 uAh times 1,000 would fit, but not what follows: 2^40 nAh are a megaampere-hour.
            _capacityNanoampereHours = Saturating.Clamp(Saturating.Multiply(settings.CapacityMicroampereHours, 1000), 1, 1L << 40);
            _voltsPerChargeMicrovolts = Saturating.Clamp(settings.VoltagePerStateOfChargeMicrovolts, 1000, 1L << 30);
            _gateNanoamperes = AtLeast(_capacityNanoampereHours / 200);
            long millionths = Saturating.Clamp(settings.RestLeakageMillionthsPerHour, 1, 1000000);
            _limitNanoamperes = AtLeast(Wide.MultiplyDivide(_capacityNanoampereHours, millionths, 1000000));
        }

        /// <summary>Judges what this step brought.</summary>
        public void Judge(ChannelSet channels, ShortFigures figures)
        {
            Channel charge = channels.Charge;
            long gate = _gateNanoamperes;
            long through = charge.Value;
            if (through > gate || through < -gate)
            {
                _isResting = false;
                if (!_hasWorked && charge.IsFresh)
                {
                    NoteCharge(charge);
                }

                return;
            }

            long limit = channels.Limit.Value;
            Channel voltage = channels.Voltage;
            if (limit > gate || limit < -gate || !charge.IsFitted
                || voltage.RanBackwards || voltage.IntervalMicroseconds > LongestGapMicroseconds)
            {
                _isResting = false;
                return;
            }

            if (!voltage.IsFreshAndValid)
            {
                return;
            }

            if (!_isResting)
            {
                _isResting = true;
                _isMeasured = false;
                _restingSince = voltage.TimeMicroseconds;
                _trace.Restart(voltage.TimeMicroseconds);
            }

            // With the switch open nothing flows, and what the shunt shows is its zero error.
            through = channels.IsOpen ? 0 : through;
            if (_trace.Add(voltage.Value, through, channels.Temperature.Value, voltage.TimeMicroseconds))
            {
                Measure(voltage.TimeMicroseconds, channels.CellSource != SampleSource.Recording, figures);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _trace.Exchange(image);
            _hasWorked = image.Flag(_hasWorked);
            _passedNanocoulombs = image.Number(_passedNanocoulombs);
            _isResting = image.Flag(_isResting);
            _isMeasured = image.Flag(_isMeasured);
            _restingSince = image.Number(_restingSince);
        }

        private static long AtLeast(long nanoamperes)
        {
            return nanoamperes < SmallestNanoamperes ? SmallestNanoamperes : nanoamperes;
        }

        /// <summary>
        /// V/1 Mohm + 0.4 V/Mohm - 0.5 uA (hardware/docs/theory.md): 5.4 uA at 4.2 V; in nanoamperes. Of a cell above 1 V: 0.9 uA
        /// at least.
        /// </summary>
        private static long BoardLoad(long microvolts)
        {
            return (microvolts / 1000 * 7 / 5) - 500;
        }

        private void NoteCharge(Channel charge)
        {
            long passed = Wide.MultiplyDivide(Saturating.Abs(charge.Value), charge.IntervalMicroseconds, 1) / 1000000;
            _passedNanocoulombs = Saturating.Add(_passedNanocoulombs, passed);

            // 1 % of C: 36 s of 1C; 2^40 nAh times 36 are 2^46.
            _hasWorked = _passedNanocoulombs >= _capacityNanoampereHours * 36;
        }

        private void Measure(long timeMicroseconds, bool onBoard, ShortFigures figures)
        {
            int count = _trace.Count;
            int quarter = count / 6;
            int first = count - (4 * quarter);
            long shortest = _hasWorked ? ShortestMilliseconds : ShortestFreshMilliseconds;
            if (quarter < FewestOfQuarter || timeMicroseconds - _restingSince < shortest * 1000)
            {
                return;
            }

            // Means of the quarters: sums over all blocks up to each of their ends, taken from each other.
            RestTrace trace = _trace;
            int second = first + quarter;
            int third = second + quarter;
            int fourth = third + quarter;
            long[] sums = trace.Microvolts;
            long v1 = (sums[second] - sums[first]) / quarter;
            long v2 = (sums[third] - sums[second]) / quarter;
            long v3 = (sums[fourth] - sums[third]) / quarter;
            long v4 = (sums[count] - sums[fourth]) / quarter;
            sums = trace.Milliseconds;
            long t1 = (sums[second] - sums[first]) / quarter;
            long t2 = (sums[third] - sums[second]) / quarter;
            long t3 = (sums[fourth] - sums[third]) / quarter;
            long t4 = (sums[count] - sums[fourth]) / quarter;
            sums = trace.Millicelsius;
            long warmed = ((sums[count] - sums[fourth]) / quarter) - ((sums[third] - sums[second]) / quarter);
            long fall = v2 - v4;
            long elapsed = t4 - t2;
            if (v4 < LeastCellMicrovolts || elapsed <= 0 || IsUnclear(Fall(v1 - v2, t2 - t1), Fall(v2 - v3, t3 - t2), Fall(v3 - v4, t4 - t3), warmed, fall))
            {
                return;
            }

            // uV per hour, then nA: C dV/dt / kappa. At most 2^25 uV * 3.6e6 / 1 ms; MultiplyDivide saturates what is beyond.
            long rate = Wide.MultiplyDivide(fall, 3600000, elapsed);
            long lost = Wide.MultiplyDivide(_capacityNanoampereHours, rate, _voltsPerChargeMicrovolts);
            sums = trace.Nanoamperes;
            lost = Saturating.Add(lost, (sums[count] - sums[second]) / (3 * quarter));
            lost -= onBoard ? BoardLoad(v4) : 0;
            Report(v4, lost, fall >= LeastFallMicrovolts, timeMicroseconds, figures);
        }

        /// <summary>Still relaxing, or moved by the temperature: neither a leak nor none.</summary>
        private bool IsUnclear(long early, long middle, long late, long warmed, long fall)
        {
            bool relaxes = late + BlockErrorMicrovolts < early / 100 * 85;
            if (!_hasWorked)
            {
                long mean = (early + middle + late) / 3;
                long most = ((mean < 0 ? -mean : mean) / 100 * 6) + BlockErrorMicrovolts;
                relaxes = IsOff(early - mean, most) || IsOff(middle - mean, most) || IsOff(late - mean, most);
            }

            // 0.5 mV/K are half a microvolt per thousandth of a degree; twice that.
            return relaxes || Saturating.Abs(warmed) > Saturating.Abs(fall) + LeastFallMicrovolts;
        }

        private static bool IsOff(long away, long most)
        {
            return away > most || away < -most;
        }

        /// <summary>From one quarter to the next, microvolts in 2^20 ms (17 minutes).</summary>
        private static long Fall(long microvolts, long milliseconds)
        {
            return Wide.MultiplyDivide(microvolts, 1048576, milliseconds);
        }

        private void Report(long volts, long lost, bool falls, long timeMicroseconds, ShortFigures figures)
        {
            figures.RestCount += _isMeasured ? 0 : 1;
            _isMeasured = true;
            byte present = _faults.LevelOf(FaultId.RestLeakage);
            byte level = Level(falls ? lost : 0, present);
            _faults.Observe(FaultId.RestLeakage, level, timeMicroseconds);

            // uV / nA is kilohm. Below half of the limit the error of kappa and converter is as large as the figure.
            bool known = falls && lost > _limitNanoamperes / 2;
            figures.RestShortMilliohms = known ? Wide.MultiplyDivide(volts, 1000000, lost) : ShortFigures.Unknown;
        }

        /// <summary>A level ends at seven tenths of its limit; the warning's is five times the advisory's.</summary>
        private byte Level(long nanoamperes, byte present)
        {
            long warning = _limitNanoamperes * 5;
            if (_hasWorked && nanoamperes >= (present >= FaultLevel.Warning ? warning / 10 * 7 : warning))
            {
                return FaultLevel.Warning;
            }

            long advisory = present >= FaultLevel.Advisory ? _limitNanoamperes / 10 * 7 : _limitNanoamperes;
            return nanoamperes >= advisory ? FaultLevel.Advisory : FaultLevel.None;
        }
    }
}

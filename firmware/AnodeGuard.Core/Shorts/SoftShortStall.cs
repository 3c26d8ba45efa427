namespace AnodeGuard.Core
{
    /// <summary>
    /// A charging voltage that no longer rises although charge goes in (transport-and-detection, 2.4 and 4.3), at a
    /// constant current: it stays 10 mV below where it was while 3 % of the last discharge went in (no curve of a healthy
    /// cell falls while it is charged), or more went in than the last charge held, and the voltage is not yet where that
    /// one ended. Holding a voltage, tapering, and plateaus are none of it.
    /// </summary>
    public sealed class SoftShortStall
    {
        private const long BelowMicrovolts = 10000;
        private const long ShortOfEndMicrovolts = 20000;
        private const long AlikeMillionths = 50000;

        /// <summary>Warming by itself lowers the polarisation: from here on nothing is said.</summary>
        private const long WarmedMillicelsius = 3000;

        /// <summary>After so long without a charge the cell may have discharged itself.</summary>
        private const long LongestRestMicroseconds = 86400000000;

        private readonly long _capacityNanocoulombs;
        private readonly long _zeroNanoamperes;
        private long _nanoamperes;
        private long _highMicrovolts;
        private long _highNanocoulombs;
        private long _highMillicelsius;
        private bool _hasHigh;
        private bool _hasEnd;
        private long _endMicrovolts;
        private long _endNanocoulombs;
        private long _endPeak;
        private long _endMillicelsius;
        private long _restMicroseconds;
        private long _lastMicroseconds;
        private bool _stalledNow;
        private bool _stalledBefore;

        /// <summary>A watch for a full cell.</summary>
        public SoftShortStall(GuardSettings settings)
        {
            _capacityNanocoulombs = AgeingScale.CapacityNanocoulombs(settings);
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
        }

        /// <summary>It stalled in the charge under way, or in the last one.</summary>
        public bool IsStalling
        {
            get { return _stalledNow || _stalledBefore; }
        }

        /// <summary>A half-cycle has ended.</summary>
        public void Turn(HalfCycleTracker tracker)
        {
            _hasHigh = false;
            if (tracker.Direction < 0)
            {
                HalfCycle charged = tracker.Charged;
                _stalledBefore = _stalledNow;
                _stalledNow = false;
                _hasEnd = charged.Pairs > 0;
                _endMicrovolts = charged.HighestMicrovolts;
                _endNanocoulombs = tracker.TurnedAtNanocoulombs;
                _endPeak = charged.PeakNanoamperes;
                _endMillicelsius = charged.Millicelsius;
                _restMicroseconds = 0;
            }
        }

        /// <summary>A sample of voltage and current.</summary>
        public void Judge(HalfCycleTracker tracker, long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - _lastMicroseconds;
            _lastMicroseconds = timeMicroseconds;
            if (nanoamperes <= _zeroNanoamperes || tracker.Direction <= 0)
            {
                bool rests = nanoamperes >= -_zeroNanoamperes && elapsed > 0;
                _restMicroseconds += rests ? Saturating.Clamp(elapsed, 0, LongestRestMicroseconds) : 0;
                _restMicroseconds = Saturating.Clamp(_restMicroseconds, 0, 2 * LongestRestMicroseconds);
                _hasHigh = false;
                return;
            }

            long length = tracker.Discharged.IsWhole ? tracker.Discharged.Nanocoulombs : _capacityNanocoulombs;
            long charge = tracker.Nanocoulombs;
            bool begun = tracker.FlowedNanocoulombs < length / 20;
            if (begun || !_hasHigh || microvolts > _highMicrovolts - BelowMicrovolts || IsAnother(nanoamperes, millicelsius))
            {
                SetHigh(microvolts, nanoamperes, charge, millicelsius, begun);
            }

            bool fell = charge - _highNanocoulombs > (length / 100) * 3;
            _stalledNow |= (fell && !begun) || IsOverfull(microvolts, nanoamperes, charge - _endNanocoulombs, length, millicelsius);
        }

        /// <summary>The current changed, or the cell has warmed up: what the voltage was no longer counts.</summary>
        private bool IsAnother(long nanoamperes, long millicelsius)
        {
            return !AgeingScale.AreAlike(nanoamperes, _nanoamperes, AlikeMillionths)
                || Saturating.Abs(millicelsius - _highMillicelsius) > WarmedMillicelsius;
        }

        private void SetHigh(long microvolts, long nanoamperes, long charge, long millicelsius, bool begun)
        {
            bool anew = begun || !_hasHigh || IsAnother(nanoamperes, millicelsius);
            _highMicrovolts = anew || microvolts > _highMicrovolts ? microvolts : _highMicrovolts;
            _nanoamperes = anew ? nanoamperes : _nanoamperes;
            _highMillicelsius = anew || microvolts >= _highMicrovolts ? millicelsius : _highMillicelsius;
            _highNanocoulombs = charge;
            _hasHigh = true;
        }

        private bool IsOverfull(long microvolts, long nanoamperes, long beyond, long length, long millicelsius)
        {
            return _hasEnd
                && beyond > length / 20
                && microvolts < _endMicrovolts - ShortOfEndMicrovolts
                && AgeingScale.AreAlike(nanoamperes, _endPeak, 2 * AlikeMillionths)
                && Saturating.Abs(millicelsius - _endMillicelsius) <= WarmedMillicelsius
                && _restMicroseconds < LongestRestMicroseconds;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _nanoamperes = image.Number(_nanoamperes);
            _highMicrovolts = image.Number(_highMicrovolts);
            _highNanocoulombs = image.Number(_highNanocoulombs);
            _highMillicelsius = image.Number(_highMillicelsius);
            _hasHigh = image.Flag(_hasHigh);
            _hasEnd = image.Flag(_hasEnd);
            _endMicrovolts = image.Number(_endMicrovolts);
            _endNanocoulombs = image.Number(_endNanocoulombs);
            _endPeak = image.Number(_endPeak);
            _endMillicelsius = image.Number(_endMillicelsius);
            _restMicroseconds = image.Number(_restMicroseconds);
            _lastMicroseconds = image.Number(_lastMicroseconds);
            _stalledNow = image.Flag(_stalledNow);
            _stalledBefore = image.Flag(_stalledBefore);
        }
    }
}

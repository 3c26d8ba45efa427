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
        private long _settledNanocoulombs;
        private long _fallNanocoulombs;
        private long _overfullNanocoulombs;
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
        /// <returns>True where it stalls with this sample.</returns>
        public bool Judge(HalfCycleTracker tracker, long microvolts, long nanoamperes, long millicelsius, long elapsedMicroseconds)
        {
            long zero = _zeroNanoamperes;
            if (nanoamperes <= zero || tracker.Direction <= 0)
            {
                _hasHigh = false;
                if (nanoamperes >= -zero)
                {
                    Rest(elapsedMicroseconds);
                }

                return false;
            }

            bool anew = !_hasHigh;
            if (anew)
            {
                Measure(tracker);
            }

            long charge = tracker.Nanocoulombs;
            bool stalls = false;
            if (charge < _settledNanocoulombs || anew || IsAnother(nanoamperes, millicelsius))
            {
                _hasHigh = true;
                _nanoamperes = nanoamperes;
                _highMicrovolts = microvolts;
                _highMillicelsius = millicelsius;
                _highNanocoulombs = charge;
            }
            else
            {
                stalls = Follow(microvolts, millicelsius, charge);
            }

            stalls |= charge > _overfullNanocoulombs && IsShortOfEnd(microvolts, nanoamperes, millicelsius);
            if (stalls)
            {
                _stalledNow = true;
            }

            return stalls;
        }

        /// <summary>Neither charged nor discharged.</summary>
        private void Rest(long elapsedMicroseconds)
        {
            long rest = _restMicroseconds;
            if (rest < LongestRestMicroseconds)
            {
                // Two of 2^60 at most.
                _restMicroseconds = rest + elapsedMicroseconds;
            }
        }

        /// <summary>Where in the charge that begins, or goes on after a rest, it is judged: until it ends that stays as it is.</summary>
        private void Measure(HalfCycleTracker tracker)
        {
            long length = tracker.Discharged.IsWhole ? tracker.Discharged.Nanocoulombs : _capacityNanocoulombs;
            long twentieth = length / 20;

            // A charge counter within 2^60, a capacity below 2^62.
            _settledNanocoulombs = tracker.TurnedAtNanocoulombs + twentieth;
            _fallNanocoulombs = (length / 100) * 3;
            _overfullNanocoulombs = _hasEnd ? _endNanocoulombs + twentieth : long.MaxValue;
        }

        /// <summary>The current changed, or the cell has warmed up: what the voltage was no longer counts.</summary>
        private bool IsAnother(long nanoamperes, long millicelsius)
        {
            long warmed = millicelsius - _highMillicelsius;
            return warmed > WarmedMillicelsius || warmed < -WarmedMillicelsius
                || !AgeingScale.AreAlike(nanoamperes, _nanoamperes, AlikeMillionths);
        }

        /// <summary>Against the highest voltage: true where it has stayed below for too long a charge.</summary>
        private bool Follow(long microvolts, long millicelsius, long charge)
        {
            long high = _highMicrovolts;
            if (microvolts <= high - BelowMicrovolts)
            {
                return charge - _highNanocoulombs > _fallNanocoulombs;
            }

            _highNanocoulombs = charge;
            if (microvolts >= high)
            {
                _highMicrovolts = microvolts;
                _highMillicelsius = millicelsius;
            }

            return false;
        }

        /// <summary>Of a charge beyond the last one's: the voltage is not yet where that one ended.</summary>
        private bool IsShortOfEnd(long microvolts, long nanoamperes, long millicelsius)
        {
            return microvolts < _endMicrovolts - ShortOfEndMicrovolts
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
            _settledNanocoulombs = image.Number(_settledNanocoulombs);
            _fallNanocoulombs = image.Number(_fallNanocoulombs);
            _overfullNanocoulombs = image.Number(_overfullNanocoulombs);
            _stalledNow = image.Flag(_stalledNow);
            _stalledBefore = image.Flag(_stalledBefore);
        }
    }
}

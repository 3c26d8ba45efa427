namespace AnodeGuard.Core
{
    /// <summary>
    /// The voltage at a mark of the counted charge in one direction, from cycle to cycle, and the change that is usual of
    /// it: a cell of 98.5 % efficiency slides all its life.
    /// </summary>
    public sealed class SlideCurve
    {
        /// <summary>3 mV: ten times the noise of a sample, and 15 K's worth of entropy (0.2 mV/K).</summary>
        private const long LeastMicrovolts = 3000;

        /// <summary>Of the swing of the half-cycle before in this direction.</summary>
        private const int SwingDivisor = 20;
        private const int Scatters = 4;
        private const int Learning = 2;

        private const long AlikeMillionths = 50000;
        private const long FarMillicelsius = 2000;

        private readonly OwnHistory _change = new OwnHistory(4);
        private bool _has;
        private long _microvolts;
        private long _nanoamperes;
        private long _millicelsius;
        private long _microseconds;
        private long _cycleMicroseconds;

        /// <summary>The voltage fell by more than is usual and allowed.</summary>
        public bool Fell;

        /// <summary>The mark was moved: the next voltage is compared with none before. What is usual stays known.</summary>
        public void Forget()
        {
            _has = false;
            _cycleMicroseconds = 0;
        }

        /// <summary>
        /// The mark is passed. False where nothing can be said: nothing to compare with, another current, another temperature,
        /// or a cycle that took more than twice as long as the last (a rest in which the cell may have lost charge by itself).
        /// </summary>
        /// <param name="microvolts">Voltage there, within 2^50 as all of these.</param>
        /// <param name="nanoamperes">Current there.</param>
        /// <param name="millicelsius">Temperature there.</param>
        /// <param name="timeMicroseconds">When.</param>
        /// <param name="swingMicrovolts">Highest less lowest voltage of the half-cycle before in this direction.</param>
        public bool Take(long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds, long swingMicrovolts)
        {
            long elapsed = Saturating.Bound(Saturating.Subtract(timeMicroseconds, _microseconds));
            bool alike = _has
                && AgeingScale.AreAlike(nanoamperes, _nanoamperes, AlikeMillionths)
                && Saturating.Abs(millicelsius - _millicelsius) <= FarMillicelsius
                && (_cycleMicroseconds == 0 || elapsed <= 2 * _cycleMicroseconds);
            long change = microvolts - _microvolts;
            _cycleMicroseconds = _has ? elapsed : 0;
            _has = true;
            _microvolts = microvolts;
            _nanoamperes = nanoamperes;
            _millicelsius = millicelsius;
            _microseconds = timeMicroseconds;
            if (!alike)
            {
                return false;
            }

            bool known = _change.Count >= Learning;
            Fell = known && _change.Expected - change > Limit(swingMicrovolts);
            if (!Fell)
            {
                _change.Learn(change);
            }

            return known;
        }

        private long Limit(long swingMicrovolts)
        {
            long limit = Scatters * _change.Scatter;
            long share = swingMicrovolts / SwingDivisor;
            limit = share > limit ? share : limit;
            return limit > LeastMicrovolts ? limit : LeastMicrovolts;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _change.Exchange(image);
            _has = image.Flag(_has);
            _microvolts = image.Number(_microvolts);
            _nanoamperes = image.Number(_nanoamperes);
            _millicelsius = image.Number(_millicelsius);
            _microseconds = image.Number(_microseconds);
            _cycleMicroseconds = image.Number(_cycleMicroseconds);
            Fell = image.Flag(Fell);
        }
    }
}

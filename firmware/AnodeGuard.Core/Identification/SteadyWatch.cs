namespace AnodeGuard.Core
{
    /// <summary>
    /// Finds the moment at which a steady polarisation is interrupted: s had come to j within 1/64 and stayed there for a
    /// diffusion time, then the current falls to less than 1/64 of what it was. Where the interrupt lies inside the interval
    /// of a mean current, that mean says how much of the interval the current still flowed.
    /// </summary>
    public sealed class SteadyWatch
    {
        /// <summary>Least |s| that is looked at, Q24: 1/256; smaller ones give less than 0.13 mV.</summary>
        private const long SmallestQ24 = 1L << 16;

        private long _steadyMicroseconds;
        private long _steadyNanoamperes;
        private long _pendingMicroseconds;
        private bool _isPending;

        /// <summary>s before the interrupt, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>When the current ended, microseconds.</summary>
        public long InterruptMicroseconds;

        /// <summary>Looks at one interval of the current.</summary>
        /// <param name="charge">The current.</param>
        /// <param name="currentQ24">j of the interval.</param>
        /// <param name="surfaceQ24">s at its end.</param>
        /// <returns>True where it was steady until this interval: <see cref="IsInterrupt"/> tells whether the current has ended.</returns>
        public bool Follow(Channel charge, long currentQ24, long surfaceQ24)
        {
            if (_isPending)
            {
                return true;
            }

            long lasted = _steadyMicroseconds;
            if (surfaceQ24 < SmallestQ24 && surfaceQ24 > -SmallestQ24)
            {
                return lasted != 0;
            }

            long away = surfaceQ24 - currentQ24;
            if ((away < 0 ? -away : away) > (currentQ24 < 0 ? -currentQ24 : currentQ24) >> 6)
            {
                return lasted != 0;
            }

            // An interval is below 2^61, and so is what is kept. Longer than any diffusion time is long enough.
            _steadyMicroseconds = lasted < Saturating.Largest ? lasted + charge.IntervalMicroseconds : lasted;
            _steadyNanoamperes = charge.Value;
            SurfaceQ24 = surfaceQ24;
            return false;
        }

        /// <summary>Judges the interval that <see cref="Follow"/> told of.</summary>
        /// <param name="charge">The current.</param>
        /// <param name="holdMicroseconds">So long it has to have been steady.</param>
        /// <returns>True where this interval shows that the current has ended.</returns>
        public bool IsInterrupt(Channel charge, long holdMicroseconds)
        {
            if (_isPending)
            {
                _isPending = false;
                InterruptMicroseconds = _pendingMicroseconds;
                return IsRest(charge.Value);
            }

            long lasted = _steadyMicroseconds;
            _steadyMicroseconds = 0;
            if (lasted < holdMicroseconds || Saturating.Abs(charge.Value) > Saturating.Abs(_steadyNanoamperes))
            {
                return false;
            }

            bool rests = IsRest(charge.Value);

            // The share of the interval in which it still flowed; a current of the other sign is none.
            long flowed = rests || (charge.Value ^ _steadyNanoamperes) < 0
                ? 0
                : Wide.MultiplyDivide(charge.IntervalMicroseconds, charge.Value, _steadyNanoamperes);
            _pendingMicroseconds = charge.TimeMicroseconds - charge.IntervalMicroseconds + flowed;
            InterruptMicroseconds = _pendingMicroseconds;
            _isPending = !rests;
            return rests;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _steadyMicroseconds = image.Number(_steadyMicroseconds);
            _steadyNanoamperes = image.Number(_steadyNanoamperes);
            _pendingMicroseconds = image.Number(_pendingMicroseconds);
            _isPending = image.Flag(_isPending);
            SurfaceQ24 = image.Number(SurfaceQ24);
            InterruptMicroseconds = image.Number(InterruptMicroseconds);
        }

        /// <summary>Whether a current counts as none beside the one that was interrupted.</summary>
        public bool IsRest(long nanoamperes)
        {
            return Saturating.Abs(nanoamperes) <= Saturating.Abs(_steadyNanoamperes) >> 6;
        }
    }
}

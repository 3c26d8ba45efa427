namespace AnodeGuard.Core
{
    /// <summary>
    /// What was read under one pull of the injector: the settled reading, and one before it that has to agree about which
    /// half of the scale it lies in. A single disturbed sample therefore decides nothing.
    /// </summary>
    public sealed class PullReading
    {
        private long _early;
        private bool _hasEarly;

        /// <summary>The last reading that is settled, microvolts.</summary>
        public long Microvolts;

        /// <summary>There is one.</summary>
        public bool IsKnown;

        /// <summary>Forgets the pull before.</summary>
        public void Clear()
        {
            IsKnown = false;
            _hasEarly = false;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="microvolts">The sample.</param>
        /// <param name="drivenMicroseconds">How long the pull had lasted when it was taken.</param>
        public void Add(long microvolts, long drivenMicroseconds)
        {
            if (drivenMicroseconds < SenseLimits.PullHintsMicroseconds)
            {
                return;
            }

            if (IsKnown)
            {
                _early = Microvolts;
                _hasEarly = true;
            }

            if (drivenMicroseconds >= SenseLimits.SettledMicroseconds)
            {
                Microvolts = microvolts;
                IsKnown = true;
            }
            else
            {
                _early = microvolts;
                _hasEarly = true;
            }
        }

        /// <summary>Both readings lie below a threshold.</summary>
        public bool IsBelow(long threshold)
        {
            return IsKnown && _hasEarly && Microvolts < threshold && _early < threshold;
        }

        /// <summary>Both readings lie at or above a threshold.</summary>
        public bool IsAbove(long threshold)
        {
            return IsKnown && _hasEarly && Microvolts >= threshold && _early >= threshold;
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _early = image.Number(_early);
            _hasEarly = image.Flag(_hasEarly);
            Microvolts = image.Number(Microvolts);
            IsKnown = image.Flag(IsKnown);
        }
    }
}

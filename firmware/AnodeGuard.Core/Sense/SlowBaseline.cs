namespace AnodeGuard.Core
{
    /// <summary>
    /// The second baseline: follows the electrode, but no faster than an innocent one can move. The distance between the
    /// electrode and it is therefore the part of the movement that was too fast, added up: slope and level in one number,
    /// which noise cannot fake and which a drift of hours leaves at nothing.
    /// </summary>
    public sealed class SlowBaseline
    {
        /// <summary>A gap in the samples lets it follow for this long at most, microseconds.</summary>
        private const long LongestGapMicroseconds = 60000000;

        private bool _hasTime;
        private long _timeMicroseconds;
        private long _remainder;

        /// <summary>Where it stands, microvolts.</summary>
        public long Microvolts;

        /// <summary>It stands somewhere.</summary>
        public bool IsSet;

        /// <summary>Puts it somewhere.</summary>
        public void Set(long microvolts)
        {
            Microvolts = microvolts;
            IsSet = true;
            _remainder = 0;
        }

        /// <summary>Lets the time pass without following: the electrode is under suspicion.</summary>
        public void Hold(long timeMicroseconds)
        {
            _timeMicroseconds = timeMicroseconds;
            _hasTime = true;
        }

        /// <summary>Follows a sample.</summary>
        public void Follow(long microvolts, long timeMicroseconds)
        {
            // Written out: this runs twice a sample, and each call costs the interpreter ten times an addition.
            long elapsed = _hasTime && timeMicroseconds > _timeMicroseconds ? timeMicroseconds - _timeMicroseconds : 0;
            elapsed = elapsed > LongestGapMicroseconds ? LongestGapMicroseconds : elapsed;
            _timeMicroseconds = timeMicroseconds;
            _hasTime = true;
            long allowance = (elapsed * SenseLimits.FollowMicrovoltsPerSecond) + _remainder;
            long most = allowance / 1000000;
            _remainder = allowance - (most * 1000000);
            long away = microvolts - Microvolts;
            Microvolts += away > most ? most : away < -most ? -most : away;
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _hasTime = image.Flag(_hasTime);
            _timeMicroseconds = image.Number(_timeMicroseconds);
            _remainder = image.Number(_remainder);
            Microvolts = image.Number(Microvolts);
            IsSet = image.Flag(IsSet);
        }
    }
}

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
        public const long LongestGapMicroseconds = 60000000;

        /// <summary>So long it waits before it moves by a microvolt.</summary>
        private const long MicrosecondsPerMicrovolt = 1000000 / SenseLimits.FollowMicrovoltsPerSecond;

        /// <summary>When a sample was last followed or held; after any time while there was none, so that nothing has passed since.</summary>
        private long _timeMicroseconds = Saturating.LargestTime;

        /// <summary>Of the time that has passed, what was too short for another microvolt.</summary>
        private long _remainderMicroseconds;

        /// <summary>Where it stands, microvolts.</summary>
        public long Microvolts;

        /// <summary>It stands somewhere.</summary>
        public bool IsSet;

        /// <summary>Puts it somewhere.</summary>
        public void Set(long microvolts)
        {
            Microvolts = microvolts;
            IsSet = true;
            _remainderMicroseconds = 0;
        }

        /// <summary>Lets the time pass without following: the electrode is under suspicion, or was followed up to then.</summary>
        public void Hold(long timeMicroseconds)
        {
            _timeMicroseconds = timeMicroseconds;
        }

        /// <summary>
        /// Follows a sample together with another baseline. Both have followed the sample before, which was taken a known time ago, no
        /// longer than the longest gap. That time is theirs to be told when somebody else goes on: <see cref="Hold"/>.
        /// </summary>
        /// <param name="other">The other one.</param>
        /// <param name="follows">False: the other one is put where the sample is.</param>
        /// <param name="microvolts">The sample.</param>
        /// <param name="elapsedMicroseconds">Since the sample before, above 0.</param>
        public void FollowWith(SlowBaseline other, bool follows, long microvolts, long elapsedMicroseconds)
        {
            // Written out twice: this runs in every turn, and a call costs the interpreter ten times an addition.
            long elapsed = elapsedMicroseconds + _remainderMicroseconds;
            long most = elapsed / MicrosecondsPerMicrovolt;
            _remainderMicroseconds = elapsed - (most * MicrosecondsPerMicrovolt);
            long from = Microvolts;
            long away = microvolts - from;
            away = away > most ? most : away;
            away = away < -most ? -most : away;
            Microvolts = from + away;
            if (!follows)
            {
                other._remainderMicroseconds = elapsedMicroseconds % MicrosecondsPerMicrovolt;
                other.Microvolts = microvolts;
                return;
            }

            elapsed = elapsedMicroseconds + other._remainderMicroseconds;
            most = elapsed / MicrosecondsPerMicrovolt;
            other._remainderMicroseconds = elapsed - (most * MicrosecondsPerMicrovolt);
            from = other.Microvolts;
            away = microvolts - from;
            away = away > most ? most : away;
            away = away < -most ? -most : away;
            other.Microvolts = from + away;
        }

        /// <summary>Follows a sample.</summary>
        public void Follow(long microvolts, long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - _timeMicroseconds;
            _timeMicroseconds = timeMicroseconds;
            if (elapsed < 0)
            {
                elapsed = 0;
            }
            else if (elapsed > LongestGapMicroseconds)
            {
                elapsed = LongestGapMicroseconds;
            }

            elapsed += _remainderMicroseconds;
            long most = elapsed / MicrosecondsPerMicrovolt;
            _remainderMicroseconds = elapsed - (most * MicrosecondsPerMicrovolt);
            long from = Microvolts;
            long away = microvolts - from;
            away = away > most ? most : away;
            away = away < -most ? -most : away;
            Microvolts = from + away;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _timeMicroseconds = image.Number(_timeMicroseconds);
            _remainderMicroseconds = image.Number(_remainderMicroseconds);
            Microvolts = image.Number(Microvolts);
            IsSet = image.Flag(IsSet);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Since when the current has been steady. Both currents are watched: the instant's betrays a step at the sample, the
    /// mean's betrays a pulse that lay between two samples. A step is more than the largest of C/1000, 3 uA, six standard
    /// deviations of the current's own noise and 1 % of the current itself: what is left can move the voltage by no more
    /// than a hundredth of the polarisation. A current that glides (the end of a charge at constant voltage) is steady.
    /// </summary>
    public sealed class SteadyCurrent
    {
        /// <summary>Above the noise of the 1 ohm shunt (0.3 uA), nanoamperes.</summary>
        private const long SmallestNanoamperes = 3000;

        private readonly long _leastNanoamperes;
        private readonly Track _instant;
        private readonly Track _mean;

        /// <summary>A current was seen.</summary>
        public bool HasCurrent;

        /// <summary>A watch for a cell.</summary>
        public SteadyCurrent(GuardSettings settings)
        {
            long share = settings.CapacityMicroampereHours;
            _leastNanoamperes = share < SmallestNanoamperes ? SmallestNanoamperes : share;
            _instant = new Track(_leastNanoamperes);
            _mean = new Track(_leastNanoamperes);
        }

        /// <summary>Time of the last step, microseconds; of the first current where there was none since.</summary>
        public long SinceMicroseconds;

        /// <summary>A current has been seen, and none of it has stepped within so long before an instant.</summary>
        public bool IsSteady(long forMicroseconds, long beforeMicroseconds)
        {
            return HasCurrent && beforeMicroseconds - SinceMicroseconds >= forMicroseconds;
        }

        /// <summary>Looks at this step's currents.</summary>
        public void Observe(ChannelSet channels)
        {
            Look(channels.Limit, _instant);
            if (channels.Charge != channels.Limit)
            {
                Look(channels.Charge, _mean);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _instant.Exchange(image);
            _mean.Exchange(image);
            HasCurrent = image.Flag(HasCurrent);
            SinceMicroseconds = image.Number(SinceMicroseconds);
        }

        private void Look(Channel current, Track track)
        {
            if (current.IsFresh && (track.HasStepped(current) || !HasCurrent))
            {
                HasCurrent = true;
                SinceMicroseconds = current.TimeMicroseconds;
            }
        }

        /// <summary>One current: its noise, and the value it is held against, which follows by an eighth of a step per sample.</summary>
        private sealed class Track
        {
            private readonly long _leastNanoamperes;
            private readonly NoiseEstimate _noise;
            private long _anchor;
            private bool _hasAnchor;

            public Track(long leastNanoamperes)
            {
                _leastNanoamperes = leastNanoamperes;
                _noise = new NoiseEstimate(leastNanoamperes);
            }

            public void Exchange(StateImage image)
            {
                _noise.Exchange(image);
                _anchor = image.Number(_anchor);
                _hasAnchor = image.Flag(_hasAnchor);
            }

            public bool HasStepped(Channel current)
            {
                long value = current.Value;
                long difference = value - current.PreviousValue;
                difference = difference < 0 ? -difference : difference;

                // 6 sigma = 5.3 mean differences; at most 4 * 2^51 + 2^51.
                long noise = _noise.Scaled / NoiseEstimate.Memory;
                long step = (5 * noise) + (noise >> 2);
                long share = (value < 0 ? -value : value) / 100;
                step = share > step ? share : step;
                step = _leastNanoamperes > step ? _leastNanoamperes : step;
                long anchor = _anchor;
                long away = value - anchor;
                bool stepped = !_hasAnchor || current.IsAtRail || current.IntervalMicroseconds <= 0
                    || difference > step || away > step || away < -step;
                _hasAnchor = true;
                if (!stepped)
                {
                    long most = step >> 3;
                    away = away > most ? most : away;
                    away = away < -most ? -most : away;
                }

                _anchor = anchor + away;
                _noise.Add(difference);
                return stepped;
            }
        }
    }
}

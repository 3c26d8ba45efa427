namespace AnodeGuard.Core
{
    /// <summary>
    /// Since when the current has been steady. Both currents are watched: the instant's betrays a step at the sample, the
    /// mean's betrays a pulse that lay between two samples. A step is more than the largest of C/1000, 3 uA, six standard
    /// deviations of the current's own noise and 1 % of the current itself: what is left can move the voltage by no more
    /// than a hundredth of the polarisation. A current that glides (the end of a charge at constant voltage) is steady.
    /// <para>A mean is what a register of charge counted between two readings: a count more or less shows in it as a jump. On
    /// the pouch cell's board that is 0.3 mA, above 1 % of a current below 31 mA, and rare where the current is nearly a whole
    /// number of counts, so that its noise does not tell of it. A mean has stepped only where the charge that came or was
    /// missing is more than C times 4 ms: two counts and two conversions (0.56 ms) at C for 22 mAh on that board, for
    /// 0.22 mAh on the coin cell's. What a smaller pulse leaves a time T after its end is no more than its charge times
    /// R/(e T), whatever the time constant of the polarisation R: at the second sample, 0.1 s later, 1.5 % of what C
    /// polarises the cell by.</para>
    /// </summary>
    public sealed class SteadyCurrent
    {
        /// <summary>Above the noise of the 1 ohm shunt (0.3 uA), nanoamperes.</summary>
        private const long SmallestNanoamperes = 3000;

        /// <summary>C is a thousand nanoamperes per microampere hour of capacity, for 4,000 us.</summary>
        private const long UnseenPerMicroampereHour = 1000 * 4000;

        /// <summary>A million ampere hours; times the above within 2^62.</summary>
        private const long LargestMicroampereHours = 1000000000000;

        private readonly Track _instant;
        private readonly Track _mean;

        /// <summary>A current was seen.</summary>
        public bool HasCurrent;

        /// <summary>A watch for a cell.</summary>
        public SteadyCurrent(GuardSettings settings)
        {
            long share = settings.CapacityMicroampereHours;
            long least = share < SmallestNanoamperes ? SmallestNanoamperes : share;
            _instant = new Track(least, 0);
            _mean = new Track(least, Saturating.Clamp(share, 0, LargestMicroampereHours) * UnseenPerMicroampereHour);
        }

        /// <summary>Time of the last step, microseconds; of the first current where there was none since.</summary>
        public long SinceMicroseconds;

        /// <summary>A current has been seen, and none of it has stepped within so long before an instant.</summary>
        public bool IsSteady(long forMicroseconds, long beforeMicroseconds)
        {
            return HasCurrent && beforeMicroseconds - SinceMicroseconds >= forMicroseconds;
        }

        /// <summary>Looks at this step's currents. The first of each counts as a step.</summary>
        public void Observe(ChannelSet channels)
        {
            Channel limit = channels.Limit;
            if (limit.IsFresh && _instant.HasStepped(limit))
            {
                HasCurrent = true;
                SinceMicroseconds = limit.TimeMicroseconds;
            }

            Channel charge = channels.Charge;
            if (charge != limit && charge.IsFresh && _mean.HasStepped(charge))
            {
                HasCurrent = true;
                SinceMicroseconds = charge.TimeMicroseconds;
            }
        }

        /// <summary>Learns the noise of the currents that were looked at: in its own time, for the next look needs it first.</summary>
        public void Learn(ChannelSet channels)
        {
            Channel limit = channels.Limit;
            if (limit.IsFresh)
            {
                _instant.Noise.Add(limit.Value - limit.PreviousValue);
            }

            Channel charge = channels.Charge;
            if (charge != limit && charge.IsFresh)
            {
                _mean.Noise.Add(charge.Value - charge.PreviousValue);
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

        /// <summary>One current: its noise, and the value it is held against, which follows by an eighth of a step per sample.</summary>
        private sealed class Track
        {
            public readonly NoiseEstimate Noise;

            private readonly long _leastNanoamperes;
            private readonly long _calmNanoamperes;
            private readonly long _unseenCharge;
            private long _anchor;
            private bool _hasAnchor;

            /// <param name="leastNanoamperes">What is no step in any case.</param>
            /// <param name="unseenCharge">Nor is what brings no more charge than this, nanoamperes times microseconds.</param>
            public Track(long leastNanoamperes, long unseenCharge)
            {
                _leastNanoamperes = leastNanoamperes;
                _calmNanoamperes = leastNanoamperes >> 3;
                _unseenCharge = unseenCharge;
                Noise = new NoiseEstimate(leastNanoamperes);
            }

            public void Exchange(StateImage image)
            {
                Noise.Exchange(image);
                _anchor = image.Number(_anchor);
                _hasAnchor = image.Flag(_hasAnchor);
            }

            public bool HasStepped(Channel current)
            {
                long value = current.Value;
                long interval = current.IntervalMicroseconds;
                if (interval <= 0 || current.IsAtRail || !_hasAnchor)
                {
                    _hasAnchor = true;
                    _anchor = value;
                    return true;
                }

                // An eighth of the least step, from a value that was followed to the end: whatever the noise, so is this one.
                long anchor = _anchor;
                long away = value - anchor;
                long difference = value - current.PreviousValue;
                if (away == difference && away <= _calmNanoamperes && away >= -_calmNanoamperes)
                {
                    _anchor = value;
                    return false;
                }

                // 6 sigma = 5.3 mean differences; at most 6 * 2^51. No mean is negative.
                difference = difference < 0 ? -difference : difference;
                long step = ((Noise.Scaled >> NoiseEstimate.MemoryBits) * 21) >> 2;
                long least = (value < 0 ? -value : value) / 100;
                step = least > step ? least : step;
                least = _leastNanoamperes;
                step = least > step ? least : step;
                if (difference > step || away > step || away < -step)
                {
                    // Divisor: an interval that is above 0.
                    long unseen = _unseenCharge / interval;
                    if (difference > unseen || away > unseen || away < -unseen)
                    {
                        _anchor = value;
                        return true;
                    }
                }

                long most = step >> 3;
                away = away > most ? most : away;
                away = away < -most ? -most : away;
                _anchor = anchor + away;
                return false;
            }
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Salt depletion at the electrode surface as a sum of modes that each follow the current:
    /// a(k) += (1 - exp(-rate(k) d-theta)) (w(k) j - a(k)), s = sum a(k) + rest * j. Exact for a current that is
    /// constant over the interval, whatever the interval's length: there is no stability limit, and lost samples are one
    /// long interval.
    /// <para>Bounds: |w j| is at most 64 (<see cref="ModeTable.LargestCurrentQ24"/>), so targets and states are below 2^30 in Q24, their differences
    /// at most 2^31, and times a share (at most 2^31) at most 2^62. What a step moves by less than one unit of Q24 is
    /// carried in a remainder of 38 bits: without it a slow mode would stand still 0.47 away from its target at
    /// d-theta = 1e-6.</para>
    /// <para>One signed state serves both electrodes: positive is depletion at the anode while plating there, negative at
    /// the counter electrode while stripping; the gap is antisymmetric.</para>
    /// </summary>
    public sealed class DiffusionState
    {
        private const int RemainderBits = 38;
        private const long RemainderMask = (1L << RemainderBits) - 1;
        private const long CoarseMask = (1L << 31) - 1;
        private const long HalfQ31 = 1L << 30;

        private readonly ModeTable _modes;
        private readonly long[] _remaindersQ38;
        private readonly long[] _statesQ24;
        private readonly long[] _targetsQ24;
        private long _arrivedQ24;

        /// <summary>Modes from here on have arrived at what the last current aimed them at; that is written down when somebody asks.</summary>
        public int Living;

        /// <summary>s at the last current, signed, not clamped, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>
        /// How far all modes above their targets are above them: no exponential can add more than that to what s settles at.
        /// Below 2^34 as the states' own sum.
        /// </summary>
        public long RisingQ24;

        /// <summary>The same of the modes below theirs, 0 or less.</summary>
        public long FallingQ24;

        /// <summary>A cell at rest: no gradient anywhere.</summary>
        public DiffusionState(ModeTable modes)
        {
            _modes = modes;
            Living = modes.Count;
            _statesQ24 = new long[modes.Count];
            _targetsQ24 = new long[modes.Count];
            _remaindersQ38 = new long[modes.Count];
        }

        /// <summary>The modes' states, Q24.</summary>
        public long[] StatesQ24
        {
            get
            {
                Settle();
                return _statesQ24;
            }
        }

        /// <summary>w(k) j of the last current, Q24: what the modes tend to.</summary>
        public long[] TargetsQ24
        {
            get
            {
                Settle();
                return _targetsQ24;
            }
        }

        /// <summary>Takes a current whose interval is not known: nothing moves but the instantaneous rest.</summary>
        public void Aim(long currentQ24)
        {
            long[] weights = _modes.WeightsQ31;
            long[] states = StatesQ24;
            long sum = InstantaneousQ24(currentQ24);
            long rising = 0;
            long all = 0;
            for (int mode = 0; mode < weights.Length; mode++)
            {
                long target = ((weights[mode] * currentQ24) + (1L << 30)) >> 31;
                long away = states[mode] - target;
                _targetsQ24[mode] = target;
                sum += states[mode];
                all += away;
                rising += away > 0 ? away : 0;
            }

            SurfaceQ24 = sum;
            RisingQ24 = rising;
            FallingQ24 = all - rising;
        }

        /// <summary>Moves every mode over an interval of constant current; s is then that at its end, the current still on.</summary>
        public void Advance(long currentQ24, DecayFactors factors)
        {
            int living = factors.Living;
            if (living > Living)
            {
                Settle();
            }

            // What is a constant here would be loaded and made 64 bits wide again and again.
            long half = HalfQ31;
            long mask = RemainderMask;
            long[] weights = _modes.WeightsQ31;
            long[] shares = factors.Shares;
            long[] states = _statesQ24;
            long[] targets = _targetsQ24;
            long[] remainders = _remaindersQ38;
            bool[] fine = factors.IsFine;
            long sum = InstantaneousQ24(currentQ24);
            long rising = 0;
            long all = 0;
            int count = weights.Length;
            for (int mode = living; mode < count; mode++)
            {
                sum += ((weights[mode] * currentQ24) + half) >> 31;
            }

            for (int mode = 0; mode < living; mode++)
            {
                long target = ((weights[mode] * currentQ24) + half) >> 31;
                targets[mode] = target;
                long state = states[mode];
                long product = (target - state) * shares[mode];
                long remainder = remainders[mode];
                if (fine[mode])
                {
                    state += product >> RemainderBits;
                    remainder += product & mask;
                }
                else
                {
                    state += product >> 31;
                    remainder += (product & CoarseMask) << (RemainderBits - 31);
                }

                state += remainder >> RemainderBits;
                remainders[mode] = remainder & mask;
                states[mode] = state;
                sum += state;

                // All of it, and what of it is above 0: noise of the current would mislead a branch half of the time.
                long away = state - target;
                all += away;
                rising += away & ~(away >> 63);
            }

            Living = living;
            _arrivedQ24 = currentQ24;
            SurfaceQ24 = sum;
            RisingQ24 = rising;
            FallingQ24 = all - rising;
        }

        /// <summary>How far each mode is above its target, Q24, into the given array; those from <see cref="Living"/> on are there.</summary>
        public void Measure(long[] awayQ24)
        {
            long[] states = _statesQ24;
            long[] targets = _targetsQ24;
            int living = Living;
            for (int mode = 0; mode < living; mode++)
            {
                awayQ24[mode] = states[mode] - targets[mode];
            }
        }

        /// <summary>Writes down where the modes are that have arrived.</summary>
        private void Settle()
        {
            long[] weights = _modes.WeightsQ31;
            for (int mode = Living; mode < weights.Length; mode++)
            {
                long target = ((weights[mode] * _arrivedQ24) + HalfQ31) >> 31;
                _targetsQ24[mode] = target;
                _statesQ24[mode] = target;
                _remaindersQ38[mode] = 0;
            }

            Living = weights.Length;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_remaindersQ38);
            image.Numbers(_statesQ24);
            image.Numbers(_targetsQ24);
            _arrivedQ24 = image.Number(_arrivedQ24);
            Living = (int)image.Number(Living);
            SurfaceQ24 = image.Number(SurfaceQ24);
            RisingQ24 = image.Number(RisingQ24);
            FallingQ24 = image.Number(FallingQ24);
        }

        /// <summary>
        /// rest * j, Q24. The rest is between -63 and 65 in Q31 (at most 16 modes of at most 4), below 2^38; the current at
        /// most 2^30: 2^68 would be too wide, so half of the fraction bits of j are dropped for an unusual rest.
        /// </summary>
        private long InstantaneousQ24(long currentQ24)
        {
            long rest = _modes.RestQ31;
            return rest > Exponential.OneQ31 || rest < -Exponential.OneQ31
                ? (rest * (currentQ24 >> 12)) >> 19
                : ((rest * currentQ24) + (1L << 30)) >> 31;
        }
    }
}

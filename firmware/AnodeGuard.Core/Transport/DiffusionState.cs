namespace AnodeGuard.Core
{
    /// <summary>
    /// Salt depletion at the electrode surface as a sum of modes that each follow the current:
    /// a(k) += (1 - exp(-rate(k) d-theta)) (w(k) j - a(k)), s = sum a(k) + rest * j. Exact for a current that is
    /// constant over the interval, whatever the interval's length: there is no stability limit, and lost samples are one
    /// long interval.
    /// <para>The modes ascend in their rates: those from <see cref="Living"/> on arrive within the interval, and cost a product each.
    /// By how much another one approaches its target, 1 - exp(-rate d-theta), is Q38 where that is small, else Q31. It is computed
    /// anew for every interval: keeping slightly old shares was tried and costs up to 1.5e-3 of j.</para>
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

        /// <summary>What a remainder has below the last bit of a product with a Q31.</summary>
        private const int CoarseBits = RemainderBits - 31;

        private readonly ModeTable _modes;
        private readonly long[] _remaindersQ38;

        /// <summary>The modes' states, Q24.</summary>
        public readonly long[] StatesQ24;

        /// <summary>How far each mode is above w(k) j of the last current, what it tends to, Q24.</summary>
        public readonly long[] AwayQ24;

        /// <summary>Modes from here on have arrived at what the last current aimed them at.</summary>
        public int Living;

        /// <summary>s at the last current, signed, not clamped, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>The part of it that follows the current at once, Q24.</summary>
        public long InstantaneousQ24;

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
            StatesQ24 = new long[modes.Count];
            AwayQ24 = new long[modes.Count];
            _remaindersQ38 = new long[modes.Count];
        }

        /// <summary>Takes a current whose interval is not known: nothing moves but the instantaneous rest.</summary>
        public void Aim(long currentQ24)
        {
            long[] weights = _modes.WeightsQ31;
            Living = weights.Length;
            InstantaneousQ24 = _modes.InstantaneousQ24(currentQ24);
            SurfaceQ24 = InstantaneousQ24;
            RisingQ24 = 0;
            FallingQ24 = 0;
            for (int mode = 0; mode < weights.Length; mode++)
            {
                long away = StatesQ24[mode] - (((weights[mode] * currentQ24) + (1L << 30)) >> 31);
                AwayQ24[mode] = away;
                SurfaceQ24 += StatesQ24[mode];
                RisingQ24 += away > 0 ? away : 0;
                FallingQ24 += away < 0 ? away : 0;
            }
        }

        /// <summary>Moves every mode over an interval of constant current; s is then that at its end, the current still on.</summary>
        /// <param name="currentQ24">j.</param>
        /// <param name="thetaQ40">The interval in diffusion times, Q40, not negative.</param>
        public void Advance(long currentQ24, long thetaQ40)
        {
            // What is a constant here would be loaded and made 64 bits wide again and again.
            long one = Exponential.OneQ30;
            long half = Exponential.HalfQ30;
            long thrice = Exponential.ThriceQ38;
            long fraction = Exponential.FractionMask;
            long mask = RemainderMask;
            long rounded = Exponential.OneQ38 + 64;
            long zero = 0;
            long[] wholes = Exponential.Whole;
            long[] parts = Exponential.SixtyFourths;
            ModeTable modes = _modes;
            long[] rates = modes.RatesQ16;
            long[] weights = modes.WeightsQ31;
            long[] vanishes = modes.VanishesFromQ40;
            long[] states = StatesQ24;
            long[] aways = AwayQ24;
            long[] remainders = _remaindersQ38;
            int count = weights.Length;
            int living = Living;
            if ((living < count && thetaQ40 < vanishes[living]) || (living > 0 && thetaQ40 >= vanishes[living - 1]))
            {
                living = CountLiving(thetaQ40);
            }

            long sum = modes.InstantaneousQ24(currentQ24);
            InstantaneousQ24 = sum;
            for (int mode = living; mode < count; mode++)
            {
                long target = ((weights[mode] * currentQ24) + one) >> 31;
                states[mode] = target;
                sum += target;
            }

            long rising = 0;
            long falling = 0;
            int first = 0;
            if (thetaQ40 < modes.SmallBelowQ40[0])
            {
                first = AdvanceSlow(currentQ24, thetaQ40);
                sum += SurfaceQ24;
                rising = RisingQ24;
                falling = FallingQ24;
            }

            for (int mode = first; mode < living; mode++)
            {
                // Exponential.Decay written out, here and in ModeSum: a call for each mode was a third of all this.
                long exponent = (rates[mode] * thetaQ40) >> 18;
                long x = exponent & fraction;
                int part = (int)(exponent >> 32);

                // Divisor: 3 * 2^38.
                long share = ((x * (one - ((x * (one - ((x * (one - (x >> 10))) / thrice))) >> 39))) + half) >> 30;

                // How much of the way is left.
                long left = ((parts[part & 63] * ((rounded - share) >> 7)) + one) >> 31;
                if (part >= 64)
                {
                    left = ((wholes[part >> 6] * left) + one) >> 31;
                }

                // Of a product that is Q38, too, what the shift loses is above the remainder.
                long target = ((weights[mode] * currentQ24) + one) >> 31;
                long remainder = remainders[mode];
                left *= states[mode] - target;
                long away = ((remainder >> CoarseBits) + left) >> 31;
                remainders[mode] = (remainder + (left << CoarseBits)) & mask;
                sum += target;
                states[mode] = target + away;
                aways[mode] = away;
                if (away < zero)
                {
                    falling += away;
                }
                else
                {
                    rising += away;
                }
            }

            SurfaceQ24 = sum + rising + falling;
            RisingQ24 = rising;
            FallingQ24 = falling;
        }

        /// <summary>
        /// The modes that come nearer to their targets by a small share, with the finer of the two series. The fields for s and its parts
        /// hold their targets and ways then, to which <see cref="Advance"/> adds the others'.
        /// </summary>
        /// <returns>The first of the others.</returns>
        private int AdvanceSlow(long currentQ24, long thetaQ40)
        {
            long[] smallBelow = _modes.SmallBelowQ40;
            long[] rates = _modes.RatesQ16;
            long[] weights = _modes.WeightsQ31;
            long[] states = StatesQ24;
            long[] remainders = _remaindersQ38;
            long one = Exponential.OneQ30;
            long half = Exponential.HalfQ30;
            long thrice = Exponential.ThriceQ38;
            long sum = 0;
            long rising = 0;
            long falling = 0;
            int mode = 0;
            for (; mode < rates.Length && thetaQ40 < smallBelow[mode]; mode++)
            {
                // Exponential.Rise written out.
                long x = (rates[mode] * thetaQ40) >> 18;

                // Divisor: 3 * 2^38.
                long share = ((x * (one - ((x * (one - ((x * (one - (x >> 10))) / thrice))) >> 39))) + half) >> 30;
                long target = ((weights[mode] * currentQ24) + one) >> 31;
                long away = states[mode] - target;
                long remainder = remainders[mode] - (away * share);
                away += remainder >> RemainderBits;
                remainders[mode] = remainder & RemainderMask;
                states[mode] = target + away;
                AwayQ24[mode] = away;
                sum += target;
                rising += away > 0 ? away : 0;
                falling += away < 0 ? away : 0;
            }

            SurfaceQ24 = sum;
            RisingQ24 = rising;
            FallingQ24 = falling;
            return mode;
        }

        /// <summary>How many modes are on their way after an interval; the others arrive, as far as nothing is left of their way.</summary>
        private int CountLiving(long thetaQ40)
        {
            long[] vanishes = _modes.VanishesFromQ40;
            int living = Living;
            while (living < vanishes.Length && thetaQ40 < vanishes[living])
            {
                living++;
            }

            while (living > 0 && thetaQ40 >= vanishes[living - 1])
            {
                living--;
                _remaindersQ38[living] = 0;
                AwayQ24[living] = 0;
            }

            Living = living;
            return living;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_remaindersQ38);
            image.Numbers(StatesQ24);
            image.Numbers(AwayQ24);
            Living = (int)image.Number(Living);
            SurfaceQ24 = image.Number(SurfaceQ24);
            InstantaneousQ24 = image.Number(InstantaneousQ24);
            RisingQ24 = image.Number(RisingQ24);
            FallingQ24 = image.Number(FallingQ24);
        }
    }
}

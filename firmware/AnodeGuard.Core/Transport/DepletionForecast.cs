namespace AnodeGuard.Core
{
    /// <summary>
    /// When the surface will be depleted if the present current goes on: the first theta at which
    /// s(theta) = j + sum c(k) exp(-rate(k) theta), c(k) = a(k) - w(k) j, reaches +1 or -1.
    /// <para>The exponentials on a grid of doubling times are tabulated once, so that a grid point costs only a product per
    /// living mode; the crossing is then refined by Newton's method inside its bracket. Where all c(k) pull the same way, s is
    /// monotone and the grid is bisected. Elsewise, and be it by the current's noise, it is bisected for where s could reach 1
    /// first, and walked from there where need be, looking into humps between grid points.</para>
    /// <para>Bounds: those of <see cref="ModeSum"/>.</para>
    /// </summary>
    public sealed class DepletionForecast
    {
        /// <summary>Result where it never comes.</summary>
        public const long Never = -1;

        private const long OneQ24 = Verdict.OneQ24;
        private const int MostRefinements = 6;

        /// <summary>More than rounding can add to a value: half a unit for each of 16 modes, three for a decay between two others'.</summary>
        private const long Margin = 128;

        private readonly DoublingGrid _grid;
        private readonly ModeSum _sum;
        private readonly long[] _mirroredQ24;

        /// <summary>The last grid time before a crossing, as found last: where it is looked for first.</summary>
        private int _before;

        /// <summary>A forecast for a set of modes.</summary>
        public DepletionForecast(ModeTable modes, DoublingGrid grid)
        {
            _grid = grid;
            _sum = new ModeSum(modes, grid);
            _mirroredQ24 = new long[modes.Count];
        }

        /// <summary>Theta until |s| = 1, Q40; 0 where it is there already; <see cref="Never"/>.</summary>
        public long ThetaQ40(DiffusionState state, long currentQ24)
        {
            long one = OneQ24;
            long surface = state.SurfaceQ24;
            if (surface >= one || surface <= -one)
            {
                return 0;
            }

            // No exponential can add more than its coefficient: a cell below its limit ends here.
            long rising = state.RisingQ24;
            long falling = state.FallingQ24;
            bool mayRise = currentQ24 + rising > one;
            bool mayFall = currentQ24 + falling < -one;
            if (!mayRise && !mayFall)
            {
                return Never;
            }

            ModeSum sum = _sum;
            sum.Living = state.Living;
            sum.CurrentQ24 = currentQ24;
            long up = mayRise ? Cross(state.AwayQ24, surface, rising) : Never;
            if (!mayFall)
            {
                return up;
            }

            Mirror(state.AwayQ24);
            sum.CurrentQ24 = -currentQ24;
            long down = Cross(_mirroredQ24, -surface, -falling);
            return up == Never || (down != Never && down < up) ? down : up;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_mirroredQ24);
            _sum.Exchange(image);
            _before = (int)image.Number(_before);
        }

        /// <summary>Towards -1 is towards 1 with every sign turned.</summary>
        private void Mirror(long[] coefficientsQ24)
        {
            long[] mirrored = _mirroredQ24;
            int living = _sum.Living;
            for (int mode = 0; mode < living; mode++)
            {
                mirrored[mode] = -coefficientsQ24[mode];
            }
        }

        /// <summary>
        /// Where s first reaches 1. Modes above their targets only fall, and those below only rise. Until a grid time, therefore, s is
        /// nowhere above what it is there with the former as they were at the beginning, and from it on nowhere above what it ends
        /// at with the former as they are there. The last grid time that is so certainly before the crossing is looked for
        /// where it was found last and beside it, then bisected for. As a rule s has reached 1 at the next; else the grid is walked
        /// from there.
        /// </summary>
        private long Cross(long[] coefficientsQ24, long startQ24, long aboveQ24)
        {
            DoublingGrid grid = _grid;
            long[] decays = grid.DecaysQ31;
            int[] livings = grid.Living;
            int most = _sum.Living;
            long one = OneQ24;
            long zero = 0;
            long half = Exponential.OneQ30;
            long current = _sum.CurrentQ24;
            long bound = one - (aboveQ24 == zero ? zero : Margin) - current;
            int low = -1;
            int next = grid.Levels - 1;
            int high = next;
            long lowValue = startQ24;
            long highValue = current;
            int probe = _before;
            bool isFirst = true;
            while (next - low > 1)
            {
                int living = livings[probe];
                living = living < most ? living : most;
                int at = probe * coefficientsQ24.Length;
                long above = 0;
                long below = 0;
                for (int mode = 0; mode < living; mode++)
                {
                    long part = ((coefficientsQ24[mode] * decays[at + mode]) + half) >> 31;
                    if (part < zero)
                    {
                        below += part;
                    }
                    else
                    {
                        above += part;
                    }
                }

                long value = current + below + above;
                bool isOver = above < bound;
                if (below + aboveQ24 < bound)
                {
                    if (isOver)
                    {
                        return Never;
                    }

                    low = probe;
                    lowValue = value;
                    probe++;
                }
                else
                {
                    next = probe;
                    if (isOver || value >= one)
                    {
                        high = probe;
                        highValue = value;
                    }

                    probe--;
                }

                probe = isFirst && probe > low && probe < next ? probe : (low + next) >> 1;
                isFirst = false;
            }

            _before = low < 0 ? 0 : low;
            return high == next && highValue >= one
                ? Refine(coefficientsQ24, low < 0 ? 0 : grid.ThetaQ40(low), lowValue, grid.ThetaQ40(high), highValue)
                : Walk(coefficientsQ24, low, lowValue, high);
        }

        /// <summary>From one grid time to another, looking into the humps between them.</summary>
        private long Walk(long[] coefficientsQ24, int from, long startQ24, int to)
        {
            ModeSum sum = _sum;
            long theta = 0;
            long value = startQ24;
            long slope = 0;
            if (from >= 0)
            {
                theta = _grid.ThetaQ40(from);
                sum.AtLevel(coefficientsQ24, from);
                slope = sum.SlopeQ28;
            }

            for (int level = from + 1; level <= to; level++)
            {
                long next = _grid.ThetaQ40(level);
                long nextValue = sum.AtLevel(coefficientsQ24, level);
                long nextSlope = sum.SlopeQ28;
                if (nextValue < OneQ24 && slope > 0 && nextSlope < 0)
                {
                    long top = Hump(theta, slope, next, nextSlope);
                    long topValue = sum.At(coefficientsQ24, top);
                    if (topValue >= OneQ24)
                    {
                        return Refine(coefficientsQ24, theta, value, top, topValue);
                    }
                }

                if (nextValue >= OneQ24)
                {
                    return Refine(coefficientsQ24, theta, value, next, nextValue);
                }

                theta = next;
                value = nextValue;
                slope = nextSlope;
            }

            return Never;
        }

        /// <summary>Where the slope would be zero if it changed in proportion to time.</summary>
        private static long Hump(long theta, long slope, long next, long nextSlope)
        {
            return theta + Wide.MultiplyDivide(next - theta, slope, slope - nextSlope);
        }

        /// <summary>Newton's method from a first guess, kept inside the bracket.</summary>
        private long Refine(long[] coefficientsQ24, long low, long lowValue, long high, long highValue)
        {
            ModeSum sum = _sum;
            long one = OneQ24;
            long theta = Guess(low, lowValue, high, highValue);
            for (int round = 0; round < MostRefinements; round++)
            {
                long value = sum.At(coefficientsQ24, theta);
                long slope = sum.SlopeQ28;
                if (value >= one)
                {
                    high = theta;
                }
                else
                {
                    low = theta;
                }

                // Q24 * 2^44 / Q28 is Q40. Without a slope it leads out of the bracket.
                long step = slope > 0 ? Wide.MultiplyDivide(one - value, 1L << 44, slope) : long.MaxValue;
                if (step > high - theta || step < low - theta)
                {
                    step = low + ((high - low) >> 1) - theta;
                }

                theta += step;
                long near = (theta >> 12) + 1;
                if (step <= near && step >= -near)
                {
                    break;
                }
            }

            return theta;
        }

        /// <summary>Between two grid points s rises about as the square root of time; before the first, in proportion.</summary>
        private static long Guess(long low, long lowValue, long high, long highValue)
        {
            // 0 to 1 in Q16: s rises by at most 2^36 in Q24 over the bracket, 2^52 after the shift.
            // Divisor: the lower value is below 1 and the higher is not.
            long share = ((OneQ24 - lowValue) << 16) / (highValue - lowValue);
            if (low == 0)
            {
                return (high * share) >> 16;
            }

            // low * (1 + (sqrt 2 - 1) share)^2, right at both ends of a doubling and close enough inside a shorter bracket.
            long root = 65536 + ((27146 * share) >> 16);
            long theta = ((low >> 8) * ((root * root) >> 16)) >> 8;
            return theta > high ? high : theta;
        }
    }
}

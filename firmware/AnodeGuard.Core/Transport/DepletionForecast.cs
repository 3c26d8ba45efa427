namespace AnodeGuard.Core
{
    /// <summary>
    /// When the surface will be depleted if the present current goes on: the first theta at which
    /// s(theta) = j + sum c(k) exp(-rate(k) theta), c(k) = a(k) - w(k) j, reaches +1 or -1.
    /// <para>The exponentials on a grid of doubling times are tabulated once, so that a grid point costs only a product per
    /// living mode; the crossing is then refined by Newton's method inside its bracket. Where all c(k) pull the same way,
    /// s is monotone and the grid is bisected; after a reversal it is walked, looking into humps between grid points.</para>
    /// <para>Bounds: |c| is at most 128, 2^31 in Q24, a decay at most 2^31: products at most 2^62, each rounded back to Q24
    /// before they are summed. Rates for the derivative are Q4, at most 2^24.</para>
    /// </summary>
    public sealed class DepletionForecast
    {
        /// <summary>Result where it never comes.</summary>
        public const long Never = -1;

        private const long OneQ24 = Verdict.OneQ24;
        private const int MostRefinements = 6;

        private readonly ModeTable _modes;
        private readonly DoublingGrid _grid;
        private readonly long[] _mirroredQ24;
        private readonly long[] _ratesQ4;
        private int _living;
        private long _currentQ24;
        private long _slopeQ28;

        /// <summary>A forecast for a set of modes.</summary>
        public DepletionForecast(ModeTable modes, DoublingGrid grid)
        {
            _modes = modes;
            _grid = grid;
            _mirroredQ24 = new long[modes.Count];
            _ratesQ4 = new long[modes.Count];
            for (int mode = 0; mode < modes.Count; mode++)
            {
                _ratesQ4[mode] = (modes.RatesQ16[mode] + (1L << 11)) >> 12;
            }
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

            // Where all modes pull the same way the grid is bisected.
            long[] coefficients = state.AwayQ24;
            long up = Never;
            _living = state.Living;
            _currentQ24 = currentQ24;
            if (mayRise)
            {
                up = rising == 0 ? BisectGrid(coefficients, surface) : WalkGrid(coefficients, surface);
            }

            if (!mayFall)
            {
                return up;
            }

            Mirror(coefficients);
            coefficients = _mirroredQ24;
            _currentQ24 = -currentQ24;
            long down = falling == 0 ? BisectGrid(coefficients, -surface) : WalkGrid(coefficients, -surface);
            return up == Never || (down != Never && down < up) ? down : up;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_mirroredQ24);
            _living = (int)image.Number(_living);
            _currentQ24 = image.Number(_currentQ24);
            _slopeQ28 = image.Number(_slopeQ28);
        }

        /// <summary>Towards -1 is towards 1 with every sign turned.</summary>
        private void Mirror(long[] coefficientsQ24)
        {
            long[] mirrored = _mirroredQ24;
            int living = _living;
            for (int mode = 0; mode < living; mode++)
            {
                mirrored[mode] = -coefficientsQ24[mode];
            }
        }

        private long BisectGrid(long[] coefficientsQ24, long startQ24)
        {
            DoublingGrid grid = _grid;
            long[] decays = grid.DecaysQ31;
            int[] livings = grid.Living;
            int most = _living;
            long one = OneQ24;
            long half = Exponential.OneQ30;
            long current = _currentQ24;
            int low = -1;
            int high = grid.Levels - 1;
            long lowValue = startQ24;
            long highValue = current;
            while (high - low > 1)
            {
                // s at a grid point, as in EvaluateLevel, but without its slope: three times as often asked for.
                int middle = (low + high) >> 1;
                int living = livings[middle];
                living = living < most ? living : most;
                int at = middle * coefficientsQ24.Length;
                long value = current;
                for (int mode = 0; mode < living; mode++)
                {
                    value += ((coefficientsQ24[mode] * decays[at + mode]) + half) >> 31;
                }

                if (value >= one)
                {
                    high = middle;
                    highValue = value;
                }
                else
                {
                    low = middle;
                    lowValue = value;
                }
            }

            return Refine(coefficientsQ24, low < 0 ? 0 : grid.ThetaQ40(low), lowValue, grid.ThetaQ40(high), highValue);
        }

        private long WalkGrid(long[] coefficientsQ24, long startQ24)
        {
            long theta = 0;
            long value = startQ24;
            long slope = 0;
            for (int level = 0; level < _grid.Levels; level++)
            {
                long next = _grid.ThetaQ40(level);
                long nextValue = EvaluateLevel(coefficientsQ24, level);
                long nextSlope = _slopeQ28;
                if (nextValue < OneQ24 && slope > 0 && nextSlope < 0)
                {
                    long top = Hump(theta, slope, next, nextSlope);
                    long topValue = Evaluate(coefficientsQ24, top);
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
            long one = OneQ24;
            long theta = Guess(low, lowValue, high, highValue);
            for (int round = 0; round < MostRefinements; round++)
            {
                long value = Evaluate(coefficientsQ24, theta);
                long slope = _slopeQ28;
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

        /// <summary>s at a grid point, and its slope.</summary>
        private long EvaluateLevel(long[] coefficientsQ24, int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] ratesQ4 = _ratesQ4;
            int living = _grid.Living[level];
            living = living < _living ? living : _living;
            int at = level * coefficientsQ24.Length;
            long half = Exponential.OneQ30;
            long value = _currentQ24;
            long slope = 0;
            for (int mode = 0; mode < living; mode++)
            {
                long part = ((coefficientsQ24[mode] * decays[at + mode]) + half) >> 31;
                value += part;
                slope -= part * ratesQ4[mode];
            }

            _slopeQ28 = slope;
            return value;
        }

        /// <summary>s at any time, and its slope.</summary>
        private long Evaluate(long[] coefficientsQ24, long thetaQ40)
        {
            long[] rates = _modes.RatesQ16;
            long[] vanishes = _modes.VanishesFromQ40;
            long[] ratesQ4 = _ratesQ4;
            long[] wholes = Exponential.Whole;
            long[] parts = Exponential.SixtyFourths;
            long one = Exponential.OneQ30;
            long half = Exponential.HalfQ30;
            long thrice = Exponential.ThriceQ38;
            long fraction = Exponential.FractionMask;
            int living = _living;
            long value = _currentQ24;
            long slope = 0;
            for (int mode = 0; mode < living && thetaQ40 < vanishes[mode]; mode++)
            {
                // Exponential.Decay written out, as in DiffusionState.
                long exponent = (rates[mode] * thetaQ40) >> 18;
                long x = exponent & fraction;

                // Divisor: 3 * 2^38.
                long decay = ((x * (one - ((x * (one - ((x * (one - (x >> 10))) / thrice))) >> 39))) + half) >> 30;
                int index = (int)(exponent >> 32);
                decay = ((parts[index & 63] * ((Exponential.OneQ38 + 64 - decay) >> 7)) + one) >> 31;
                decay = index < 64 ? decay : ((wholes[index >> 6] * decay) + one) >> 31;
                decay = ((coefficientsQ24[mode] * decay) + one) >> 31;
                value += decay;
                slope -= decay * ratesQ4[mode];
            }

            _slopeQ28 = slope;
            return value;
        }
    }
}

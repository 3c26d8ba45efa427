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
        private readonly DecayFactors _factors;
        private readonly DoublingGrid _grid;
        private readonly long[] _coefficientsQ24;
        private readonly long[] _ratesQ4;
        private int _living;
        private long _currentQ24;
        private long _startQ24;
        private long _valueQ24;
        private long _slopeQ28;

        /// <summary>A forecast for a set of modes.</summary>
        public DepletionForecast(ModeTable modes, DecayFactors factors, DoublingGrid grid)
        {
            _modes = modes;
            _factors = factors;
            _grid = grid;
            _coefficientsQ24 = new long[modes.Count];
            _ratesQ4 = new long[modes.Count];
            for (int mode = 0; mode < modes.Count; mode++)
            {
                _ratesQ4[mode] = (modes.RatesQ16[mode] + (1L << 11)) >> 12;
            }
        }

        /// <summary>Theta until |s| = 1, Q40; 0 where it is there already; <see cref="Never"/>.</summary>
        public long ThetaQ40(DiffusionState state, long currentQ24)
        {
            long surface = state.SurfaceQ24;
            if (surface >= OneQ24 || surface <= -OneQ24)
            {
                return 0;
            }

            // No exponential can add more than its coefficient: a cell below its limit ends here.
            long rising = state.RisingQ24;
            long falling = state.FallingQ24;
            if (currentQ24 + rising <= OneQ24 && currentQ24 + falling >= -OneQ24)
            {
                return Never;
            }

            _living = state.Living;
            state.Measure(_coefficientsQ24);
            long up = currentQ24 + rising > OneQ24 ? TowardsOne(currentQ24, surface, rising == 0) : Never;
            if (currentQ24 + falling >= -OneQ24)
            {
                return up;
            }

            Mirror();
            long down = TowardsOne(-currentQ24, -surface, falling == 0);
            return up == Never || (down != Never && down < up) ? down : up;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_coefficientsQ24);
            _living = (int)image.Number(_living);
            _currentQ24 = image.Number(_currentQ24);
            _startQ24 = image.Number(_startQ24);
            _valueQ24 = image.Number(_valueQ24);
            _slopeQ28 = image.Number(_slopeQ28);
        }

        /// <summary>Theta until s = 1.</summary>
        private long TowardsOne(long currentQ24, long surfaceQ24, bool monotone)
        {
            _currentQ24 = currentQ24;
            _startQ24 = surfaceQ24;
            return monotone ? BisectGrid() : WalkGrid();
        }

        /// <summary>Towards -1 is towards 1 with every sign turned.</summary>
        private void Mirror()
        {
            for (int mode = 0; mode < _living; mode++)
            {
                _coefficientsQ24[mode] = -_coefficientsQ24[mode];
            }
        }

        private long BisectGrid()
        {
            int low = -1;
            int high = _grid.Levels - 1;
            long lowValue = _startQ24;
            long highValue = _currentQ24;
            while (high - low > 1)
            {
                int middle = (low + high) >> 1;
                long value = ValueAt(middle);
                if (value >= OneQ24)
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

            return Refine(low < 0 ? 0 : _grid.ThetaQ40(low), lowValue, _grid.ThetaQ40(high), highValue);
        }

        private long WalkGrid()
        {
            long theta = 0;
            long value = _startQ24;
            long slope = 0;
            for (int level = 0; level < _grid.Levels; level++)
            {
                long next = _grid.ThetaQ40(level);
                EvaluateLevel(level);
                long nextValue = _valueQ24;
                long nextSlope = _slopeQ28;
                if (nextValue < OneQ24 && slope > 0 && nextSlope < 0)
                {
                    long top = Hump(theta, slope, next, nextSlope);
                    Evaluate(top);
                    if (_valueQ24 >= OneQ24)
                    {
                        return Refine(theta, value, top, _valueQ24);
                    }
                }

                if (nextValue >= OneQ24)
                {
                    return Refine(theta, value, next, nextValue);
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
        private long Refine(long low, long lowValue, long high, long highValue)
        {
            long theta = Guess(low, lowValue, high, highValue);
            for (int round = 0; round < MostRefinements; round++)
            {
                Evaluate(theta);
                if (_valueQ24 >= OneQ24)
                {
                    high = theta;
                }
                else
                {
                    low = theta;
                }

                // Q24 * 2^44 / Q28 is Q40.
                long step = _slopeQ28 > 0 ? Wide.MultiplyDivide(OneQ24 - _valueQ24, 1L << 44, _slopeQ28) : long.MaxValue;
                long next = Saturating.Add(theta, step);
                if (next < low || next > high)
                {
                    next = low + ((high - low) >> 1);
                    step = next - theta;
                }

                theta = next;
                if (Saturating.Abs(step) <= (theta >> 12) + 1)
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

        /// <summary>s at a grid point: what bisection asks for.</summary>
        private long ValueAt(int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] coefficients = _coefficientsQ24;
            int living = _grid.Living[level];
            living = living < _living ? living : _living;
            int offset = level * coefficients.Length;
            long half = 1L << 30;
            long value = _currentQ24;
            for (int mode = 0; mode < living; mode++)
            {
                value += ((coefficients[mode] * decays[offset + mode]) + half) >> 31;
            }

            return value;
        }

        /// <summary>s and its slope at a grid point.</summary>
        private void EvaluateLevel(int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] coefficients = _coefficientsQ24;
            long[] ratesQ4 = _ratesQ4;
            int living = _grid.Living[level];
            living = living < _living ? living : _living;
            int offset = level * coefficients.Length;
            long value = _currentQ24;
            long slope = 0;
            for (int mode = 0; mode < living; mode++)
            {
                long part = ((coefficients[mode] * decays[offset + mode]) + (1L << 30)) >> 31;
                value += part;
                slope -= part * ratesQ4[mode];
            }

            _valueQ24 = value;
            _slopeQ28 = slope;
        }

        /// <summary>s and its slope at any time.</summary>
        private void Evaluate(long thetaQ40)
        {
            long[] rates = _modes.RatesQ16;
            long[] vanishes = _factors.VanishesFromQ40;
            long[] coefficients = _coefficientsQ24;
            long[] ratesQ4 = _ratesQ4;
            long[] wholes = Exponential.Whole;
            long[] parts = Exponential.SixtyFourths;
            long one = Exponential.OneQ30;
            int living = _living;
            long value = _currentQ24;
            long slope = 0;
            for (int mode = 0; mode < living; mode++)
            {
                if (thetaQ40 < vanishes[mode])
                {
                    // Exponential.Decay written out, as in DecayFactors.
                    long exponent = (rates[mode] * thetaQ40) >> 18;
                    long x = exponent & Exponential.FractionMask;
                    long bracket = one - (x >> 10);
                    bracket = one - (((x * bracket) >> 38) / 3);
                    bracket = one - ((x * bracket) >> 39);
                    long decay = (Exponential.OneQ38 - (((x * bracket) + Exponential.HalfQ30) >> 30) + 64) >> 7;
                    decay = ((parts[(int)(exponent >> 32) & 63] * decay) + one) >> 31;
                    int whole = (int)(exponent >> 38);
                    decay = whole == 0 ? decay : ((wholes[whole] * decay) + one) >> 31;
                    long part = ((coefficients[mode] * decay) + one) >> 31;
                    value += part;
                    slope -= part * ratesQ4[mode];
                }
            }

            _valueQ24 = value;
            _slopeQ28 = slope;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// s(theta) = j + sum c(k) exp(-rate(k) theta): what a constant current makes of the modes, and how fast.
    /// <para>Bounds: |c| is at most 128, 2^31 in Q24, a decay at most 2^31: products at most 2^62, each rounded back to Q24
    /// before they are summed. Rates for the derivative are Q4, at most 2^24.</para>
    /// </summary>
    public sealed class ModeSum
    {
        private readonly ModeTable _modes;
        private readonly DoublingGrid _grid;
        private readonly long[] _ratesQ4;

        /// <summary>j, Q24.</summary>
        public long CurrentQ24;

        /// <summary>So many of the coefficients count.</summary>
        public int Living;

        /// <summary>The slope at the time that was last asked for, Q28.</summary>
        public long SlopeQ28;

        /// <summary>A sum of a set of modes.</summary>
        public ModeSum(ModeTable modes, DoublingGrid grid)
        {
            _modes = modes;
            _grid = grid;
            _ratesQ4 = new long[modes.Count];
            for (int mode = 0; mode < modes.Count; mode++)
            {
                _ratesQ4[mode] = (modes.RatesQ16[mode] + (1L << 11)) >> 12;
            }
        }

        /// <summary>s at a grid point, and its slope.</summary>
        public long AtLevel(long[] coefficientsQ24, int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] ratesQ4 = _ratesQ4;
            int living = _grid.Living[level];
            living = living < Living ? living : Living;
            int at = level * coefficientsQ24.Length;
            long half = Exponential.OneQ30;
            long value = CurrentQ24;
            long slope = 0;
            for (int mode = 0; mode < living; mode++)
            {
                long part = ((coefficientsQ24[mode] * decays[at + mode]) + half) >> 31;
                value += part;
                slope -= part * ratesQ4[mode];
            }

            SlopeQ28 = slope;
            return value;
        }

        /// <summary>s at any time, and its slope.</summary>
        public long At(long[] coefficientsQ24, long thetaQ40)
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
            int living = Living;
            long value = CurrentQ24;
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

            SlopeQ28 = slope;
            return value;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            CurrentQ24 = image.Number(CurrentQ24);
            Living = (int)image.Number(Living);
            SlopeQ28 = image.Number(SlopeQ28);
        }
    }
}

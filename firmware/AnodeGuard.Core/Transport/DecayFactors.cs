namespace AnodeGuard.Core
{
    /// <summary>
    /// By how much each mode approaches its target within one interval: 1 - exp(-rate * d-theta), d-theta being the
    /// interval over the diffusion time. Computed anew whenever d-theta changes at all: keeping slightly old factors
    /// was tried and costs up to 1.5e-3 of j.
    /// </summary>
    public sealed class DecayFactors
    {
        /// <summary>
        /// Shares that are small (mode slow, interval short) are Q38, the others Q31; see <see cref="IsFine"/>. Up to
        /// <see cref="Living"/>: behind that all are 1.
        /// </summary>
        public readonly long[] Shares;

        /// <summary>True where the share is Q38.</summary>
        public readonly bool[] IsFine;

        /// <summary>From this theta on a mode's decay is nothing, Q40.</summary>
        public readonly long[] VanishesFromQ40;

        /// <summary>One more than the last mode that is still on its way after the interval; all from here on have arrived.</summary>
        public int Living;

        private readonly ModeTable _modes;
        private long _thetaQ40;

        /// <summary>Factors of a given set of modes.</summary>
        public DecayFactors(ModeTable modes)
        {
            _modes = modes;
            Shares = new long[modes.Count];
            IsFine = new bool[modes.Count];
            VanishesFromQ40 = new long[modes.Count];
            for (int mode = 0; mode < modes.Count; mode++)
            {
                // 22 / rate: beyond it, exp(-rate * theta) is 0. 22 * 2^56 is below 2^61.
                // Divisor: the mode table holds every rate above 0.
                VanishesFromQ40[mode] = (22L << 56) / modes.RatesQ16[mode];
            }
        }

        /// <summary>
        /// rate * theta, Q38. Below the vanishing point the product is under 22 * 2^56, so it cannot overflow.
        /// </summary>
        public long ExponentQ38(int mode, long thetaQ40)
        {
            return thetaQ40 >= VanishesFromQ40[mode]
                ? Exponential.VanishesFromQ38
                : (_modes.RatesQ16[mode] * thetaQ40) >> 18;
        }

        /// <summary>Prepares the factors for an interval.</summary>
        /// <param name="thetaQ40">The interval in diffusion times, Q40, not negative.</param>
        public void Prepare(long thetaQ40)
        {
            if (thetaQ40 == _thetaQ40)
            {
                return;
            }

            _thetaQ40 = thetaQ40;
            long[] rates = _modes.RatesQ16;
            long[] vanishes = VanishesFromQ40;
            long[] shares = Shares;
            bool[] isFine = IsFine;
            long[] wholes = Exponential.Whole;
            long[] parts = Exponential.SixtyFourths;
            long one = Exponential.OneQ30;
            long mask = Exponential.FractionMask;
            long third = 3;
            int living = 0;
            for (int mode = rates.Length - 1; mode >= 0; mode--)
            {
                if (thetaQ40 >= vanishes[mode])
                {
                    // Behind the last one that lives nobody looks.
                    if (living != 0)
                    {
                        isFine[mode] = false;
                        shares[mode] = Exponential.OneQ31;
                    }

                    continue;
                }

                // Exponential.Decay and Rise, which begin alike, written out: two calls for each mode were a third of all this.
                long exponent = (rates[mode] * thetaQ40) >> 18;
                long x = exponent & mask;
                long bracket = one - (x >> 10);
                // Divisor: 3.
                bracket = one - (((x * bracket) >> 38) / third);
                bracket = one - ((x * bracket) >> 39);
                long share = ((x * bracket) + Exponential.HalfQ30) >> 30;
                bool fine = exponent < Exponential.SmallQ38;
                if (!fine)
                {
                    share = (Exponential.OneQ38 + 64 - share) >> 7;
                    share = ((parts[(int)(exponent >> 32) & 63] * share) + one) >> 31;
                    int whole = (int)(exponent >> 38);
                    share = Exponential.OneQ31 - (whole == 0 ? share : ((wholes[whole] * share) + one) >> 31);
                }

                isFine[mode] = fine;
                shares[mode] = share;
                living = living == 0 ? mode + 1 : living;
            }

            Living = living;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(Shares);
            image.Flags(IsFine);
            Living = (int)image.Number(Living);
            _thetaQ40 = image.Number(_thetaQ40);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// What a bin of a relaxation should show: after a steady current, s(t) = q s0 sum w(k) exp(-rate(k) tau t / t_D), and
    /// the voltage over it in units of U' = 2RT/F t_a TDF. Between an electrode and the middle of the gap, where the
    /// salt stays what it was, it is -ln(1 - s); over the whole symmetric gap ln((1 + s)/(1 - s)) (concentration cell;
    /// reference: transport and detection, section 3.5). q is the settings' limiting current over the true one, tau the
    /// settings' diffusion time over the true one.
    /// <para>Each exponential is averaged over the bin exactly, (exp(-x1) - exp(-x2))/(x2 - x1); the bend of the logarithm
    /// within the bin is added from the second derivative.</para>
    /// <para>Bounds: |s| is held below 15/16, so that 1/(1 - s) is at most 16; results are at most 2^23 in Q18.</para>
    /// </summary>
    public sealed class RelaxationShape
    {
        private const long OneQ24 = 1L << 24;
        private const long MostQ24 = OneQ24 - (OneQ24 >> 4);
        private const long LnOneQ24Q38 = 4572740308715;

        private readonly ModeTable _modes;

        /// <summary>The shape for a set of modes.</summary>
        public RelaxationShape(ModeTable modes)
        {
            _modes = modes;
        }

        /// <summary>s before the interrupt as the settings have it, Q24.</summary>
        public long SteadyQ24;

        /// <summary>The voltage spans both electrodes.</summary>
        public bool BothElectrodes;

        /// <summary>The voltage over U', Q18.</summary>
        public long VoltageQ18;

        /// <summary>Its derivative by ln q, Q18.</summary>
        public long ByAmplitudeQ18;

        /// <summary>Its derivative by ln tau, Q18.</summary>
        public long ByRateQ18;

        private long _meanQ31;
        private long _slopeQ31;
        private long _changeQ31;

        /// <summary>Evaluates a bin.</summary>
        /// <param name="fromQ40">Its beginning, tau t / t_D.</param>
        /// <param name="lengthQ40">Its length, above 0.</param>
        /// <param name="amplitudeQ24">q.</param>
        public void Evaluate(long fromQ40, long lengthQ40, long amplitudeQ24)
        {
            Average(fromQ40, lengthQ40);
            long steady = (SteadyQ24 * amplitudeQ24) >> 24;
            long s = Saturating.Clamp((steady * (_meanQ31 >> 7)) >> 24, -MostQ24, MostQ24);
            long slope = (steady * (_slopeQ31 >> 7)) >> 24;
            long change = (steady * (_changeQ31 >> 7)) >> 24;

            // Variance of s within the bin where it falls by `change`: a twelfth; half of it times the second derivative.
            long bend = (change * change / 24) >> 24;
            long below = OneQ24 - s;
            long value = LnOneQ24Q38 - Logarithm.OfQ38(below);

            // Divisor: s is held below 15/16.
            long inverseQ18 = (1L << 42) / below;
            long curve = (((bend * inverseQ18) >> 18) * inverseQ18) >> 18;
            if (BothElectrodes)
            {
                long above = OneQ24 + s;

                // Divisor: s is held above -15/16.
                long otherQ18 = (1L << 42) / above;
                value += Logarithm.OfQ38(above) - LnOneQ24Q38;
                curve -= (((bend * otherQ18) >> 18) * otherQ18) >> 18;
                inverseQ18 += otherQ18;
            }

            VoltageQ18 = (value >> 20) + (curve >> 6);
            ByAmplitudeQ18 = (s * inverseQ18) >> 24;
            ByRateQ18 = (slope * inverseQ18) >> 24;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            SteadyQ24 = image.Number(SteadyQ24);
            BothElectrodes = image.Flag(BothElectrodes);
            VoltageQ18 = image.Number(VoltageQ18);
            ByAmplitudeQ18 = image.Number(ByAmplitudeQ18);
            ByRateQ18 = image.Number(ByRateQ18);
            _meanQ31 = image.Number(_meanQ31);
            _slopeQ31 = image.Number(_slopeQ31);
            _changeQ31 = image.Number(_changeQ31);
        }

        private void Average(long fromQ40, long lengthQ40)
        {
            _meanQ31 = 0;
            _slopeQ31 = 0;
            _changeQ31 = 0;
            long to = fromQ40 + lengthQ40;
            for (int mode = 0; mode < _modes.Count && fromQ40 < _modes.VanishesFromQ40[mode]; mode++)
            {
                long first = Exponential.Decay(_modes.ExponentQ38(mode, fromQ40));
                long last = Exponential.Decay(_modes.ExponentQ38(mode, to));
                long weight = _modes.WeightsQ31[mode];

                // Q31 * 2^31 over Q31 is Q31.
                long exponent = (_modes.ExponentQ38(mode, lengthQ40) >> 7) + 1;

                // Divisor: 1 at least.
                long mean = ((first - last) << 31) / exponent;

                // d/dln(tau) of the mean: (x2 exp(-x2) - x1 exp(-x1))/(x2 - x1) less the mean; times below 2^26 in Q20.
                long product = ((to >> 20) * last) - ((fromQ40 >> 20) * first);

                // Divisor: 1 at least.
                long slope = (product / ((lengthQ40 >> 20) + 1)) - mean;
                _meanQ31 += (mean * weight) >> 31;
                _slopeQ31 += (slope * weight) >> 31;
                _changeQ31 += ((first - last) * weight) >> 31;
            }
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>The limiting current and the diffusion time as last identified, referred to 25 C.</summary>
    public sealed class IdentifiedTransport
    {
        private const long OneQ24 = 1L << 24;

        /// <summary>How often they were identified; 0: the others say nothing.</summary>
        public long Count;

        /// <summary>J*, microamperes per square metre, 1 at least.</summary>
        public long Limiting;

        /// <summary>Its standard uncertainty.</summary>
        public long LimitingUncertainty;

        /// <summary>t_D, microseconds.</summary>
        public long DiffusionMicroseconds;

        /// <summary>Its standard uncertainty.</summary>
        public long DiffusionUncertainty;

        /// <summary>Takes a result.</summary>
        /// <param name="limiting">The settings' J* at 25 C.</param>
        /// <param name="diffusionMicroseconds">The settings' t_D at 25 C.</param>
        /// <param name="amplitudeQ24">The settings' J* over the true one, above 0.</param>
        /// <param name="rateQ24">The settings' t_D over the true one, above 0.</param>
        /// <param name="amplitudeUncertaintyQ24">Relative standard uncertainty of the first.</param>
        /// <param name="rateUncertaintyQ24">Of the second.</param>
        public void Take(
            long limiting, long diffusionMicroseconds, long amplitudeQ24, long rateQ24, long amplitudeUncertaintyQ24, long rateUncertaintyQ24)
        {
            Limiting = Saturating.Clamp(Wide.MultiplyDivide(limiting, OneQ24, amplitudeQ24), 1, Saturating.Largest);
            LimitingUncertainty = Wide.MultiplyDivide(Limiting, amplitudeUncertaintyQ24, OneQ24);
            DiffusionMicroseconds = Wide.MultiplyDivide(diffusionMicroseconds, OneQ24, rateQ24);
            DiffusionUncertainty = Wide.MultiplyDivide(DiffusionMicroseconds, rateUncertaintyQ24, OneQ24);
            Count++;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Count = image.Number(Count);
            Limiting = image.Number(Limiting);
            LimitingUncertainty = image.Number(LimitingUncertainty);
            DiffusionMicroseconds = image.Number(DiffusionMicroseconds);
            DiffusionUncertainty = image.Number(DiffusionUncertainty);
        }

        /// <summary>Writes the figures for users; asked once there are any.</summary>
        public void Write(TransportFigures figures)
        {
            figures.IdentifiedLimitingMicroamperesPerSquareMetre = Limiting;
            figures.IdentifiedLimitingUncertainty = LimitingUncertainty;
            figures.IdentifiedLimitingCount = Count;
            figures.IdentifiedDiffusionMicroseconds = DiffusionMicroseconds;
            figures.IdentifiedDiffusionUncertainty = DiffusionUncertainty;
            figures.IdentifiedDiffusionCount = Count;
        }
    }
}

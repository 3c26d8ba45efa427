namespace AnodeGuard.Core
{
    /// <summary>Independent indicators of a soft short; bits of <see cref="ShortFigures.SoftShortSigns"/>.</summary>
    public static class SoftShortSign
    {
        /// <summary>The polarisation of two half-cycles in a row fell suddenly, and their traces do not arch more than before.</summary>
        public const int FlatTrace = 1;

        /// <summary>The charging voltage stopped rising although charge goes in.</summary>
        public const int ChargeVoltageStalls = 2;

        /// <summary>Less charge came back, twice in a row, than the cell's own history allows.</summary>
        public const int ChargeLost = 4;

        /// <summary>The resting cell discharges itself.</summary>
        public const int RestDischarge = 8;

        /// <summary>With <see cref="FlatTrace"/>, the resistance at the half-cycles' first moment fell suddenly too.</summary>
        public const int LowerOnset = 16;

        /// <summary>With <see cref="FlatTrace"/>, the traces lost two thirds of their arch.</summary>
        public const int Rectangular = 32;

        /// <summary>The voltage fell at once at a constant current and stayed down. Counts once with <see cref="ChargeVoltageStalls"/>.</summary>
        public const int VoltageDropped = 64;

        /// <summary>At the same counted charge the cell stands lower from cycle to cycle. Counts once with <see cref="ChargeLost"/>.</summary>
        public const int ChargeSlides = 128;
    }
}

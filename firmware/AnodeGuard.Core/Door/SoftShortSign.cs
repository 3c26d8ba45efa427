namespace AnodeGuard.Core
{
    /// <summary>Independent indicators of a soft short; bits of <see cref="ShortFigures.SoftShortSigns"/>.</summary>
    public static class SoftShortSign
    {
        /// <summary>The cell's polarisation fell and its trace grew rectangular.</summary>
        public const int FlatTrace = 1;

        /// <summary>The charging voltage stopped rising although charge goes in.</summary>
        public const int ChargeVoltageStalls = 2;

        /// <summary>Less charge came back than the cell's own history allows.</summary>
        public const int ChargeLost = 4;

        /// <summary>The resting cell discharges itself.</summary>
        public const int RestDischarge = 8;
    }
}

namespace AnodeGuard.App
{
    /// <summary>What a value of the settings document has to be.</summary>
    public enum SettingKind : byte
    {
        /// <summary>A number; kept as an integer of the unit over 10^decimals.</summary>
        Decimal = 0,

        /// <summary>A whole number, written without a decimal point or exponent.</summary>
        Whole = 1,

        /// <summary>true or false.</summary>
        Flag = 2,

        /// <summary>"li", "na" or "k".</summary>
        Chemistry = 3,

        /// <summary>List of {"rate", "weight"}.</summary>
        Modes = 4,

        /// <summary>Letters, digits, '_' and '-' only: it becomes a level of a topic.</summary>
        Name = 5,

        /// <summary>A host name or address.</summary>
        Host = 6,

        /// <summary>A certificate in PEM.</summary>
        Certificate = 7,

        /// <summary>Text without control characters.</summary>
        Text = 8,

        /// <summary>"full", "symmetric" or "half-copper".</summary>
        CellType = 9,

        /// <summary>List of {"temperature_c", "limiting_current_density_a_m2", "diffusion_time_s"}.</summary>
        Temperatures = 10,

        /// <summary>A key: 64 hexadecimal digits, or empty.</summary>
        Key = 11,

        /// <summary>"other", "carbonate", "ether" or "polymer".</summary>
        Electrolyte = 12,
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A cell test as a cycler logged it, row by row. A row's current flowed over the interval that ends at the row's
    /// time; voltages are those of the row's instant.
    /// </summary>
    public interface ICellRecording
    {
        /// <summary>Seconds, rising from row to row, any beginning.</summary>
        double[] TimeSeconds { get; }

        /// <summary>Cell voltage, volts.</summary>
        double[] Volts { get; }

        /// <summary>Current, amperes, positive when charging (plating on the metal anode).</summary>
        double[] Amperes { get; }

        /// <summary>Cell temperature, C; null where the file has none: 25 C is played.</summary>
        double[] Celsius { get; }

        /// <summary>Cu layer against the anode, volts; null where the file has none: a healthy synthetic layer is played.</summary>
        double[] SenseVolts { get; }
    }
}

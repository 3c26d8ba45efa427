namespace AnodeGuard.Cli.Recording
{
    /// <summary>One row of a recording in the core's units. Filled again and again.</summary>
    internal sealed class RecordingRow
    {
        /// <summary>The file's own time, microseconds.</summary>
        public long TimeMicroseconds { get; set; }

        /// <summary>Cell voltage, microvolts.</summary>
        public long CellMicrovolts { get; set; }

        /// <summary>Current over the interval that ends here, nanoamperes, positive when charging.</summary>
        public long CurrentNanoamperes { get; set; }

        /// <summary>Cu layer against anode, microvolts; only where <see cref="HasSense"/>.</summary>
        public long SenseMicrovolts { get; set; }

        /// <summary>The row holds a sense voltage.</summary>
        public bool HasSense { get; set; }

        /// <summary>Cell temperature, thousandths of a degree Celsius; only where <see cref="HasTemperature"/>.</summary>
        public long CellMillicelsius { get; set; }

        /// <summary>The row holds a temperature.</summary>
        public bool HasTemperature { get; set; }

        /// <summary>The file's cycle number; null where it has none.</summary>
        public long? Cycle { get; set; }

        /// <summary>The file's charge capacity, nanoampere-hours; null where it has none.</summary>
        public long? ChargeNanoamperehours { get; set; }

        /// <summary>The file's discharge capacity, nanoampere-hours; null where it has none.</summary>
        public long? DischargeNanoamperehours { get; set; }

        /// <summary>The file's capacity of the running step, nanoampere-hours; null where it has none.</summary>
        public long? StepNanoamperehours { get; set; }

        /// <summary>Forgets what a row need not hold.</summary>
        public void Clear()
        {
            HasSense = false;
            HasTemperature = false;
            Cycle = null;
            ChargeNanoamperehours = null;
            DischargeNanoamperehours = null;
            StepNanoamperehours = null;
        }
    }
}

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// One row of a recording in the core's units. Filled again and again. Rows go in blocks from one processor to another:
    /// each is as long as a line of their caches, so voltages and temperature take no more room than a file may fill.
    /// </summary>
    internal struct RecordingRow
    {
        private const byte Sense = 1;
        private const byte Temperature = 2;
        private const byte CycleNumber = 4;
        private const byte Charge = 8;
        private const byte Discharge = 16;
        private const byte Step = 32;

        private long _cycle;
        private long _charge;
        private long _discharge;
        private long _step;
        private int _cellMicrovolts;
        private int _senseMicrovolts;
        private int _cellMillicelsius;
        private byte _present;

        /// <summary>The file's own time, microseconds.</summary>
        public long TimeMicroseconds { get; set; }

        /// <summary>Current over the interval that ends here, nanoamperes, positive when charging.</summary>
        public long CurrentNanoamperes { get; set; }

        /// <summary>Cell voltage, microvolts, at most 1000 V.</summary>
        public long CellMicrovolts
        {
            readonly get { return _cellMicrovolts; }
            set { _cellMicrovolts = (int)value; }
        }

        /// <summary>Cu layer against anode, microvolts, at most 1000 V; only where <see cref="HasSense"/>.</summary>
        public long SenseMicrovolts
        {
            readonly get { return _senseMicrovolts; }
            set { _senseMicrovolts = (int)value; }
        }

        /// <summary>The row holds a sense voltage.</summary>
        public bool HasSense
        {
            readonly get { return Has(Sense); }
            set { Mark(Sense, value); }
        }

        /// <summary>Cell temperature, thousandths of a degree Celsius, at most 3000 degrees; only where <see cref="HasTemperature"/>.</summary>
        public long CellMillicelsius
        {
            readonly get { return _cellMillicelsius; }
            set { _cellMillicelsius = (int)value; }
        }

        /// <summary>The row holds a temperature.</summary>
        public bool HasTemperature
        {
            readonly get { return Has(Temperature); }
            set { Mark(Temperature, value); }
        }

        /// <summary>The file's cycle number; null where it has none.</summary>
        public long? Cycle
        {
            readonly get { return Has(CycleNumber) ? _cycle : null; }
            set { Set(ref _cycle, CycleNumber, value); }
        }

        /// <summary>The file's charge capacity, nanoampere-hours; null where it has none.</summary>
        public long? ChargeNanoamperehours
        {
            readonly get { return Has(Charge) ? _charge : null; }
            set { Set(ref _charge, Charge, value); }
        }

        /// <summary>The file's discharge capacity, nanoampere-hours; null where it has none.</summary>
        public long? DischargeNanoamperehours
        {
            readonly get { return Has(Discharge) ? _discharge : null; }
            set { Set(ref _discharge, Discharge, value); }
        }

        /// <summary>The file's capacity of the running step, nanoampere-hours; null where it has none.</summary>
        public long? StepNanoamperehours
        {
            readonly get { return Has(Step) ? _step : null; }
            set { Set(ref _step, Step, value); }
        }

        /// <summary>It holds one of the file's capacities.</summary>
        public readonly bool HasCapacity
        {
            get { return Has(Charge | Discharge | Step); }
        }

        /// <summary>Forgets what a row need not hold.</summary>
        public void Clear()
        {
            _present = 0;
        }

        private readonly bool Has(int what)
        {
            return (_present & what) != 0;
        }

        private void Mark(byte what, bool present)
        {
            _present = (byte)(present ? _present | what : _present & ~what);
        }

        private void Set(ref long field, byte what, long? value)
        {
            field = value.GetValueOrDefault();
            Mark(what, value.HasValue);
        }
    }
}

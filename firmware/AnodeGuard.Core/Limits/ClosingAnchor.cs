namespace AnodeGuard.Core
{
    /// <summary>
    /// What current, voltage and temperature were at one moment, and how far the voltage has come since. Voltages are counted
    /// in the direction of the current of that moment: a discharge pulls down.
    /// </summary>
    public sealed class ClosingAnchor
    {
        /// <summary>When, microseconds.</summary>
        public long TimeMicroseconds;

        /// <summary>Current without its sign, nanoamperes.</summary>
        public long SizeNanoamperes;

        /// <summary>The current discharged the cell.</summary>
        public bool IsDischarge;

        /// <summary>Voltage in the direction of the current, microvolts.</summary>
        public long TowardMicrovolts;

        /// <summary>The furthest it has been since, microvolts.</summary>
        public long FurthestMicrovolts;

        /// <summary>The cell's temperature, thousandths of a degree Celsius.</summary>
        public long Millicelsius;

        /// <summary>Is from now on at this moment.</summary>
        public void Take(Channel voltage, long nanoamperes, long millicelsius)
        {
            bool discharge = nanoamperes < 0;
            long volts = voltage.Value;
            long toward = discharge ? -volts : volts;
            TimeMicroseconds = voltage.TimeMicroseconds;
            IsDischarge = discharge;
            SizeNanoamperes = discharge ? -nanoamperes : nanoamperes;
            TowardMicrovolts = toward;
            FurthestMicrovolts = toward;
            Millicelsius = millicelsius;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            TimeMicroseconds = image.Number(TimeMicroseconds);
            SizeNanoamperes = image.Number(SizeNanoamperes);
            IsDischarge = image.Flag(IsDischarge);
            TowardMicrovolts = image.Number(TowardMicrovolts);
            FurthestMicrovolts = image.Number(FurthestMicrovolts);
            Millicelsius = image.Number(Millicelsius);
        }
    }
}

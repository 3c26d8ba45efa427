namespace AnodeGuard.App
{
    /// <summary>What can be calibrated. Numbers are stable: they are stored.</summary>
    public static class CalibrationQuantity
    {
        /// <summary>Sense electrode, microvolts.</summary>
        public const int Sense = 0;

        /// <summary>Cell voltage by the INA228, microvolts.</summary>
        public const int Cell = 1;

        /// <summary>Cell voltage of both signs, microvolts.</summary>
        public const int CellBipolar = 2;

        /// <summary>Current, nanoamperes.</summary>
        public const int Current = 3;

        /// <summary>Cell temperature, thousandths of a degree Celsius; one point.</summary>
        public const int CellTemperature = 4;

        /// <summary>How many there are.</summary>
        public const int Count = 5;
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Register addresses and lengths of the INA228 (SLYS021A, table 7-4).</summary>
    internal static class Ina228Register
    {
        public const int Config = 0x00;
        public const int AdcConfig = 0x01;
        public const int ShuntCal = 0x02;
        public const int ShuntVolts = 0x04;
        public const int BusVolts = 0x05;
        public const int DieTemperature = 0x06;
        public const int Current = 0x07;
        public const int Power = 0x08;
        public const int Energy = 0x09;
        public const int Charge = 0x0A;
        public const int Diagnostics = 0x0B;
        public const int ShuntOverLimit = 0x0C;
        public const int ShuntUnderLimit = 0x0D;
        public const int BusOverLimit = 0x0E;
        public const int BusUnderLimit = 0x0F;
        public const int TemperatureLimit = 0x10;
        public const int PowerLimit = 0x11;
        public const int Manufacturer = 0x3E;
        public const int Device = 0x3F;

        /// <summary>Length, bytes.</summary>
        public static int LengthOf(int register)
        {
            switch (register)
            {
                case Energy:
                case Charge:
                    return 5;
                case ShuntVolts:
                case BusVolts:
                case Current:
                case Power:
                    return 3;
                default:
                    return 2;
            }
        }
    }
}

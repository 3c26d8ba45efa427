namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// Pin map of board rev-A (ESP32-S3-WROOM-1-N8R2), GPIO numbers. The only place where they stand; the board's schematic
    /// is checked against it.
    /// </summary>
    public static class BoardPins
    {
        /// <summary>TST_A0, injector address, 100k pull-down.</summary>
        public const int TestAddress0 = 4;

        /// <summary>TST_A1, injector address, 100k pull-down.</summary>
        public const int TestAddress1 = 5;

        /// <summary>K1_EN, sense relay, pull-down; high closes.</summary>
        public const int SenseRelay = 6;

        /// <summary>COLLAPSE_N, comparator at 0.5 V on the sense node, low is a contact.</summary>
        public const int Collapse = 7;

        /// <summary>SDA of I2C1.</summary>
        public const int I2c1Data = 8;

        /// <summary>SCL of I2C1.</summary>
        public const int I2c1Clock = 9;

        /// <summary>ADC_RDY, ALERT/RDY of the ADS1115.</summary>
        public const int ConverterReady = 10;

        /// <summary>INA_ALERT, ALERT of the INA228.</summary>
        public const int CurrentAlert = 11;

        /// <summary>TRIP_N as it is, low while any source pulls.</summary>
        public const int TripLine = 12;

        /// <summary>FW_TRIP, open drain on TRIP_N.</summary>
        public const int FirmwareTrip = 13;

        /// <summary>ARM, pull-down; its rising edge sets the latch.</summary>
        public const int Arm = 14;

        /// <summary>OC_N, over-current window comparator, low outside the window.</summary>
        public const int OverCurrent = 15;

        /// <summary>Dry contact to the cycler, pull-down; high closes.</summary>
        public const int Interlock = 16;

        /// <summary>SDA of I2C2.</summary>
        public const int I2c2Data = 17;

        /// <summary>SCL of I2C2.</summary>
        public const int I2c2Clock = 18;

        /// <summary>SW_STATE, high while the switch is closed.</summary>
        public const int SwitchState = 21;

        /// <summary>Green lamp.</summary>
        public const int GreenLamp = 38;

        /// <summary>Red lamp.</summary>
        public const int RedLamp = 39;

        /// <summary>Acknowledge button to ground.</summary>
        public const int Button = 40;

        /// <summary>WDI of the windowed watchdog.</summary>
        public const int Watchdog = 47;

        /// <summary>
        /// Channel of the chip's own converter that reads the board id (GPIO1): strapped to ground on the pouch variant, to
        /// 3.3 V on the coin variant.
        /// </summary>
        public const int BoardIdChannel = 0;
    }
}

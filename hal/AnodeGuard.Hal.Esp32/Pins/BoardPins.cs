// Generated from hardware/pinmap.json by hardware/scripts/pinmap.py. Do not edit: change the map and run it again.
namespace AnodeGuard.Hal.Esp32
{
    /// <summary>GPIO numbers and bus addresses of board revision A (ESP32-S3-WROOM-1-N8R2).</summary>
    public static class BoardPins
    {
        /// <summary>BOARD_ID: 1.65 V pouch, 2.48 V coin (11 dB range).</summary>
        public const int BoardId = 1;

        /// <summary>MON_5V: half of the analog 5 V.</summary>
        public const int Monitor5V = 2;

        /// <summary>TST_A0: self-test injector; TST_A1:TST_A0 = 00 idle, 01 pull-down, 10 pull-up, 11 idle.</summary>
        public const int TestAddress0 = 4;

        /// <summary>TST_A1: self-test injector.</summary>
        public const int TestAddress1 = 5;

        /// <summary>K1_EN: high closes K1.</summary>
        public const int SenseRelay = 6;

        /// <summary>COLLAPSE_N: low: sense electrode below 0.5 V and not masked.</summary>
        public const int Collapse = 7;

        /// <summary>I2C1_SDA: INA228 0x40, ADS1115 0x48, TMP117 0x49, FRAM 0x50-0x51.</summary>
        public const int I2c1Data = 8;

        /// <summary>I2C1_SCL: 400 kHz.</summary>
        public const int I2c1Clock = 9;

        /// <summary>ADC_RDY: ADS1115 conversion ready.</summary>
        public const int ConverterReady = 10;

        /// <summary>INA_ALERT: INA228 alert.</summary>
        public const int CurrentAlert = 11;

        /// <summary>TRIP_N: low: a source holds the trip line.</summary>
        public const int TripLine = 12;

        /// <summary>FW_TRIP: low trips.</summary>
        public const int FirmwareTrip = 13;

        /// <summary>ARM: rising edge sets the latch.</summary>
        public const int Arm = 14;

        /// <summary>OC_N: low: current outside the window.</summary>
        public const int OverCurrent = 15;

        /// <summary>INTERLOCK_EN: high and latch set: dry contact to the cycler closed.</summary>
        public const int Interlock = 16;

        /// <summary>I2C2_SDA: optional BME680 0x76, connector.</summary>
        public const int I2c2Data = 17;

        /// <summary>I2C2_SCL: 400 kHz.</summary>
        public const int I2c2Clock = 18;

        /// <summary>SW_STATE: the trip latch: high = switch commanded closed.</summary>
        public const int SwitchState = 21;

        /// <summary>LED_OK: green, high = lit.</summary>
        public const int GreenLamp = 38;

        /// <summary>LED_ALARM: red, high = lit.</summary>
        public const int RedLamp = 39;

        /// <summary>BUTTON: low = pressed.</summary>
        public const int Button = 40;

        /// <summary>WDI: falling edge every 1.1 s; window 0.8 to 1.6 s.</summary>
        public const int Watchdog = 47;

        /// <summary>U403 on I2C1.</summary>
        public const int Ina228Address = 0x40;

        /// <summary>U402 on I2C1.</summary>
        public const int Ads1115Address = 0x48;

        /// <summary>U203 on I2C1.</summary>
        public const int Tmp117Address = 0x49;

        /// <summary>U202 on I2C1.</summary>
        public const int FramAddress = 0x50;

        /// <summary>U204 on I2C2.</summary>
        public const int Bme680Address = 0x76;
    }
}

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>TMP117 thermometer. Texas Instruments SNOSD82D, section 7.6 (registers).</summary>
    public sealed class Tmp117
    {
        private const int RegisterTemperature = 0x00;
        private const int RegisterConfiguration = 0x01;
        private const int RegisterDevice = 0x0F;

        // Device_ID: bits 11 to 0 are 117h, bits 15 to 12 the revision.
        private const int DeviceMask = 0x0FFF;
        private const int Device117 = 0x0117;

        // Configuration: MOD = 00b continuous, CONV = 011b and AVG = 01b: eight averaged, a result every 500 ms (table 7-7).
        private const int Configuration = (3 << 7) | (1 << 5);
        private const int ConfigurationMask = 0x0FFC;
        private const int DataReady = 0x2000;

        // The register after a reset, until the first conversion is done: -256 C.
        private const int NoConversionYet = -32768;

        private readonly RegisterPort _port;

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address, 0x48 to 0x4B.</param>
        public Tmp117(II2cBus bus, int address)
        {
            _port = new RegisterPort(bus, address);
        }

        /// <summary>
        /// Before <see cref="Start"/>: the chip is still as an earlier start left it. A supply that comes up leaves 0220h (table 7-6).
        /// </summary>
        /// <param name="kept">It is.</param>
        /// <returns>False: it does not answer.</returns>
        public bool TryReadKept(out bool kept)
        {
            bool answers = _port.TryRead16(RegisterConfiguration, out int configuration);
            kept = answers && (configuration & ConfigurationMask) == Configuration;
            return answers;
        }

        /// <summary>Checks who answers and sets it up.</summary>
        public ChipStart Start()
        {
            if (!_port.TryRead16(RegisterDevice, out int device))
            {
                return ChipStart.NoAnswer;
            }

            if ((device & DeviceMask) != Device117)
            {
                return ChipStart.AnotherChip;
            }

            return _port.TryWrite16(RegisterConfiguration, Configuration) ? ChipStart.Done : ChipStart.NoAnswer;
        }

        /// <summary>Reads a conversion if there is a new one (every 500 ms).</summary>
        /// <param name="millicelsius">Temperature, thousandths of a degree Celsius; 0 where there is none.</param>
        /// <param name="isNew">False: no conversion has ended since the last call.</param>
        /// <returns>False: bus error, or the chip has lost its configuration.</returns>
        public bool TryRead(out long millicelsius, out bool isNew)
        {
            millicelsius = 0;
            isNew = false;
            if (!_port.TryRead16(RegisterConfiguration, out int configuration)
                || (configuration & ConfigurationMask) != Configuration)
            {
                return false;
            }

            if ((configuration & DataReady) == 0)
            {
                return true;
            }

            if (!_port.TryReadSigned16(RegisterTemperature, out int code))
            {
                return false;
            }

            isNew = code != NoConversionYet;
            millicelsius = isNew ? (code * 125L) >> 4 : 0;
            return true;
        }
    }
}

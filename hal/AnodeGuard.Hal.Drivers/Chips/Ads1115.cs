namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// ADS1115: four-channel 16-bit converter. Texas Instruments SBAS444E, section 8.1 (registers), 7.4.2 (modes). Used
    /// single-ended at +-2.048 V (62.5 uV per code) and 860 samples per second, in continuous conversion.
    /// </summary>
    public sealed class Ads1115
    {
        /// <summary>Code at the upper rail: the input is at or above 2.048 V.</summary>
        public const int HighestCode = 32767;

        /// <summary>Slowest conversion at 860 samples per second with the clock 10 % slow (section 5.5), microseconds.</summary>
        public const int ConversionMicroseconds = 1280;

        /// <summary>
        /// After <see cref="TrySelect"/>, the conversion register belongs to the new input once this much time has gone by,
        /// microseconds: the conversion under way still ends with the old input (section 7.4.2.2), then one with the new.
        /// </summary>
        public const int SettleMicroseconds = 2600;

        private const int RegisterConversion = 0x00;
        private const int RegisterConfig = 0x01;

        // Config register, table 8-3. OS is bit 15; MUX 100b + n is AINn against ground; PGA 010b is +-2.048 V; MODE is bit
        // 8, 1 for single-shot; DR 111b is 860 samples per second; COMP_QUE 11b switches the comparator off.
        private const int OperationalStatus = 0x8000;
        private const int InputAgainstGround = 4;
        private const int SingleShot = 0x0100;
        private const int Common = (2 << 9) | (7 << 5) | 3;

        // What every configuration of ours has, whatever its input and mode.
        private const int CommonMask = (InputAgainstGround << 12) | (7 << 9) | (7 << 5) | 3;

        // What TryReadCode reads with: the sense electrode is read fifty times a second, and SenseConverter does that itself.
        internal readonly II2cDevice Device;
        internal readonly byte[] Conversion = { RegisterConversion };
        internal readonly byte[] Code = new byte[2];

        private readonly IClock _clock;
        private readonly byte[] _configuration = { RegisterConfig };
        private readonly byte[] _read = new byte[2];

        // The configuration that was written last. Of all of ours the lower byte is the same.
        private readonly byte[] _written = { RegisterConfig, 0, Common & 0xFF };

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address, 0x48 to 0x4B.</param>
        /// <param name="clock">Bounds the waiting.</param>
        public Ads1115(II2cBus bus, int address, IClock clock)
        {
            Device = bus.Device(address);
            _clock = clock;
        }

        /// <summary>
        /// Before <see cref="Start"/>: the chip is still as an earlier start left it. A supply that comes up leaves 8583h (table 8-3): another
        /// input and a slower rate.
        /// </summary>
        /// <param name="kept">It is.</param>
        /// <returns>False: it does not answer.</returns>
        public bool TryReadKept(out bool kept)
        {
            bool answers = TryReadConfig(out int config);
            kept = answers && (config & CommonMask) == ((InputAgainstGround << 12) | Common);
            return answers;
        }

        /// <summary>
        /// The chip has no identity register; instead it must start a conversion when told, report it as under way or done,
        /// and keep a configuration that differs from its reset value. Ends with <paramref name="input"/> in continuous
        /// conversion.
        /// </summary>
        public ChipStart Start(int input)
        {
            if (!TryConvertOnce(input, out int _) || !TrySelect(input))
            {
                return ChipStart.NoAnswer;
            }

            return IsAsConfigured() ? ChipStart.Done : ChipStart.NotKept;
        }

        /// <summary>
        /// Converts input 0 to 3 continuously from now on. See <see cref="SettleMicroseconds"/>. False: bus error; the input
        /// is then unknown.
        /// </summary>
        public bool TrySelect(int input)
        {
            // TryWriteConfig written out: twice in every cycle.
            byte[] written = _written;
            written[1] = (byte)((input << 4) + ((InputAgainstGround << 4) | (Common >> 8)));
            return Device.TryWrite(written);
        }

        /// <summary>
        /// The chip has the configuration that was written last. False on a bus error, and after a brown-out: the conversion
        /// register is then 0, or old, and the chip asleep.
        /// </summary>
        public bool IsAsConfigured()
        {
            byte[] written = _written;
            return TryReadConfig(out int config) && ((config ^ ((written[1] << 8) | written[2])) & ~OperationalStatus) == 0;
        }

        /// <summary>The newest conversion, two's complement, 62.5 uV per code. False: bus error, the code is then 0.</summary>
        public bool TryReadCode(out int code)
        {
            byte[] two = Code;
            if (!Device.TryWriteRead(Conversion, two))
            {
                code = 0;
                return false;
            }

            code = (short)((two[0] << 8) | two[1]);
            return true;
        }

        /// <summary>
        /// Wakes the chip for one conversion of an input and waits for it, at most three conversions long. Only from
        /// single-shot mode or after a start: a continuous conversion under way would swallow the request (table 8-3, OS).
        /// </summary>
        public bool TryConvertOnce(int input, out int code)
        {
            code = 0;
            int config = ((InputAgainstGround + input) << 12) | Common | SingleShot;
            return TryWriteConfig(config)
                && TryWaitUntilIdle()
                && TryWriteConfig(config | OperationalStatus)
                && TryWaitUntilIdle()
                && IsAsConfigured()
                && TryReadCode(out code);
        }

        private bool TryReadConfig(out int config)
        {
            byte[] two = _read;
            bool ok = Device.TryWriteRead(_configuration, two);
            config = ok ? (two[0] << 8) | two[1] : 0;
            return ok;
        }

        private bool TryWriteConfig(int config)
        {
            byte[] written = _written;
            written[1] = (byte)(config >> 8);
            return Device.TryWrite(written);
        }

        private bool TryWaitUntilIdle()
        {
            long deadline = _clock.NowMicroseconds() + (3 * ConversionMicroseconds);
            do
            {
                if (!TryReadConfig(out int config))
                {
                    return false;
                }

                if ((config & OperationalStatus) != 0)
                {
                    return true;
                }
            }
            while (_clock.NowMicroseconds() < deadline);
            return false;
        }
    }
}

using System;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// INA228: current, bus voltage and charge over a shunt. Texas Instruments SLYS021A, section 7.6 (registers) and
    /// 8.1.2 (equations 2 to 7).
    /// </summary>
    /// <remarks>
    /// SHUNT_CAL is always 4096, so that CURRENT equals the shunt converter's own code and nothing is lost to a scale:
    /// 13107.2e6 x CURRENT_LSB x R_SHUNT with CURRENT_LSB = 312.5 nV / R_SHUNT gives 4096 (x4 and 78.125 nV with
    /// ADCRANGE = 1: 4096 again).
    /// </remarks>
    public sealed class Ina228
    {
        /// <summary>Lowest and highest 20-bit code: the input is at or beyond its range.</summary>
        public const int LowestCode = -524288;

        /// <summary>See <see cref="LowestCode"/>.</summary>
        public const int HighestCode = 524287;

        /// <summary>
        /// One conversion of shunt and bus in the mode set here, microseconds (280 + 280, table 7-6; clock +-1 %). CHARGE
        /// moves once per conversion.
        /// </summary>
        public const int ConversionMicroseconds = 560;

        private const int RegisterConfig = 0x00;
        private const int RegisterAdcConfig = 0x01;
        private const int RegisterShuntCal = 0x02;
        private const int RegisterBus = 0x05;
        private const int RegisterDieTemperature = 0x06;
        private const int RegisterCurrent = 0x07;
        private const int RegisterCharge = 0x0A;
        private const int RegisterDiagnostics = 0x0B;
        private const int RegisterShuntOverLimit = 0x0C;
        private const int RegisterShuntUnderLimit = 0x0D;
        private const int RegisterManufacturer = 0x3E;
        private const int RegisterDevice = 0x3F;

        private const int ManufacturerTexasInstruments = 0x5449;

        // Bits 15 to 4 of DEVICE_ID are the die, bits 3 to 0 the revision.
        private const int Die228 = 0x228;

        // CONFIG: bit 15 RST, bit 4 ADCRANGE.
        private const int ConfigReset = 0x8000;
        private const int ConfigFineRange = 0x0010;

        // ADC_CONFIG: MODE = Bh (continuous bus and shunt), VBUSCT = VSHCT = 3 (280 us), VTCT = 3, AVG = 0 (one sample).
        // Short conversions keep CHARGE at most 0.56 ms behind; charge itself averages all of them.
        private const int AdcConfig = (0xB << 12) | (3 << 9) | (3 << 6) | (3 << 3);

        private const int ShuntCal = 4096;

        // DIAG_ALRT: ALATCH. It is 0 after a reset, so that its loss betrays a chip that restarted behind our back.
        private const int DiagnosticsLatch = 0x8000;
        private const int DiagnosticsMemoryGood = 0x0001;
        private const int Kept = DiagnosticsLatch | DiagnosticsMemoryGood;

        private const int CodesPerLimitStep = 16;

        private const long FullRangeStepPicovolts = 312500;
        private const long FineRangeStepPicovolts = 78125;

        private readonly RegisterPort _port;
        private readonly II2cDevice _device;
        private readonly bool _fineRange;
        private readonly long _stepPicoamperes;
        private readonly long _limitStepPicoamperes;

        // What is read in every cycle goes without the port: a pointer and a buffer for each.
        private readonly byte[] _chargePointer = { RegisterCharge };
        private readonly byte[] _currentPointer = { RegisterCurrent };
        private readonly byte[] _busPointer = { RegisterBus };
        private readonly byte[] _diagnosticsPointer = { RegisterDiagnostics };
        private readonly byte[] _charge = new byte[5];
        private readonly byte[] _three = new byte[3];
        private readonly byte[] _diagnostics = new byte[2];

        /// <summary>Of the last <see cref="TryRead"/>, like the three below: CHARGE, 40 bits, codes of <see cref="StepPicoamperes"/> picocoulombs; rolls over.</summary>
        public long ChargeCode;

        /// <summary>CURRENT, the 20-bit code; see <see cref="HighestCode"/>.</summary>
        public int CurrentCode;

        /// <summary>What it means, nanoamperes.</summary>
        public long Nanoamperes;

        /// <summary>Bus voltage, microvolts: a code of 195.3125 uV, never negative.</summary>
        public int BusMicrovolts;

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address, 0x40 to 0x4F.</param>
        /// <param name="shuntMicroohms">Shunt resistance, microohms, 100 to 10,000,000.</param>
        /// <param name="fineRange">True: +-40.96 mV across the shunt (ADCRANGE = 1); false: +-163.84 mV.</param>
        /// <exception cref="ArgumentException">No such shunt.</exception>
        public Ina228(II2cBus bus, int address, int shuntMicroohms, bool fineRange)
        {
            if (shuntMicroohms < 100 || shuntMicroohms > 10000000)
            {
                throw new ArgumentException("shunt: accepted are 100 to 10,000,000 microohms");
            }

            _port = new RegisterPort(bus, address);
            _device = bus.Device(address);
            _fineRange = fineRange;
            long step = fineRange ? FineRangeStepPicovolts : FullRangeStepPicovolts;
            _stepPicoamperes = step * 1000000L / shuntMicroohms;
            _limitStepPicoamperes = _stepPicoamperes * CodesPerLimitStep;
            if (_limitStepPicoamperes <= 0)
            {
                throw new ArgumentException("shunt: a step of the converter would be no current");
            }
        }

        /// <summary>CURRENT_LSB, picoamperes; one code of CHARGE is as many picocoulombs.</summary>
        public long StepPicoamperes
        {
            get { return _stepPicoamperes; }
        }

        /// <summary>
        /// Before <see cref="Start"/>: the chip is still as an earlier start left it. A supply that comes up leaves FB68h in ADC_CONFIG and no
        /// latch bit (tables 7-6 and 7-16); SHUNT_CAL would tell nothing, for its reset value is ours.
        /// </summary>
        /// <param name="kept">It is.</param>
        /// <returns>False: it does not answer.</returns>
        public bool TryReadKept(out bool kept)
        {
            bool answers = _port.TryRead16(RegisterAdcConfig, out int configuration);
            kept = answers && configuration == AdcConfig && IsAsConfigured();
            return answers;
        }

        /// <summary>Checks who answers, resets it and sets it up; CHARGE restarts at 0.</summary>
        public ChipStart Start()
        {
            if (!_port.TryRead16(RegisterManufacturer, out int manufacturer) || !_port.TryRead16(RegisterDevice, out int device))
            {
                return ChipStart.NoAnswer;
            }

            if (manufacturer != ManufacturerTexasInstruments || (device >> 4) != Die228)
            {
                return ChipStart.AnotherChip;
            }

            if (!_port.TryWrite16(RegisterConfig, ConfigReset)
                || !_port.TryWrite16(RegisterConfig, _fineRange ? ConfigFineRange : 0)
                || !_port.TryWrite16(RegisterShuntCal, ShuntCal)
                || !_port.TryWrite16(RegisterDiagnostics, DiagnosticsLatch)
                || !_port.TryWrite16(RegisterAdcConfig, AdcConfig)
                || !_port.TryRead16(RegisterAdcConfig, out int readBack))
            {
                return ChipStart.NoAnswer;
            }

            return readBack == AdcConfig && IsAsConfigured() ? ChipStart.Done : ChipStart.NotKept;
        }

        /// <summary>
        /// The chip still is as <see cref="Start"/> left it: the latch bit stands and its trim memory checks.
        /// False after a brown-out, and on a bus error.
        /// </summary>
        public bool IsAsConfigured()
        {
            return _port.TryRead16(RegisterDiagnostics, out int diagnostics) && (diagnostics & Kept) == Kept;
        }

        /// <summary>
        /// Reads charge, current and bus voltage, the charge first, and then that the chip still was as <see cref="IsAsConfigured"/> wants it.
        /// </summary>
        /// <returns>False: bus error, or a chip that was reset; what was read is then worth nothing.</returns>
        public bool TryRead()
        {
            II2cDevice device = _device;
            byte[] bytes = _charge;
            if (!device.TryWriteRead(_chargePointer, bytes))
            {
                return false;
            }

            int code = ((sbyte)bytes[0] << 8) | bytes[1];
            ChargeCode = ((long)code << 24) | (long)((bytes[2] << 16) | (bytes[3] << 8) | bytes[4]);

            // Of the next two the 20 bits are the upper ones of 24.
            bytes = _three;
            if (!device.TryWriteRead(_currentPointer, bytes))
            {
                return false;
            }

            code = ((sbyte)bytes[0] << 12) | (bytes[1] << 4) | (bytes[2] >> 4);
            CurrentCode = code;
            long picoamperes = code * _stepPicoamperes;
            Nanoamperes = (picoamperes + (picoamperes < 0 ? -500 : 500)) / 1000;
            if (!device.TryWriteRead(_busPointer, bytes))
            {
                return false;
            }

            // 2^19 codes * 3125 are 1.6e9, within 2.1e9.
            code = ((sbyte)bytes[0] << 12) | (bytes[1] << 4) | (bytes[2] >> 4);
            BusMicrovolts = ((code * 3125) + 8) >> 4;
            bytes = _diagnostics;
            return device.TryWriteRead(_diagnosticsPointer, bytes) && (((bytes[0] << 8) | bytes[1]) & Kept) == Kept;
        }

        /// <summary>Die temperature, thousandths of a degree Celsius (7.8125 m per code); converted only on request.</summary>
        public bool TryReadDieMillicelsius(out long millicelsius)
        {
            bool ok = _port.TryReadSigned16(RegisterDieTemperature, out int code);
            millicelsius = (code * 125L) >> 4;
            return ok;
        }

        /// <summary>
        /// Sets the limits beyond which the ALERT pin is pulled, nanoamperes. One step is 16 codes (5 uV across the shunt,
        /// 1.25 uV with the fine range). A limit outside the range is set to its end.
        /// </summary>
        public bool TrySetCurrentLimits(long lowestNanoamperes, long highestNanoamperes)
        {
            return _port.TryWrite16(RegisterShuntOverLimit, ToLimit(highestNanoamperes))
                && _port.TryWrite16(RegisterShuntUnderLimit, ToLimit(lowestNanoamperes));
        }

        private int ToLimit(long nanoamperes)
        {
            long limit = nanoamperes * 1000 / _limitStepPicoamperes;
            if (limit > short.MaxValue)
            {
                return short.MaxValue;
            }

            return limit < short.MinValue ? short.MinValue : (int)limit;
        }
    }
}

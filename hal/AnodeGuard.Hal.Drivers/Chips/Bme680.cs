namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// BME680: pressure, humidity, temperature and the resistance of a heated metal-oxide plate, which falls where there is something to
    /// oxidise. Bosch Sensortec BST-BME680-DS001, section 5.3 (registers), 3.2 (forced mode). One measurement at a time is asked
    /// for and fetched later: nothing here waits.
    /// </summary>
    /// <remarks>
    /// Held against Bosch's own driver (BME68x Sensor API v4.4.8). The BME688 has the same number and another gas converter (variant 1):
    /// its place, its start bit and its formula differ, and both are served.
    /// </remarks>
    public sealed class Bme680
    {
        /// <summary>
        /// From <see cref="TryBegin"/> until a result can be there, microseconds: 19 ms for the three others (section 3.1.1: 1.963 ms for each of 7
        /// samples, 9 times 0.477 ms, 1 ms) and 148 ms of heating.
        /// </summary>
        public const int ConversionMicroseconds = 170000;

        /// <summary>Temperature of the plate, degrees Celsius.</summary>
        public const int PlateCelsius = 320;

        private const int RegisterStatus = 0x1D;
        private const int ResultLength = 17;
        private const int RegisterHeater = 0x5A;
        private const int RegisterGasWait = 0x64;
        private const int RegisterControlGas0 = 0x70;
        private const int ControlLength = 6;
        private const int RegisterControlGas1 = 0x71;
        private const int RegisterControlHumidity = 0x72;
        private const int RegisterControlMeasure = 0x74;
        private const int RegisterConfig = 0x75;
        private const int RegisterChip = 0xD0;
        private const int RegisterVariant = 0xF0;

        private const int Chip680 = 0x61;
        private const int LowGas = 0;
        private const int HighGas = 1;
        private const int LowGasAt = 13;
        private const int HighGasAt = 15;

        // gas_wait_0: 37 ms times 4. ctrl_gas_0: the heater is not held off. ctrl_gas_1: run_gas, heater step 0. ctrl_hum: one sample. ctrl_meas: two
        // samples of temperature, four of pressure; mode 1 is forced. config: no filter, for a release is to be seen at once.
        private const byte GasWait = 0x40 | 37;
        private const byte LowControlGas1 = 0x10;
        private const byte HighControlGas1 = 0x20;
        private const int HeaterOff = 0x08;
        private const byte ControlHumidity = 0x01;
        private const byte ControlMeasure = (2 << 5) | (3 << 2);
        private const byte Forced = 1;

        private const int NewData = 0x80;
        private const int GasValid = 0x20;
        private const int HeaterStable = 0x10;

        private readonly II2cDevice _device;
        private readonly Bme680Calibration _calibration = new Bme680Calibration();
        private readonly byte[] _pointer = new byte[1];
        private readonly byte[] _one = new byte[1];
        private readonly byte[] _first = new byte[Bme680Calibration.FirstLength];
        private readonly byte[] _second = new byte[Bme680Calibration.SecondLength];
        private readonly byte[] _third = new byte[Bme680Calibration.ThirdLength];
        private readonly byte[] _control = new byte[ControlLength];
        private readonly byte[] _result = new byte[ResultLength];
        private readonly byte[] _set = new byte[12];
        private readonly byte[] _begin = new byte[4];
        private int _ambientCelsius = 25;
        private bool _highGas;

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address, 0x76 or 0x77.</param>
        public Bme680(II2cBus bus, int address)
        {
            _device = bus.Device(address);
        }

        /// <summary>Pressure of the last result, pascals; see <see cref="HasPressure"/>.</summary>
        public long Pascals { get; private set; }

        /// <summary>The codes of the last result made a pressure.</summary>
        public bool HasPressure { get; private set; }

        /// <summary>Relative humidity of the last result, thousandths of a percent.</summary>
        public long Millipercent { get; private set; }

        /// <summary>Temperature of the chip in the last result, hundredths of a degree Celsius: above that of the air around it.</summary>
        public long Centicelsius { get; private set; }

        /// <summary>Resistance of the plate in the last result, ohms; see <see cref="HasGas"/>.</summary>
        public long Ohms { get; private set; }

        /// <summary>The plate was heated and measured, and had reached its temperature.</summary>
        public bool HasGas { get; private set; }

        private byte ControlGas1
        {
            get { return _highGas ? HighControlGas1 : LowControlGas1; }
        }

        /// <summary>Checks who answers, reads its calibration and sets it up.</summary>
        public ChipStart Start()
        {
            if (!TryRead(RegisterChip, _one))
            {
                return ChipStart.NoAnswer;
            }

            int chip = _one[0];
            if (!TryRead(RegisterVariant, _one))
            {
                return ChipStart.NoAnswer;
            }

            if (chip != Chip680 || (_one[0] != LowGas && _one[0] != HighGas))
            {
                return ChipStart.AnotherChip;
            }

            _highGas = _one[0] == HighGas;
            if (!TryRead(Bme680Calibration.FirstRegister, _first)
                || !TryRead(Bme680Calibration.SecondRegister, _second)
                || !TryRead(Bme680Calibration.ThirdRegister, _third)
                || !TrySetUp())
            {
                return ChipStart.NoAnswer;
            }

            return _calibration.TryLoad(_first, _second, _third) && IsAsSetUp() ? ChipStart.Done : ChipStart.NotKept;
        }

        /// <summary>Asks for one measurement; False: bus error.</summary>
        public bool TryBegin()
        {
            _begin[0] = RegisterHeater;
            _begin[1] = (byte)_calibration.Heater(PlateCelsius, _ambientCelsius);
            _begin[2] = RegisterControlMeasure;
            _begin[3] = ControlMeasure | Forced;
            return _device.TryWrite(_begin);
        }

        /// <summary>Fetches what <see cref="TryBegin"/> asked for.</summary>
        /// <param name="done">False: it still measures, or has lost the request.</param>
        /// <returns>False: bus error.</returns>
        public bool TryFetch(out bool done)
        {
            done = false;
            if (!TryRead(RegisterStatus, _result))
            {
                return false;
            }

            done = (_result[0] & NewData) != 0;
            if (done)
            {
                Convert();
            }

            return true;
        }

        private void Convert()
        {
            long fine = _calibration.Fine(Code20(5));
            Centicelsius = Bme680Calibration.Centicelsius(fine);
            _ambientCelsius = (int)(Centicelsius / 100);
            HasPressure = _calibration.TryPascals(Code20(2), fine, out long pascals);
            Pascals = pascals;
            Millipercent = _calibration.Millipercent((_result[8] << 8) | _result[9], Centicelsius);
            int at = _highGas ? HighGasAt : LowGasAt;
            int gas = _result[at + 1];
            HasGas = (gas & GasValid) != 0 && (gas & HeaterStable) != 0;
            Ohms = HasGas ? OhmsOf((_result[at] << 2) | (gas >> 6), gas & 0x0F) : 0;
        }

        private long OhmsOf(int code, int range)
        {
            return _highGas ? Bme680Calibration.HighOhms(code, range) : _calibration.Ohms(code, range);
        }

        private int Code20(int at)
        {
            return (_result[at] << 12) | (_result[at + 1] << 4) | (_result[at + 2] >> 4);
        }

        /// <summary>Pairs of register and value in one transfer (section 6.2.1). Asleep first: a chip that measures takes no settings.</summary>
        private bool TrySetUp()
        {
            _set[0] = RegisterControlMeasure;
            _set[1] = ControlMeasure;
            _set[2] = RegisterGasWait;
            _set[3] = GasWait;
            _set[4] = RegisterControlGas1;
            _set[5] = ControlGas1;
            _set[6] = RegisterControlHumidity;
            _set[7] = ControlHumidity;
            _set[8] = RegisterConfig;
            _set[9] = 0;
            _set[10] = RegisterControlGas0;
            _set[11] = 0;
            return _device.TryWrite(_set);
        }

        private bool IsAsSetUp()
        {
            return TryRead(RegisterControlGas0, _control)
                && (_control[0] & HeaterOff) == 0
                && _control[RegisterControlGas1 - RegisterControlGas0] == ControlGas1
                && (_control[RegisterControlHumidity - RegisterControlGas0] & 7) == ControlHumidity
                && _control[RegisterControlMeasure - RegisterControlGas0] == ControlMeasure;
        }

        private bool TryRead(int register, byte[] into)
        {
            _pointer[0] = (byte)register;
            return _device.TryWriteRead(_pointer, into);
        }
    }
}

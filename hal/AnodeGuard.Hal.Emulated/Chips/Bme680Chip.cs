using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// BME680 as in Bosch Sensortec BST-BME680-DS001: a file of byte registers, writes in pairs, reads that go on, forced mode with the times of its
    /// samples and of its heater, the calibration of one specimen. Results are those of the instant at which the measurement ended.
    /// </summary>
    /// <remarks>Not there: SPI, the filter, heater steps but the first, fan-in of a heater that is too weak.</remarks>
    public sealed class Bme680Chip : II2cChip
    {
        private const int Status = 0x1D;
        private const int Results = 0x1F;
        private const int Heater0 = 0x5A;
        private const int GasWait0 = 0x64;
        private const int ControlGas0 = 0x70;
        private const int ControlGas1 = 0x71;
        private const int ControlHumidity = 0x72;
        private const int ControlMeasure = 0x74;
        private const int Config = 0x75;
        private const int Chip = 0xD0;
        private const int Reset = 0xE0;
        private const int NewData = 0x80;
        private const int Measuring = 0x20;
        private const int LeastHeatMilliseconds = 30;
        private const double NominalCelsius = 320;

        private static readonly int[] Samples = { 0, 1, 2, 4, 8, 16, 16, 16 };

        private readonly IAirNode _air;
        private readonly Bme680Numbers _numbers;
        private readonly byte[] _registers = new byte[256];
        private int _pointer;
        private long _ends = long.MaxValue;

        /// <param name="air">What it stands in.</param>
        /// <param name="numbers">This specimen's.</param>
        public Bme680Chip(IAirNode air, Bme680Numbers numbers)
        {
            _air = air;
            _numbers = numbers;
            PowerOn();
        }

        /// <summary>Supply off and on again.</summary>
        public void PowerOn()
        {
            Array.Clear(_registers);
            _numbers.Store(_registers);
            _registers[Chip] = 0x61;
            _registers[Results] = 0x80;
            _registers[Results + 3] = 0x80;
            _registers[Results + 6] = 0x80;
            _ends = long.MaxValue;
        }

        /// <summary>Bytes of its memory fall to these values: another chip, an empty calibration.</summary>
        public void Overwrite(int register, params byte[] values)
        {
            values.CopyTo(_registers, register);
        }

        /// <inheritdoc/>
        public bool Write(ReadOnlySpan<byte> data, long atMicroseconds)
        {
            CatchUp(atMicroseconds);
            if (data.Length > 0)
            {
                _pointer = data[0];
            }

            for (int i = 0; i + 1 < data.Length; i += 2)
            {
                Set(data[i], data[i + 1], atMicroseconds);
            }

            return true;
        }

        /// <inheritdoc/>
        public bool Read(Span<byte> data, long atMicroseconds)
        {
            CatchUp(atMicroseconds);
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = _registers[(_pointer + i) & 0xFF];
            }

            // The flag goes once the results were read.
            if (_pointer <= Results && _pointer + data.Length > Results)
            {
                _registers[Status] &= unchecked((byte)~NewData);
            }

            return true;
        }

        private void Set(int register, byte value, long at)
        {
            bool busy = _ends != long.MaxValue;
            switch (register)
            {
                case Reset when value == 0xB6:
                    PowerOn();
                    break;
                case ControlMeasure when !busy:
                    _registers[register] = value;
                    if ((value & 3) == 1)
                    {
                        Begin(at);
                    }

                    break;
                case >= 0x50 and <= 0x6D when !busy:
                case ControlGas0 or ControlGas1 or ControlHumidity or Config when !busy:
                    _registers[register] = value;
                    break;
                default:
                    break;
            }
        }

        private void Begin(long at)
        {
            int samples = Samples[_registers[ControlMeasure] >> 5] + Samples[(_registers[ControlMeasure] >> 2) & 7] + Samples[_registers[ControlHumidity] & 7];
            _ends = at + (samples * 1963) + (9 * 477) + 1000 + (HeatMilliseconds() * 1000);
            _registers[Status] = Measuring;
        }

        private int HeatMilliseconds()
        {
            int wait = _registers[GasWait0];
            return RunsGas() ? (wait & 0x3F) << (2 * (wait >> 6)) : 0;
        }

        private bool RunsGas()
        {
            return (_registers[ControlGas1] & 0x30) == (_numbers.HighGas ? 0x20 : 0x10) && (_registers[ControlGas0] & 0x08) == 0;
        }

        private void CatchUp(long at)
        {
            if (at < _ends)
            {
                return;
            }

            long end = _ends;
            _ends = long.MaxValue;
            _registers[ControlMeasure] &= 0xFC;
            _registers[Status] = NewData;
            double celsius = _air.Celsius(end);
            double temperature = Search(0, 1048575, code => _numbers.Fine(code) / 5120 - celsius);
            double fine = _numbers.Fine(Math.Round(temperature));
            double pascals = _air.Pascals(end);
            Put20(Results + 3, temperature);
            Put20(Results, Search(0, 1048575, code => pascals - _numbers.Pascals(code, fine)));
            double humidity = _air.HumidityPercent(end);
            int code = (int)Math.Round(Search(0, 65535, candidate => _numbers.Humidity(candidate, fine / 5120) - humidity));
            _registers[Results + 6] = (byte)(code >> 8);
            _registers[Results + 7] = (byte)code;
            StoreGas(end, celsius);
        }

        private void StoreGas(long end, double celsius)
        {
            int at = _numbers.HighGas ? 0x2C : 0x2A;
            _registers[at] = 0;
            _registers[at + 1] = 0;
            if (!RunsGas())
            {
                return;
            }

            int heat = HeatMilliseconds();
            double plate = Search(0, 500, target => _numbers.Heater(target, celsius) - _registers[Heater0]);
            bool stable = heat >= LeastHeatMilliseconds && plate is > 200 and < 400;

            // A plate that is not as hot as it should be shows another resistance, 1 % for a kelvin (an assumption).
            double ohms = _air.GasOhms(end) * Math.Exp((NominalCelsius - plate) * 0.01);
            for (int range = 0; range < 16; range++)
            {
                double wanted = Search(0, 1023, code => ohms - _numbers.Ohms(code, range));
                if (wanted > 0.5 && wanted < 1022.5)
                {
                    int code = (int)Math.Round(wanted);
                    _registers[at] = (byte)(code >> 2);
                    _registers[at + 1] = (byte)(((code & 3) << 6) | 0x20 | (stable ? 0x10 : 0) | range);
                    return;
                }
            }
        }

        /// <summary>Where a rising function crosses zero; the nearer end where it does not.</summary>
        private static double Search(double low, double high, Func<double, double> rising)
        {
            for (int i = 0; i < 60; i++)
            {
                double middle = (low + high) / 2;
                if (rising(middle) < 0)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return (low + high) / 2;
        }

        private void Put20(int at, double code)
        {
            int rounded = (int)Math.Round(code);
            _registers[at] = (byte)(rounded >> 12);
            _registers[at + 1] = (byte)(rounded >> 4);
            _registers[at + 2] = (byte)(rounded << 4);
        }
    }
}

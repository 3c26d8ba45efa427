namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// One specimen's factory numbers, and the data sheet's floating-point formulas with them (BST-BME680-DS001, sections 3.3 and 3.4). The
    /// emulated chip searches its codes with them; tests hold the driver's integers to them.
    /// </summary>
    public sealed record Bme680Numbers
    {
        public int T1 { get; init; } = 26125;
        public int T2 { get; init; } = 26460;
        public int T3 { get; init; } = 3;
        public int P1 { get; init; } = 36540;
        public int P2 { get; init; } = -10380;
        public int P3 { get; init; } = 88;
        public int P4 { get; init; } = 6905;
        public int P5 { get; init; } = -94;
        public int P6 { get; init; } = 30;
        public int P7 { get; init; } = 48;
        public int P8 { get; init; } = -2260;
        public int P9 { get; init; } = -2460;
        public int P10 { get; init; } = 30;
        public int H1 { get; init; } = 774;
        public int H2 { get; init; } = 1010;
        public int H3 { get; init; }
        public int H4 { get; init; } = 45;
        public int H5 { get; init; } = 20;
        public int H6 { get; init; } = 120;
        public int H7 { get; init; } = -100;
        public int G1 { get; init; } = -35;
        public int G2 { get; init; } = -11300;
        public int G3 { get; init; } = 18;
        public int HeaterRange { get; init; } = 1;
        public int HeaterValue { get; init; } = 42;
        public int SwitchingError { get; init; } = -2;

        /// <summary>A BME688: same number, another gas converter.</summary>
        public bool HighGas { get; init; }

        private static readonly double[] Factors = { 1, 1, 1, 1, 1, 0.99, 1, 0.992, 1, 1, 0.998, 0.995, 1, 0.99, 1, 1 };

        private static readonly double[] Ranges =
        {
            8000000, 4000000, 2000000, 1000000, 499500.4995, 248262.1648, 125000, 63004.03226, 31281.28128, 15625, 7812.5, 3906.25, 1953.125,
            976.5625, 488.28125, 244.140625,
        };

        /// <summary>Puts them where the chip keeps them.</summary>
        public void Store(byte[] registers)
        {
            Put16(registers, 0xE9, T1);
            Put16(registers, 0x8A, T2);
            registers[0x8C] = (byte)T3;
            Put16(registers, 0x8E, P1);
            Put16(registers, 0x90, P2);
            registers[0x92] = (byte)P3;
            Put16(registers, 0x94, P4);
            Put16(registers, 0x96, P5);
            registers[0x98] = (byte)P7;
            registers[0x99] = (byte)P6;
            Put16(registers, 0x9C, P8);
            Put16(registers, 0x9E, P9);
            registers[0xA0] = (byte)P10;
            registers[0xE1] = (byte)(H2 >> 4);
            registers[0xE2] = (byte)(((H2 & 15) << 4) | (H1 & 15));
            registers[0xE3] = (byte)(H1 >> 4);
            registers[0xE4] = (byte)H3;
            registers[0xE5] = (byte)H4;
            registers[0xE6] = (byte)H5;
            registers[0xE7] = (byte)H6;
            registers[0xE8] = (byte)H7;
            Put16(registers, 0xEB, G2);
            registers[0xED] = (byte)G1;
            registers[0xEE] = (byte)G3;
            registers[0x00] = (byte)HeaterValue;
            registers[0x02] = (byte)(HeaterRange << 4);
            registers[0x04] = (byte)(SwitchingError << 4);
            registers[0xF0] = (byte)(HighGas ? 1 : 0);
        }

        /// <summary>Temperature times 5120, section 3.3.1.</summary>
        public double Fine(double code)
        {
            double var1 = ((code / 16384) - (T1 / 1024.0)) * T2;
            double difference = (code / 131072) - (T1 / 8192.0);
            return var1 + (difference * difference * T3 * 16);
        }

        /// <summary>Pascals, section 3.3.2.</summary>
        public double Pascals(double code, double fine)
        {
            double var1 = (fine / 2) - 64000;
            double var2 = var1 * var1 * (P6 / 131072.0);
            var2 += var1 * P5 * 2;
            var2 = (var2 / 4) + (P4 * 65536.0);
            var1 = (((P3 * var1 * var1) / 16384) + (P2 * var1)) / 524288;
            var1 = (1 + (var1 / 32768)) * P1;
            double pascals = (1048576 - code - (var2 / 4096)) * 6250 / var1;
            var1 = P9 * pascals * pascals / 2147483648.0;
            var2 = pascals * (P8 / 32768.0);
            double third = pascals / 256;
            return pascals + ((var1 + var2 + (third * third * third * (P10 / 131072.0)) + (P7 * 128.0)) / 16);
        }

        /// <summary>Percent, section 3.3.3.</summary>
        public double Humidity(double code, double celsius)
        {
            double var1 = code - ((H1 * 16.0) + ((H3 / 2.0) * celsius));
            double var2 = var1 * ((H2 / 262144.0) * (1 + ((H4 / 16384.0) * celsius) + ((H5 / 1048576.0) * celsius * celsius)));
            return var2 + (((H6 / 16384.0) + ((H7 / 2097152.0) * celsius)) * var2 * var2);
        }

        /// <summary>Ohms, section 3.4.1; of a BME688 by the one of its own data sheet (BST-BME688-DS000).</summary>
        public double Ohms(double code, int range)
        {
            if (HighGas)
            {
                return 1000000.0 * (262144 >> range) / (4096 + (3 * (code - 512)));
            }

            double var1 = (1340 + (5.0 * SwitchingError)) * Factors[range];
            return var1 * Ranges[range] / (code - 512 + var1);
        }

        /// <summary>Code of the heater for a temperature, not rounded, section 3.3.5.</summary>
        public double Heater(double target, double ambient)
        {
            double var4 = ((G1 / 16.0) + 49) * (1 + ((((G2 / 32768.0) * 0.0005) + 0.00235) * target));
            double var5 = var4 + ((G3 / 1024.0) * ambient);
            return 3.4 * ((var5 * (4 / (4.0 + HeaterRange)) * (1 / (1 + (HeaterValue * 0.002)))) - 25);
        }

        private static void Put16(byte[] registers, int at, int value)
        {
            registers[at] = (byte)value;
            registers[at + 1] = (byte)(value >> 8);
        }
    }
}

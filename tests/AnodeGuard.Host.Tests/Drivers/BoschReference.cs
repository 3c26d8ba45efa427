using System;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>
    /// Bosch's BME68x Sensor API v4.4.8, evaluated anew in double from a chip's memory: which byte is which after the table of coefficient
    /// indices in bme68x_defs.h, formulas after the floating-point half of bme68x.c. Written without a look at the driver or the emulated chip.
    /// </summary>
    internal sealed class BoschReference
    {
        private static readonly double[] K1 = { 0, 0, 0, 0, 0, -1, 0, -0.8, 0, 0, -0.2, -0.5, 0, -1, 0, 0 };
        private static readonly double[] K2 = { 0, 0, 0, 0, 0.1, 0.7, 0, -0.8, -0.1, 0, 0, 0, 0, 0, 0, 0 };

        // The 42 bytes in the order in which get_calib_data reads them: 23 from 0x8A, 14 from 0xE1, 5 from 0x00.
        private readonly byte[] _coefficients = new byte[42];

        public BoschReference(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
        {
            first[..23].CopyTo(_coefficients);
            second[..14].CopyTo(_coefficients.AsSpan(23));
            third[..5].CopyTo(_coefficients.AsSpan(37));
        }

        /// <summary>calc_temperature: t_fine, and degrees with /5120.</summary>
        public double Fine(double code)
        {
            double first = ((code / 16384) - (Unsigned(31, 32) / 1024)) * Signed(0, 1);
            double second = (code / 131072) - (Unsigned(31, 32) / 8192);
            return first + (second * second * (Signed(2) * 16));
        }

        /// <summary>calc_pressure, Pa.</summary>
        public double Pascals(double code, double fine)
        {
            double t = (fine / 2) - 64000;
            double offset = (((t * t * (Signed(15) / 131072)) + (t * Signed(12, 13) * 2)) / 4) + (Signed(10, 11) * 65536);
            double slope = ((Signed(8) * t * t / 16384) + (Signed(6, 7) * t)) / 524288;
            slope = (1 + (slope / 32768)) * Unsigned(4, 5);
            double pressure = (1048576 - code - (offset / 4096)) * 6250 / slope;
            double square = Signed(20, 21) * pressure * pressure / 2147483648;
            double linear = pressure * (Signed(18, 19) / 32768);
            double cube = Math.Pow(pressure / 256, 3) * (_coefficients[22] / 131072.0);
            return pressure + ((square + linear + cube + (Signed(14) * 128)) / 16);
        }

        /// <summary>calc_humidity, %.</summary>
        public double Percent(double code, double fine)
        {
            double celsius = fine / 5120;
            int h1 = (_coefficients[25] << 4) | (_coefficients[24] & 0x0F);
            int h2 = (_coefficients[23] << 4) | (_coefficients[24] >> 4);
            double first = code - ((h1 * 16.0) + (Signed(26) / 2 * celsius));
            double second = first * (h2 / 262144.0 * (1 + (Signed(27) / 16384 * celsius) + (Signed(28) / 1048576 * celsius * celsius)));
            double bend = (_coefficients[29] / 16384.0) + (Signed(30) / 2097152 * celsius);
            return Math.Clamp(second + (bend * second * second), 0, 100);
        }

        /// <summary>calc_gas_resistance_low, ohms: the BME680.</summary>
        public double LowOhms(double code, int range)
        {
            double switching = 1340 + (5.0 * ((sbyte)(_coefficients[41] & 0xF0) / 16));
            double second = switching * (1 + (K1[range] / 100));
            double third = 1 + (K2[range] / 100);
            return 1 / (third * 0.000000125 * (1 << range) * (((code - 512) / second) + 1));
        }

        /// <summary>calc_gas_resistance_high, ohms: the BME688.</summary>
        public static double HighOhms(double code, int range)
        {
            return 1000000.0 * (262144 >> range) / (4096 + ((code - 512) * 3));
        }

        /// <summary>calc_res_heat, before it is cut to a byte.</summary>
        public double Heater(double target, double ambient)
        {
            double first = (Signed(35) / 16) + 49;
            double second = (Signed(33, 34) / 32768 * 0.0005) + 0.00235;
            double third = Signed(36) / 1024;
            double fifth = (first * (1 + (second * target))) + (third * ambient);
            int range = (_coefficients[39] & 0x30) / 16;
            return 3.4 * ((fifth * (4 / (4.0 + range)) * (1 / (1 + (Signed(37) * 0.002)))) - 25);
        }

        private double Signed(int at)
        {
            return (sbyte)_coefficients[at];
        }

        private double Signed(int low, int high)
        {
            return (short)((_coefficients[high] << 8) | _coefficients[low]);
        }

        private double Unsigned(int low, int high)
        {
            return (_coefficients[high] << 8) | _coefficients[low];
        }
    }
}

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The factory's numbers of one BME680 and what they make of its raw codes. Bosch Sensortec BST-BME680-DS001: which byte is which in
    /// tables 11 to 14, the formulas in sections 3.3.1 (temperature), 3.3.2 (pressure), 3.3.3 (humidity), 3.3.5 (heater), 3.4 (gas).
    /// </summary>
    /// <remarks>
    /// The data sheet's floating-point formulas, multiplied out over powers of two, in 64 bits. Each width below is that of the largest
    /// code with the largest parameter its bytes can hold.
    /// </remarks>
    public sealed class Bme680Calibration
    {
        /// <summary>First registers and lengths of the three places where the numbers lie.</summary>
        public const int FirstRegister = 0x8A;

        /// <summary>See <see cref="FirstRegister"/>.</summary>
        public const int FirstLength = 23;

        /// <summary>See <see cref="FirstRegister"/>.</summary>
        public const int SecondRegister = 0xE1;

        /// <summary>See <see cref="FirstRegister"/>.</summary>
        public const int SecondLength = 14;

        /// <summary>See <see cref="FirstRegister"/>.</summary>
        public const int ThirdRegister = 0x00;

        /// <summary>See <see cref="FirstRegister"/>.</summary>
        public const int ThirdLength = 5;

        private const long LargestFine = 1L << 21;
        private const long LargestPascals = 200000;
        private const long LargestCenticelsius = 8500;
        private const long LargestMillipercent = 200000;

        // Section 3.4.1, table 16: thousandths, and thousandths of an ohm. A shift halves the second from one range to the next, but for four.
        private static readonly int[] RangeFactors = { 1000, 1000, 1000, 1000, 1000, 990, 1000, 992, 1000, 1000, 998, 995, 1000, 990, 1000, 1000 };

        private static readonly long[] RangeMilliohms =
        {
            8000000000, 4000000000, 2000000000, 1000000000, 499500500, 248262165, 125000000, 63004032, 31281281, 15625000, 7812500, 3906250,
            1953125, 976563, 488281, 244141,
        };

        private long _t1;
        private long _t2;
        private long _t3;
        private long _p1;
        private long _p2;
        private long _p3;
        private long _p4;
        private long _p5;
        private long _p6;
        private long _p7;
        private long _p8;
        private long _p9;
        private long _p10;
        private long _h1;
        private long _h2;
        private long _h3;
        private long _h4;
        private long _h5;
        private long _h6;
        private long _h7;
        private long _g1;
        private long _g2;
        private long _g3;
        private long _heaterRange;
        private long _heaterValue;
        private long _switchingError;

        /// <summary>Takes the bytes of the three places.</summary>
        /// <returns>False: these are no calibration (T1 or P1 is 0 or all ones: an empty memory, or a bus that reads as a rail).</returns>
        public bool TryLoad(byte[] first, byte[] second, byte[] third)
        {
            _t1 = Unsigned16(second, 0xE9 - SecondRegister);
            _t2 = Signed16(first, 0);
            _t3 = (sbyte)first[0x8C - FirstRegister];
            _p1 = Unsigned16(first, 0x8E - FirstRegister);
            _p2 = Signed16(first, 0x90 - FirstRegister);
            _p3 = (sbyte)first[0x92 - FirstRegister];
            _p4 = Signed16(first, 0x94 - FirstRegister);
            _p5 = Signed16(first, 0x96 - FirstRegister);
            _p6 = (sbyte)first[0x99 - FirstRegister];
            _p7 = (sbyte)first[0x98 - FirstRegister];
            _p8 = Signed16(first, 0x9C - FirstRegister);
            _p9 = Signed16(first, 0x9E - FirstRegister);
            _p10 = first[0xA0 - FirstRegister];
            _h1 = (second[0xE3 - SecondRegister] << 4) | (second[0xE2 - SecondRegister] & 0x0F);
            _h2 = (second[0] << 4) | (second[0xE2 - SecondRegister] >> 4);
            _h3 = (sbyte)second[0xE4 - SecondRegister];
            _h4 = (sbyte)second[0xE5 - SecondRegister];
            _h5 = (sbyte)second[0xE6 - SecondRegister];
            _h6 = second[0xE7 - SecondRegister];
            _h7 = (sbyte)second[0xE8 - SecondRegister];
            _g1 = (sbyte)second[0xED - SecondRegister];
            _g2 = Signed16(second, 0xEB - SecondRegister);
            _g3 = (sbyte)second[0xEE - SecondRegister];
            _heaterValue = (sbyte)third[0];
            _heaterRange = (third[2] >> 4) & 3;
            _switchingError = (sbyte)third[4] >> 4;
            return _t1 != 0 && _t1 != 0xFFFF && _p1 != 0 && _p1 != 0xFFFF;
        }

        /// <summary>
        /// Temperature in 1/5120 C, as the other formulas take it, from a 20-bit code. 16 T1 and the code are below 2^20: X T2 2^16 below
        /// 2^51, X X T3 below 2^47.
        /// </summary>
        public long Fine(int code)
        {
            long x = code - (_t1 * 16);
            long fine = ((x * _t2 * 65536) + (x * x * _t3) + (1L << 29)) >> 30;
            return fine > LargestFine ? LargestFine : fine < -LargestFine ? -LargestFine : fine;
        }

        /// <summary>Hundredths of a degree Celsius from <see cref="Fine"/>.</summary>
        public static long Centicelsius(long fine)
        {
            return ((fine * 5) + 128) >> 8;
        }

        /// <summary>
        /// Pascals from a 20-bit code. a is below 2^21 (T beyond 800 C: held above): the offset is below 2^43 + 2^54 + 2^50 in 2^-31 codes, the slope
        /// below 2^51, its product with P1 after the shift below 2^51, the quotient's dividend below 2^60.
        /// </summary>
        /// <returns>False: no pressure that the sensor can measure comes of it.</returns>
        public bool TryPascals(int code, long fine, out long pascals)
        {
            pascals = 0;
            long a = (fine / 2) - 64000;
            long offset = (a * a * _p6) + (a * _p5 * 262144) + (_p4 << 35);
            long slope = ((1L << 48) + (_p3 * a * a) + (_p2 * a * 16384)) >> 16;
            long divisor = (slope * _p1) >> 12;
            if (divisor <= 0)
            {
                return false;
            }

            long codes = (((1048576L - code) << 31) - offset) >> 11;
            long sixteenths = codes * 100000 / divisor;
            long whole = sixteenths >> 4;
            if (whole <= 0 || whole > LargestPascals)
            {
                return false;
            }

            // Below 2^51, 2^33 and 2^62.
            long correction = ((_p9 * whole * whole) >> 31) + ((_p8 * whole) >> 15) + ((_p10 * whole * whole * whole) >> 41) + (_p7 * 128);
            pascals = (sixteenths + correction + 8) >> 4;
            return pascals > 0 && pascals <= LargestPascals;
        }

        /// <summary>
        /// Relative humidity, thousandths of a percent, 0 to 100,000, from a 16-bit code. v below 2^25, its product with H2 below 2^37, with the
        /// temperature's factor below 2^57; the square below 2^36 and with its factor below 2^59.
        /// </summary>
        public long Millipercent(int code, long centicelsius)
        {
            long t = centicelsius > LargestCenticelsius ? LargestCenticelsius : centicelsius < -LargestCenticelsius ? -LargestCenticelsius : centicelsius;
            long v = (code * 200L) - (3200 * _h1) - (_h3 * t);
            long factor = 1048576 + (_h4 * t * 64 / 100) + (_h5 * t * t / 10000);
            long humidity = (((v * _h2 * 5) >> 6) * factor) >> 32;
            humidity = humidity > LargestMillipercent ? LargestMillipercent : humidity < -LargestMillipercent ? -LargestMillipercent : humidity;
            long bend = (_h6 * 12800) + (_h7 * t);
            humidity += bend * humidity * humidity / 209715200000;
            return humidity > 100000 ? 100000 : humidity < 0 ? 0 : humidity;
        }

        /// <summary>
        /// Ohms of the gas plate from a 10-bit code and its range, 0 to 15. The first factor lies between 1.28 and 1.38 million, so the divisor is above
        /// 770,000 and the dividend below 2^54.
        /// </summary>
        public long Ohms(int code, int range)
        {
            long factor = (1340 + (5 * _switchingError)) * RangeFactors[range];
            long divisor = ((code - 512) * 1000L) + factor;
            return divisor <= 0 ? 0 : ((factor * RangeMilliohms[range] / divisor) + 500) / 1000;
        }

        /// <summary>
        /// Ohms of the gas plate from a 10-bit code and its range, 0 to 15, where the chip is a BME688 (BST-BME688-DS000, section 3.4.1, and Bosch's
        /// BME68x Sensor API v4.4.8, calc_gas_resistance_high). It needs none of the factory's numbers. The divisor is 2560 to 5629.
        /// </summary>
        public static long HighOhms(int code, int range)
        {
            // Divisor: 4096 - 3 * 512 at the least code, 0.
            long divisor = 4096 + (3L * (code - 512));
            return divisor <= 0 ? 0 : ((1000000L * (262144 >> range)) + (divisor / 2)) / divisor;
        }

        /// <summary>Code of res_heat_0 that heats the plate to a target, both in degrees Celsius; 0 to 255.</summary>
        public int Heater(int targetCelsius, int ambientCelsius)
        {
            // The plate's resistance, thousandths of the data sheet's unit; its factors are below 2^10 and 2^30.
            long plate = ((_g1 + 784) * (327680000 + (((5 * _g2) + 770048) * targetCelsius)) / 5242880) + (_g3 * ambientCelsius * 1000 / 1024);
            long divisor = (4 + _heaterRange) * (500 + _heaterValue);
            long tenths = divisor <= 0 ? 0 : (68 * plate / divisor) - 850;
            long code = (tenths + 5) / 10;
            return code < 0 ? 0 : code > 255 ? 255 : (int)code;
        }

        private static long Unsigned16(byte[] bytes, int low)
        {
            return bytes[low] | (bytes[low + 1] << 8);
        }

        private static long Signed16(byte[] bytes, int low)
        {
            return (short)(bytes[low] | (bytes[low + 1] << 8));
        }
    }
}

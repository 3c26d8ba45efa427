using System;
using AnodeGuard.Hal.Drivers;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The driver's integers against Bosch's floating-point formulas (<see cref="BoschReference"/>), for specimens drawn at random.</summary>
    public class Bme680CalibrationTests
    {
        [Fact]
        public void Integers_say_what_the_floating_point_formulas_say()
        {
            Random random = new(680);
            int pressures = 0;
            for (int specimen = 0; specimen < 400; specimen++)
            {
                Bme680Calibration calibration = Load(Draw(random), out BoschReference numbers, out bool good);
                Assert.True(good);
                for (int reading = 0; reading < 50; reading++)
                {
                    int code = random.Next(350_000, 620_000);
                    double fine = numbers.Fine(code);
                    long own = calibration.Fine(code);
                    if (fine / 5120 is < -40 or > 85)
                    {
                        continue;
                    }

                    Assert.InRange(own - fine, -1, 1);
                    Assert.InRange(Bme680Calibration.Centicelsius(own) - (fine / 51.2), -0.6, 0.6);
                    int pressure = random.Next(200_000, 600_000);
                    double pascals = numbers.Pascals(pressure, fine);
                    if (pascals is > 30_000 and < 120_000)
                    {
                        pressures++;
                        Assert.True(calibration.TryPascals(pressure, own, out long ownPascals));
                        Assert.InRange(ownPascals - pascals, -2.5, 2.5);
                    }

                    int humidity = random.Next(10_000, 40_000);
                    double percent = numbers.Percent(humidity, fine);
                    Assert.InRange((calibration.Millipercent(humidity, Bme680Calibration.Centicelsius(own)) / 1000.0) - percent, -0.02, 0.02);
                }

                for (int range = 0; range < 16; range++)
                {
                    int code = random.Next(0, 1024);
                    Assert.InRange(calibration.Ohms(code, range) / numbers.LowOhms(code, range), 0.9999 - (1 / numbers.LowOhms(code, range)), 1.0001 + (1 / numbers.LowOhms(code, range)));
                }

                int target = random.Next(200, 400);
                int ambient = random.Next(-20, 60);
                Assert.InRange(calibration.Heater(target, ambient) - Math.Clamp(numbers.Heater(target, ambient), 0, 255), -1.1, 0.6);
            }

            Assert.True(pressures > 1000, pressures + " pressures");
        }

        [Fact]
        public void Whatever_a_memory_holds_nothing_throws_and_nothing_leaves_its_bounds()
        {
            Random random = new(1);
            byte[] first = new byte[Bme680Calibration.FirstLength];
            byte[] second = new byte[Bme680Calibration.SecondLength];
            byte[] third = new byte[Bme680Calibration.ThirdLength];
            for (int i = 0; i < 200_000; i++)
            {
                random.NextBytes(first);
                random.NextBytes(second);
                random.NextBytes(third);
                Bme680Calibration calibration = new();
                calibration.TryLoad(first, second, third);
                long fine = calibration.Fine(random.Next(0, 1 << 20));
                Assert.InRange(fine, -(1L << 21), 1L << 21);
                bool good = calibration.TryPascals(random.Next(0, 1 << 20), fine, out long pascals);
                Assert.InRange(pascals, good ? 1 : long.MinValue, good ? 200_000 : long.MaxValue);
                Assert.InRange(calibration.Millipercent(random.Next(0, 1 << 16), Bme680Calibration.Centicelsius(fine)), 0, 100_000);
                Assert.InRange(calibration.Ohms(random.Next(0, 1 << 10), random.Next(0, 16)), 1, 20_000_000);
                Assert.InRange(calibration.Heater(320, random.Next(-400, 400)), 0, 255);
            }
        }

        [Theory]
        [InlineData(0x00)]
        [InlineData(0xFF)]
        public void An_empty_memory_is_no_calibration(byte fill)
        {
            byte[] first = new byte[Bme680Calibration.FirstLength];
            byte[] second = new byte[Bme680Calibration.SecondLength];
            byte[] third = new byte[Bme680Calibration.ThirdLength];
            Array.Fill(first, fill);
            Array.Fill(second, fill);
            Assert.False(new Bme680Calibration().TryLoad(first, second, third));
        }

        private static Bme680Calibration Load(Bme680Numbers numbers, out BoschReference reference, out bool good)
        {
            byte[] registers = new byte[256];
            numbers.Store(registers);
            reference = new BoschReference(registers.AsSpan(0x8A), registers.AsSpan(0xE1), registers.AsSpan(0));
            Bme680Calibration calibration = new();
            good = calibration.TryLoad(
                registers.AsSpan(Bme680Calibration.FirstRegister, Bme680Calibration.FirstLength).ToArray(),
                registers.AsSpan(Bme680Calibration.SecondRegister, Bme680Calibration.SecondLength).ToArray(),
                registers.AsSpan(Bme680Calibration.ThirdRegister, Bme680Calibration.ThirdLength).ToArray());
            return calibration;
        }

        /// <summary>Around a typical specimen, every sign that a byte can have where it may.</summary>
        private static Bme680Numbers Draw(Random random)
        {
            return new Bme680Numbers
            {
                T1 = random.Next(25_000, 27_500),
                T2 = random.Next(25_500, 27_000),
                T3 = random.Next(-20, 20),
                P1 = random.Next(33_000, 40_000),
                P2 = random.Next(-11_500, -9_500),
                P3 = random.Next(60, 110),
                P4 = random.Next(2_000, 11_000),
                P5 = random.Next(-300, 100),
                P6 = random.Next(-10, 60),
                P7 = random.Next(-60, 80),
                P8 = random.Next(-4_000, 500),
                P9 = random.Next(-4_000, 500),
                P10 = random.Next(0, 60),
                H1 = random.Next(600, 900),
                H2 = random.Next(900, 1_100),
                H3 = random.Next(-5, 5),
                H4 = random.Next(30, 60),
                H5 = random.Next(0, 40),
                H6 = random.Next(60, 200),
                H7 = random.Next(-128, 0),
                G1 = random.Next(-80, 20),
                G2 = random.Next(-20_000, 5_000),
                G3 = random.Next(5, 30),
                HeaterRange = random.Next(0, 4),
                HeaterValue = random.Next(-60, 80),
                SwitchingError = random.Next(-8, 8),
            };
        }
    }
}

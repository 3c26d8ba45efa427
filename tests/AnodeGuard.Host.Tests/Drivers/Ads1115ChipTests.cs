using System;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The emulated ADS1115, byte by byte, against SBAS444E.</summary>
    public class Ads1115ChipTests
    {
        private readonly Node[] _inputs = { new Node(1.2), new Node(1.74), new Node(1.0), new Node(0.8) };
        private readonly ConverterErrors _errors = new ConverterErrors();
        private readonly Ads1115Chip _chip;

        public Ads1115ChipTests()
        {
            _chip = new Ads1115Chip(_inputs, _errors);
        }

        [Fact]
        public void ResetValues()
        {
            Assert.Equal(0x0000, Read(0, 0));
            Assert.Equal(0x8583, Read(1, 0));
            Assert.Equal(0x8000, Read(2, 0));
            Assert.Equal(0x7FFF, Read(3, 0));
        }

        [Fact]
        public void ThePointerStaysUntilItIsWritten()
        {
            Assert.True(_chip.Write(new byte[] { 1 }, 0));
            byte[] bytes = new byte[4];
            Assert.True(_chip.Read(bytes, 0));
            Assert.Equal(new byte[] { 0x85, 0x83, 0x85, 0x83 }, bytes);
            Assert.True(_chip.Write(new byte[] { 3, 0x12, 0x34 }, 0));
            Assert.True(_chip.Read(bytes.AsSpan(0, 2), 0));
            Assert.Equal(new byte[] { 0x12, 0x34 }, bytes[..2]);
        }

        [Fact]
        public void HalfARegisterAndTheConversionRegisterAreNotWritten()
        {
            _chip.Write(new byte[] { 1, 0x44 }, 0);
            Assert.Equal(0x8583, Read(1, 0));
            _chip.Write(new byte[] { 0, 0x44, 0x44 }, 0);
            Assert.Equal(0, Read(0, 0));
        }

        [Fact]
        public void AsleepItConvertsNothing()
        {
            Assert.Equal(0, Read(0, 10_000_000));
            Write(1, 0x45E3, 0);
            Assert.Equal(0xC5E3, Read(1, 10));
            Assert.Equal(0, Read(0, 10_000_000));
        }

        [Fact]
        public void ASingleShotIsUnderWayThenIdle()
        {
            Write(1, 0xC5E3, 1000);
            Assert.Equal(0x45E3, Read(1, 1000));
            Assert.Equal(0, Read(0, 1000 + 1160));

            // 25 us to wake, 1/860 s to convert.
            Assert.Equal(0x45E3, Read(1, 1000 + 1187));
            Assert.Equal(0xC5E3, Read(1, 1000 + 1188));
            Assert.Equal(19200, Read(0, 1000 + 1188));
            _inputs[0].At = _ => 0.5;
            Assert.Equal(19200, Read(0, 5_000_000));
        }

        [Fact]
        public void ARequestDuringAConversionHasNoEffect()
        {
            Write(1, 0xC5E3, 0);
            Write(1, 0xC5E3, 600);
            Assert.Equal(0xC5E3, Read(1, 1188));
        }

        [Fact]
        public void ContinuousConversionsShowTheirOwnInstant()
        {
            _inputs[0].At = at => at * 1e-5;
            Write(1, 0x44E3, 0);
            Assert.Equal(0, Read(0, 1187));

            // The conversions end at 25 + n * 1162.8: 1188, 2351. In volts 0.01188 and 0.02351, in codes 190 and 376.
            Assert.Equal(190, Read(0, 1188));
            Assert.Equal(190, Read(0, 2350));
            Assert.Equal(376, Read(0, 2351));
            Assert.Equal(0x44E3, Read(1, 2351));
        }

        [Fact]
        public void ANewInputAppearsAfterTheConversionUnderWayAndOneOfItsOwn()
        {
            Write(1, 0x44E3, 0);
            Write(1, 0x64E3, 1300);
            Assert.Equal(19200, Read(0, 1300));

            // Under way until 2351 with AIN0, then AIN2 from 2351 + 25 on.
            Assert.Equal(19200, Read(0, 2351));
            Assert.Equal(19200, Read(0, 3500));
            Assert.Equal(16000, Read(0, 3539));
            Assert.Equal(0x64E3, Read(1, 3539));
        }

        [Fact]
        public void AChangeToSingleShotEndsTheContinuousConversion()
        {
            Write(1, 0x44E3, 0);
            Write(1, 0xC5E3, 1300);
            Assert.Equal(0x45E3, Read(1, 2350));
            Assert.Equal(0xC5E3, Read(1, 2351));
            _inputs[0].At = _ => 0;
            Assert.Equal(19200, Read(0, 1_000_000));
        }

        [Theory]
        [InlineData(0.1, 2.6e-3)]
        [InlineData(-0.1, 2.6e-3)]
        public void TheClockMayBeTenPercentOff(double error, double settled)
        {
            _errors.Clock = error;
            long first = (long)Math.Ceiling(25 + (1e6 * (1 + error) / 860));
            Write(1, 0xC5E3, 0);
            Assert.Equal(0x45E3, Read(1, first - 1));
            Assert.Equal(0xC5E3, Read(1, first));
            Write(1, 0x44E3, 10000);
            Write(1, 0x64E3, 20000);
            Assert.Equal(16000, Read(0, 20000 + (long)(settled * 1e6)));
        }

        [Theory]
        [InlineData(0x4483, 1.2, 19200)]
        [InlineData(0x4283, 1.2, 9600)]
        [InlineData(0x4083, 1.2, 6400)]
        [InlineData(0x4683, 1.2, 32767)]
        [InlineData(0x4483, 2.048, 32767)]
        [InlineData(0x4483, 5, 32767)]
        [InlineData(0x4483, -0.0625, -1000)]
        [InlineData(0x4483, -3, -32768)]
        public void GainAndSaturation(int config, double volts, int expected)
        {
            _inputs[0].At = _ => volts;
            Write(1, config, 0);
            Assert.Equal(expected, (short)Read(0, 20000));
        }

        [Theory]
        [InlineData(0x0483, 1.2 - 1.74)]
        [InlineData(0x1483, 1.2 - 0.8)]
        [InlineData(0x2483, 1.74 - 0.8)]
        [InlineData(0x3483, 1.0 - 0.8)]
        [InlineData(0x5483, 1.74)]
        [InlineData(0x7483, 0.8)]
        public void TheMultiplexer(int config, double volts)
        {
            Write(1, config, 0);
            Assert.Equal((int)Math.Round(volts / 62.5e-6), (short)Read(0, 20000));
        }

        [Fact]
        public void ErrorsOfTheSpecimen()
        {
            _errors.Gain = 0.001;
            _errors.OffsetVolts = 125e-6;
            Write(1, 0x44E3, 0);
            Assert.Equal(19200 + 19 + 2, Read(0, 2000));
        }

        [Fact]
        public void NoiseIsAsToldAndTheSameForTheSameSeed()
        {
            _errors.NoiseVolts = 625e-6;
            _errors.Seed = 5;
            Ads1115Chip twin = new Ads1115Chip(_inputs, _errors);
            Write(1, 0x44E3, 0);
            Write(twin, 1, 0x44E3, 0);
            double sum = 0;
            double squares = 0;
            for (int i = 1; i <= 5000; i++)
            {
                int code = Read(0, i * 1200L);
                Assert.Equal(code, Read(twin, 0, i * 1200L));
                sum += code - 19200;
                squares += Math.Pow(code - 19200, 2);
            }

            // Ten codes of standard deviation; the estimates themselves scatter by 1 % and 0.14 codes.
            Assert.InRange(Math.Sqrt(squares / 5000), 9.5, 10.5);
            Assert.InRange(sum / 5000, -0.6, 0.6);
        }

        [Fact]
        public void AFrozenConverterKeepsItsResult()
        {
            Write(1, 0x44E3, 0);
            Assert.Equal(19200, Read(0, 2000));
            _chip.Frozen = true;
            _inputs[0].At = _ => 0;
            Assert.Equal(19200, Read(0, 1_000_000));
            _chip.Frozen = false;
            Assert.Equal(0, Read(0, 1_010_000));
        }

        [Fact]
        public void PowerOnForgets()
        {
            Write(1, 0x44E3, 0);
            _chip.PowerOn(5000);
            Assert.Equal(0x8583, Read(1, 5000));
            Assert.Equal(0, Read(0, 50000));
        }

        [Fact]
        public void ToldNotToAnswerItDoesNot()
        {
            _chip.Acknowledges = false;
            Assert.False(_chip.Write(new byte[] { 0 }, 0));
            Assert.False(_chip.Read(new byte[2], 0));
        }

        private static int Read(Ads1115Chip chip, byte register, long at)
        {
            byte[] bytes = new byte[2];
            Assert.True(chip.Write(new[] { register }, at));
            Assert.True(chip.Read(bytes, at));
            return (bytes[0] << 8) | bytes[1];
        }

        private static void Write(Ads1115Chip chip, byte register, int value, long at)
        {
            Assert.True(chip.Write(new[] { register, (byte)(value >> 8), (byte)value }, at));
        }

        private int Read(byte register, long at)
        {
            return Read(_chip, register, at);
        }

        private void Write(byte register, int value, long at)
        {
            Write(_chip, register, value, at);
        }
    }
}

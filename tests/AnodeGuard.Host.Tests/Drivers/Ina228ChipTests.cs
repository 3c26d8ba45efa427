using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The emulated INA228, byte by byte, against SLYS021A: registers and conversions.</summary>
    public class Ina228ChipTests : Ina228ChipBench
    {
        [Theory]
        [InlineData(0x00, 2, 0x0000)]
        [InlineData(0x01, 2, 0xFB68)]
        [InlineData(0x02, 2, 0x1000)]
        [InlineData(0x03, 2, 0x0000)]
        [InlineData(0x04, 3, 0)]
        [InlineData(0x05, 3, 0)]
        [InlineData(0x06, 2, 0)]
        [InlineData(0x07, 3, 0)]
        [InlineData(0x0A, 5, 0)]
        [InlineData(0x0B, 2, 0x0001)]
        [InlineData(0x0C, 2, 0x7FFF)]
        [InlineData(0x0D, 2, 0x8000)]
        [InlineData(0x0E, 2, 0x7FFF)]
        [InlineData(0x0F, 2, 0x0000)]
        [InlineData(0x10, 2, 0x7FFF)]
        [InlineData(0x11, 2, 0xFFFF)]
        [InlineData(0x3E, 2, 0x5449)]
        [InlineData(0x3F, 2, 0x2281)]
        [InlineData(0x20, 2, 0)]
        public void ResetValues(byte register, int bytes, long expected)
        {
            Assert.Equal(expected, Read(Chip(0.01), register, bytes, 0));
        }

        [Fact]
        public void TheExampleOfTheDataSheet()
        {
            // Table 8-4: 16.2 mohm, 10 A maximum, SHUNT_CAL 4050; 6 A, 48 V, 25 C, one hour.
            Flow.Constant(6);
            Ina228Chip chip = Chip(0.0162);
            Write(chip, 0x02, 4050, 0);
            const long Hour = 3600L * 1000000;
            Assert.Equal(311040 << 4, Read(chip, 0x04, 3, Hour));
            Assert.Equal(245760 << 4, Read(chip, 0x05, 3, Hour));
            Assert.Equal(3200, Read(chip, 0x06, 2, Hour));

            // 314572.8 codes of 19.073486 uA; the data sheet cuts, the chip's rounding is not stated.
            Assert.InRange(Read(chip, 0x07, 3, Hour) >> 4, 314572, 314573);
            Assert.InRange(Read(chip, 0x0A, 5, Hour), 1132462080 - 1000, 1132462080 + 1000);
            Assert.InRange(Read(chip, 0x08, 3, Hour), 4718604 - 16, 4718604 + 16);
        }

        [Fact]
        public void NegativeCurrentIsTwosComplement()
        {
            Flow.Constant(-1);
            Ina228Chip chip = Chip(0.01);
            Assert.Equal(0xF83000, Read(chip, 0x07, 3, 10000));

            // 1.1 s, less one conversion cycle of 3156 us at most.
            long charge = (Read(chip, 0x0A, 5, 1_100_000) << 24) >> 24;
            Assert.InRange(charge, -35200, -35200 + 102);
        }

        [Fact]
        public void TheBusIsNeverNegative()
        {
            Bus.At = _ => -0.5;
            Assert.Equal(0, Read(Chip(0.01), 0x05, 3, 10000));
            Bus.At = _ => 3.7;
            Assert.Equal(0x04A000, Read(Chip(0.01), 0x05, 3, 10000));
        }

        [Fact]
        public void TheFineRangeHasAFourthOfTheStep()
        {
            Flow.Constant(1);
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x00, 0x0010, 0);
            Assert.Equal(128000 << 4, Read(chip, 0x04, 3, 10000));
            Flow.Constant(5);
            Assert.Equal(0x7FFFF0, Read(chip, 0x04, 3, 20000));
        }

        [Fact]
        public void AResultIsThatOfTheLastConversion()
        {
            // 280 us each for shunt and bus: 560 us.
            Bus.At = at => at * 1e-3;
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 1000);
            Assert.Equal(0, Read(chip, 0x05, 3, 1559));
            Assert.Equal(7987 << 4, Read(chip, 0x05, 3, 1560));
            Assert.Equal(7987 << 4, Read(chip, 0x05, 3, 2119));
            Assert.Equal(10854 << 4, Read(chip, 0x05, 3, 2120));
        }

        [Fact]
        public void AveragingMakesResultsRarerAndQuieter()
        {
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8 | 1, 0);
            Read(chip, 0x0B, 2, 0);
            Assert.Equal(0, Read(chip, 0x0B, 2, 2239) & 2);
            Assert.Equal(2, Read(chip, 0x0B, 2, 2240) & 2);
        }

        [Fact]
        public void ATriggeredConversionHappensOnce()
        {
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0x16D8, 0);
            Bus.At = at => at < 300 ? 1 : 2;
            Assert.Equal(5120 << 4, Read(chip, 0x05, 3, 1_000_000));
        }

        [Fact]
        public void ResetBringsEverythingBack()
        {
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Write(chip, 0x0B, 0x8000, 0);
            Write(chip, 0x0C, 0x1234, 0);
            Assert.Equal(0x8000, Read(chip, 0x0B, 2, 0) & 0x8000);
            Write(chip, 0x00, 0x8000, 0);
            Assert.Equal(0xFB68, Read(chip, 0x01, 2, 0));
            Assert.Equal(0x0001, Read(chip, 0x0B, 2, 0));
            Assert.Equal(0x7FFF, Read(chip, 0x0C, 2, 0));
        }

        [Fact]
        public void ReadOnlyRegistersStay()
        {
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x3E, 0x1234, 0);
            Write(chip, 0x05, 0x1234, 0);
            Write(chip, 0x0B, 0x0FFF, 0);
            Assert.Equal(0x5449, Read(chip, 0x3E, 2, 0));
            Assert.Equal(0, Read(chip, 0x05, 3, 0));
            Assert.Equal(0x0001, Read(chip, 0x0B, 2, 0));
        }

        [Fact]
        public void ErrorsOfTheSpecimen()
        {
            Flow.Constant(1);
            ShuntErrors.Gain = 0.001;
            ShuntErrors.OffsetVolts = 3.125e-6;
            ShuntErrors.Clock = 0.01;
            BusErrors.Gain = -0.0005;
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Assert.Equal((32000 + 32 + 10) << 4, Read(chip, 0x04, 3, 10000));
            Assert.Equal((245760 - 123) << 4, Read(chip, 0x05, 3, 10000));

            // A slow clock counts too few seconds.
            Assert.InRange(Read(chip, 0x0A, 5, 10_000_000), 317200, 317250);
            Assert.Equal(0, Read(Chip(0.01), 0x05, 3, 1));
        }

        [Fact]
        public void ToldNotToAnswerOrFrozen()
        {
            Ina228Chip chip = Chip(0.01);
            chip.Acknowledges = false;
            Assert.False(chip.Write(new byte[] { 5 }, 0));
            Assert.False(chip.Read(new byte[3], 0));
            chip.Acknowledges = true;
            Assert.Equal(245760 << 4, Read(chip, 0x05, 3, 1_000_000));
            Flow.Constant(1);
            long charge = Read(chip, 0x0A, 5, 1_000_000);
            chip.Frozen = true;
            Bus.At = _ => 1;
            Assert.Equal(245760 << 4, Read(chip, 0x05, 3, 2_000_000));
            Assert.Equal(charge, Read(chip, 0x0A, 5, 2_000_000));
            chip.Frozen = false;
            Assert.Equal(5120 << 4, Read(chip, 0x05, 3, 2_000_000));
        }
    }
}

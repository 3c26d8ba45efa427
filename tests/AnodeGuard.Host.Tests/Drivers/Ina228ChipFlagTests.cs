using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The emulated INA228, byte by byte, against SLYS021A: flags, alerts and charge.</summary>
    public class Ina228ChipFlagTests : Ina228ChipBench
    {
        [Fact]
        public void CodesStopAtTheirEndsAndSayMathOverflowOnlyBeyond()
        {
            Flow.Constant(20);
            Ina228Chip chip = Chip(0.01);
            Assert.Equal(0x7FFFF0, Read(chip, 0x04, 3, 10000));
            Assert.Equal(0x7FFFF0, Read(chip, 0x07, 3, 10000));
            Assert.Equal(0, Read(chip, 0x0B, 2, 10000) & 0x0200);
            Write(chip, 0x02, 2048, 10000);
            Assert.Equal(0x7FFFF0, Read(chip, 0x07, 3, 20000));
            Assert.Equal(0x0200, Read(chip, 0x0B, 2, 20000) & 0x0200);
            Flow.Constant(-20);
            Assert.Equal(0x800000, Read(chip, 0x04, 3, 30000));
        }

        [Fact]
        public void ReadingTheFlagsClearsConversionReady()
        {
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Assert.Equal(0, Read(chip, 0x0B, 2, 559) & 2);
            Assert.Equal(2, Read(chip, 0x0B, 2, 560) & 2);
            Assert.Equal(0, Read(chip, 0x0B, 2, 600) & 2);
            Assert.Equal(2, Read(chip, 0x0B, 2, 1120) & 2);
        }

        [Fact]
        public void ShutDownAccumulatesNothing()
        {
            Flow.Constant(1);
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0x0000, 0);
            Assert.Equal(0, Read(chip, 0x0A, 5, 1_000_000));
        }

        [Fact]
        public void ChargeMovesOncePerConversion()
        {
            Flow.Constant(1);
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Assert.Equal(17, Read(chip, 0x0A, 5, 1119));
            Assert.Equal(35, Read(chip, 0x0A, 5, 1120));
        }

        [Fact]
        public void AResetOfTheAccumulatorsLeavesTheRest()
        {
            Flow.Constant(1);
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Assert.InRange(Read(chip, 0x0A, 5, 1_000_000), 31980, 32000);
            Write(chip, 0x00, 0x4000, 1_000_000);
            Assert.InRange(Read(chip, 0x0A, 5, 1_000_000), 0, 1);
            Assert.Equal(0xB6D8, Read(chip, 0x01, 2, 1_000_000));
            Assert.Equal(0, Read(chip, 0x00, 2, 1_000_000));
        }

        [Fact]
        public void ChargeRollsOverAndSaysSo()
        {
            Flow.Constant(1);
            Ina228Chip chip = Chip(0.01);
            chip.PresetCharge(549755813887 - 100, 0);
            Assert.True(Read(chip, 0x0A, 5, 1000) < 1L << 39);
            Assert.Equal(0, Read(chip, 0x0B, 2, 1000) & 0x0400);
            long rolled = Read(chip, 0x0A, 5, 1_000_000);
            Assert.InRange(rolled, 1L << 39, (1L << 39) + 32000);
            Assert.Equal(0x0400, Read(chip, 0x0B, 2, 1_000_000) & 0x0400);
        }

        [Fact]
        public void AlertsFollowTheirLimitsOrStayLatched()
        {
            Flow.Constant(5);
            Ina228Chip chip = Chip(0.01);
            Write(chip, 0x01, 0xB6D8, 0);
            Assert.True(chip.AlertPin(2000));

            // 4.5 A: 144000 codes, a sixteenth of it as limit.
            Write(chip, 0x0C, 9000, 0);
            Assert.False(chip.AlertPin(3000));
            Assert.Equal(0x0040, Read(chip, 0x0B, 2, 3000) & 0x0040);
            Flow.Constant(1);
            Assert.True(chip.AlertPin(4000));

            Write(chip, 0x0B, 0x8000, 4000);
            Flow.Constant(5);
            Assert.False(chip.AlertPin(5000));
            Flow.Constant(1);
            Assert.False(chip.AlertPin(6000));
            Assert.Equal(0x0040, Read(chip, 0x0B, 2, 6000) & 0x0040);
            Assert.True(chip.AlertPin(7000));
        }
    }
}

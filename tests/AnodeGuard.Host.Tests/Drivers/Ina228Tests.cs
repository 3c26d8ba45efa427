using System;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The driver against bytes from the data sheet: Texas Instruments SLYS021A, register map and table 8-4.</summary>
    public class Ina228Tests
    {
        private const int Address = 0x40;

        private readonly ScriptedBus _bus = new ScriptedBus();

        public Ina228Tests()
        {
            _bus.Answer(Address, 0x3E, 0x54, 0x49);
            _bus.Answer(Address, 0x3F, 0x22, 0x81);
            _bus.Answer(Address, 0x0B, 0x80, 0x01);
            _bus.Answer(Address, 0x0A, 0, 0, 0, 0, 0);
            _bus.Answer(Address, 0x07, 0, 0, 0);
            _bus.Answer(Address, 0x05, 0, 0, 0);
        }

        [Fact]
        public void StartResetsCalibratesAndConvertsShuntAndBusContinuously()
        {
            Ina228 chip = Pouch();
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0xB6, 0xD8);

            Assert.Equal(ChipStart.Done, chip.Start());
            Assert.Equal(
                new[] { "40: 00 80 00", "40: 00 00 00", "40: 02 10 00", "40: 0B 80 00", "40: 01 B6 D8" },
                _bus.Writes);
        }

        [Fact]
        public void FineRangeIsOneBitOfConfig()
        {
            Ina228 chip = new Ina228(_bus, Address, 10000, true);
            chip.Start();
            Assert.Contains("40: 00 00 10", _bus.Writes);
            Assert.Equal(7812500, chip.StepPicoamperes);
        }

        [Theory]
        [InlineData(0x54, 0x48, 0x22, 0x81)]
        [InlineData(0x54, 0x49, 0x22, 0x91)]
        public void AnotherChipIsRefused(byte m1, byte m2, byte d1, byte d2)
        {
            _bus.Answer(Address, 0x3E, m1, m2);
            _bus.Answer(Address, 0x3F, d1, d2);
            Assert.Equal(ChipStart.AnotherChip, Pouch().Start());
            Assert.Empty(_bus.Writes);
        }

        [Fact]
        public void AnotherRevisionIsAccepted()
        {
            _bus.Answer(Address, 0x3F, 0x22, 0x82);
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0xB6, 0xD8);
            Assert.Equal(ChipStart.Done, Pouch().Start());
        }

        [Fact]
        public void AnyFailedTransferOfTheStartIsNoAnswer()
        {
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0xB6, 0xD8);
            Pouch().Start();
            int transfers = _bus.Transfers;
            for (int i = 1; i < transfers; i++)
            {
                ScriptedBus bus = new ScriptedBus { KeepsWrites = false, FailFrom = i };
                bus.Answer(Address, 0x3E, 0x54, 0x49);
                bus.Answer(Address, 0x3F, 0x22, 0x81);
                bus.Answer(Address, 0x01, 0xB6, 0xD8);
                bus.Answer(Address, 0x0B, 0x80, 0x01);
                Assert.Equal(ChipStart.NoAnswer, new Ina228(bus, Address, 10000, false).Start());
            }
        }

        [Fact]
        public void AConfigurationThatDoesNotStayIsNotKept()
        {
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0xFB, 0x68);
            Assert.Equal(ChipStart.NotKept, Pouch().Start());
        }

        [Theory]
        [InlineData(0x3C, 0x00, 0x00, 48000000)]
        [InlineData(0x04, 0xA0, 0x00, 3700000)]
        [InlineData(0x00, 0x00, 0x10, 195)]
        [InlineData(0x00, 0x00, 0x0F, 0)]
        public void BusVoltageIs195MicrovoltsACodeInTheUpper20Bits(byte b0, byte b1, byte b2, long expected)
        {
            _bus.Answer(Address, 0x05, b0, b1, b2);
            Ina228 chip = Pouch();
            Assert.True(chip.TryRead());
            Assert.Equal(expected, chip.BusMicrovolts);
        }

        [Theory]
        [InlineData(0x07, 0xD0, 0x00, 1000000000)]
        [InlineData(0xF8, 0x30, 0x00, -1000000000)]
        [InlineData(0xFF, 0xFF, 0xF0, -31250)]
        [InlineData(0x7F, 0xFF, 0xF0, 16383968750)]
        [InlineData(0x80, 0x00, 0x00, -16384000000)]
        public void CurrentIsTwosComplementOf31MicroamperesACode(byte b0, byte b1, byte b2, long expected)
        {
            AssertCurrent(Pouch(), b0, b1, b2, expected);
        }

        [Fact]
        public void TheCoinBoardReadsAHundredTimesFiner()
        {
            Ina228 chip = new Ina228(_bus, Address, 1000000, false);
            Assert.Equal(312500, chip.StepPicoamperes);
            AssertCurrent(chip, 0x00, 0xC8, 0x00, 1000000);
            AssertCurrent(chip, 0x00, 0x00, 0x10, 313);
            AssertCurrent(chip, 0xFF, 0xFF, 0xF0, -313);
        }

        [Theory]
        [InlineData(0x00, 0x43, 0x80, 0x00, 0x00, 1132462080)]
        [InlineData(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, -1)]
        [InlineData(0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 549755813887)]
        [InlineData(0x80, 0x00, 0x00, 0x00, 0x00, -549755813888)]
        public void ChargeIs40BitsTwosComplement(byte b0, byte b1, byte b2, byte b3, byte b4, long expected)
        {
            _bus.Answer(Address, 0x0A, b0, b1, b2, b3, b4);
            Ina228 chip = Pouch();
            Assert.True(chip.TryRead());
            Assert.Equal(expected, chip.ChargeCode);
        }

        [Theory]
        [InlineData(0x0C, 0x80, 25000)]
        [InlineData(0xF3, 0x80, -25000)]
        public void DieTemperatureIs7Point8MillidegreesACode(byte b0, byte b1, long expected)
        {
            _bus.Answer(Address, 0x06, b0, b1);
            Assert.True(Pouch().TryReadDieMillicelsius(out long millicelsius));
            Assert.Equal(expected, millicelsius);
        }

        [Theory]
        [InlineData(0x80, 0x03, true)]
        [InlineData(0x00, 0x03, false)]
        [InlineData(0x80, 0x02, false)]
        public void ALostLatchBitOrBadMemoryBetraysAReset(byte b0, byte b1, bool expected)
        {
            _bus.Answer(Address, 0x0B, b0, b1);
            Assert.Equal(expected, Pouch().IsAsConfigured());
            Assert.Equal(expected, Pouch().TryRead());
        }

        [Fact]
        public void LimitsAreSixteenCodesAStepAndStopAtTheirEnds()
        {
            Assert.True(Pouch().TrySetCurrentLimits(-4500000000, 4500000000));
            Assert.Equal(new[] { "40: 0C 23 28", "40: 0D DC D8" }, _bus.Writes);
            _bus.Writes.Clear();
            Assert.True(Pouch().TrySetCurrentLimits(-20000000000, 20000000000));
            Assert.Equal(new[] { "40: 0C 7F FF", "40: 0D 80 00" }, _bus.Writes);
        }

        [Theory]
        [InlineData(99)]
        [InlineData(10000001)]
        [InlineData(0)]
        public void NoSuchShunt(int microohms)
        {
            Assert.Throws<ArgumentException>(() => new Ina228(_bus, Address, microohms, false));
        }

        [Fact]
        public void AFailedReadSaysSo()
        {
            Assert.True(Pouch().TryRead());
            int transfers = _bus.Transfers;
            for (int i = 1; i <= transfers; i++)
            {
                _bus.FailFrom = _bus.Transfers + i;
                Assert.False(Pouch().TryRead());
            }

            Assert.False(Pouch().IsAsConfigured());
        }

        private void AssertCurrent(Ina228 chip, byte b0, byte b1, byte b2, long expected)
        {
            _bus.Answer(Address, 0x07, b0, b1, b2);
            Assert.True(chip.TryRead());
            Assert.Equal(expected, chip.Nanoamperes);
        }

        private Ina228 Pouch()
        {
            return new Ina228(_bus, Address, 10000, false);
        }
    }
}

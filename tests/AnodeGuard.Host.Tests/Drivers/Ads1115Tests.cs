using AnodeGuard.Core;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The driver against bytes from the data sheet: Texas Instruments SBAS444E, table 8-3.</summary>
    public class Ads1115Tests
    {
        private const int Address = 0x48;

        private readonly ScriptedBus _bus = new ScriptedBus();
        private readonly SteppingClock _clock = new SteppingClock();
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly Ads1115 _chip;

        public Ads1115Tests()
        {
            _chip = new Ads1115(_bus, Address, _clock);
            _bus.Answer(Address, 0x00, 0x00, 0x00);
        }

        [Theory]
        [InlineData(0, "48: 01 44 E3")]
        [InlineData(1, "48: 01 54 E3")]
        [InlineData(2, "48: 01 64 E3")]
        [InlineData(3, "48: 01 74 E3")]
        public void SelectConvertsOneInputAgainstGroundAt860(int input, string written)
        {
            Assert.True(_chip.TrySelect(input));
            Assert.Equal(new[] { written }, _bus.Writes);
            Assert.True(_chip.IsAsConfigured());
        }

        [Fact]
        public void AResetConfigurationIsNoticed()
        {
            _chip.TrySelect(0);
            _bus.Answer(Address, 0x01, 0x85, 0x83);
            Assert.False(_chip.IsAsConfigured());
        }

        [Theory]
        [InlineData(0x7F, 0xFF, 32767)]
        [InlineData(0x80, 0x00, -32768)]
        [InlineData(0xFF, 0xFF, -1)]
        [InlineData(0x4B, 0x00, 19200)]
        public void TheResultIsTwosComplement(byte b0, byte b1, int expected)
        {
            _bus.Answer(Address, 0x00, b0, b1);
            Assert.True(_chip.TryReadCode(out int code));
            Assert.Equal(expected, code);
        }

        [Fact]
        public void OneConversionIsAskedForAndWaitedFor()
        {
            // The script keeps what is written: OS reads 1 (idle) after the second write.
            _bus.Answer(Address, 0x01, 0xC5, 0xE3);
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x00, 0x3E, 0x80);
            Assert.True(_chip.TryConvertOnce(0, out int code));
            Assert.Equal(16000, code);
            Assert.Equal(new[] { "48: 01 45 E3", "48: 01 C5 E3" }, _bus.Writes);
        }

        [Fact]
        public void AConverterThatNeverEndsIsGivenUp()
        {
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0x45, 0xE3);
            long before = _clock.Now;
            Assert.False(_chip.TryConvertOnce(0, out int _));
            Assert.InRange(_clock.Now - before, 3 * 1162, 5000);
        }

        [Fact]
        public void EveryFailedTransferIsReported()
        {
            _bus.FailFrom = 1;
            Assert.False(_chip.TrySelect(0));
            Assert.False(_chip.TryReadCode(out int _));
            Assert.False(_chip.IsAsConfigured());
            Assert.False(_chip.TryConvertOnce(0, out int _));
            Assert.Equal(ChipStart.NoAnswer, _chip.Start(0));
        }

        [Theory]
        [InlineData(19200, 3000000)]
        [InlineData(22400, 3500000)]
        [InlineData(1, 156)]
        [InlineData(0, 0)]
        public void SenseIsTheCodeTimes156MicrovoltsAtTheElectrode(int code, long microvolts)
        {
            Assert.Equal(microvolts, FrontEnd.SenseMicrovolts(code));
        }

        [Theory]
        [InlineData(16000, 0)]
        [InlineData(28800, 4000000)]
        [InlineData(3200, -4000000)]
        public void BipolarVoltageIsAroundOneVolt(int code, long microvolts)
        {
            Assert.Equal(microvolts, FrontEnd.BipolarMicrovolts(code));
        }

        [Fact]
        public void ReferenceReadsItsOwnVoltage()
        {
            Assert.Equal(2500000, FrontEnd.ReferenceMicrovolts(16000));
        }

        [Theory]
        [InlineData(0x4B, 0x00, 3000000, Validity.Valid)]
        [InlineData(0x57, 0x80, 3500000, Validity.OverRange)]
        [InlineData(0x57, 0x00, 3480000, Validity.OverRange)]
        [InlineData(0x56, 0xFF, 3479843, Validity.Valid)]
        [InlineData(0x7F, 0xFF, 5119843, Validity.OverRange)]
        [InlineData(0xFF, 0xFE, -313, Validity.Valid)]
        [InlineData(0x00, 0x00, 0, Validity.Valid)]
        public void ASenseReading(byte b0, byte b1, long microvolts, Validity validity)
        {
            SenseConverter converter = Started();
            _bus.Answer(Address, 0x00, b0, b1);
            Sample sample = _snapshot.SenseMicrovolts;
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            Assert.Equal(validity, sample.Validity);
            Assert.Equal(microvolts, sample.Value);
            Assert.Equal(SampleSource.Ads1115, sample.Source);
        }

        [Fact]
        public void AZeroFromAChipThatWasResetIsNoContact()
        {
            SenseConverter converter = Started();
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0x85, 0x83);
            Sample sample = _snapshot.SenseMicrovolts;
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            Assert.Equal(Validity.Failed, sample.Validity);

            // The next call sets the chip up again, waits for its conversion and measures.
            _bus.KeepsWrites = true;
            _bus.Answer(Address, 0x00, 0x4B, 0x00);
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            Assert.Equal(Validity.Valid, sample.Validity);
            Assert.Equal(3000000, sample.Value);
        }

        [Fact]
        public void AReadThatFailsCarriesTheTimeOfTheAttempt()
        {
            SenseConverter converter = Started();
            Sample sample = _snapshot.SenseMicrovolts;
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            long before = _clock.Now;
            _bus.FailFrom = _bus.Transfers + 1;
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            Assert.Equal(Validity.Failed, sample.Validity);
            Assert.InRange(sample.TimeMicroseconds, before + 1, _clock.Now);
        }

        [Fact]
        public void AStoppedClockDoesNotHoldTheLoop()
        {
            SenseConverter converter = Started();
            _clock.Step = 0;
            int looks = _clock.Looks;
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            Assert.InRange(_clock.Looks - looks, 1, 2010);
        }

        private SenseConverter Started()
        {
            SenseConverter converter = new SenseConverter(_bus, _chip, _clock);
            _bus.KeepsWrites = false;
            _bus.Answer(Address, 0x01, 0xC4, 0xE3);
            converter.Start();
            _bus.KeepsWrites = true;
            _chip.TrySelect(0);
            converter.SampleSense(_snapshot, _clock.NowMicroseconds());
            return converter;
        }
    }
}

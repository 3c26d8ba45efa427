using AnodeGuard.Core;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The driver against bytes from the data sheet: Texas Instruments SNOSD82D, tables 7-1 and 7-6.</summary>
    public class Tmp117Tests
    {
        private const int Address = 0x49;

        private readonly ScriptedBus _bus = new ScriptedBus { KeepsWrites = false };
        private readonly Tmp117 _chip;

        public Tmp117Tests()
        {
            _chip = new Tmp117(_bus, Address);
            _bus.Answer(Address, 0x0F, 0x01, 0x17);
            _bus.Answer(Address, 0x01, 0x21, 0xA0);
        }

        [Fact]
        public void StartAsksForEightAveragesEveryHalfSecond()
        {
            Assert.Equal(ChipStart.Done, _chip.Start());
            Assert.Equal(new[] { "49: 01 01 A0" }, _bus.Writes);
        }

        [Theory]
        [InlineData(0x01, 0x16, ChipStart.AnotherChip)]
        [InlineData(0x11, 0x17, ChipStart.Done)]
        public void TheIdentityIsTwelveBitsTheRestIsTheRevision(byte b0, byte b1, ChipStart expected)
        {
            _bus.Answer(Address, 0x0F, b0, b1);
            Assert.Equal(expected, _chip.Start());
        }

        [Theory]
        [InlineData(0x0C, 0x80, 25000)]
        [InlineData(0x32, 0x00, 100000)]
        [InlineData(0xF3, 0x80, -25000)]
        [InlineData(0xFF, 0xF0, -125)]
        [InlineData(0x00, 0x80, 1000)]
        [InlineData(0x00, 0x00, 0)]
        public void TheTableOfTheDataSheet(byte b0, byte b1, long expected)
        {
            _bus.Answer(Address, 0x00, b0, b1);
            Assert.True(_chip.TryRead(out long millicelsius, out bool isNew));
            Assert.True(isNew);
            Assert.Equal(expected, millicelsius);
        }

        [Fact]
        public void WithoutDataReadyThereIsNothingNew()
        {
            _bus.Answer(Address, 0x01, 0x01, 0xA0);
            Assert.True(_chip.TryRead(out long _, out bool isNew));
            Assert.False(isNew);
        }

        [Fact]
        public void TheValueAfterAResetIsNoTemperature()
        {
            _bus.Answer(Address, 0x00, 0x80, 0x00);
            Assert.True(_chip.TryRead(out long _, out bool isNew));
            Assert.False(isNew);
        }

        [Fact]
        public void AConfigurationThatWasLostIsAFailure()
        {
            _bus.Answer(Address, 0x01, 0x22, 0x20);
            Assert.False(_chip.TryRead(out long _, out bool _));
        }

        [Fact]
        public void NoAnswerIsAFailure()
        {
            _bus.FailFrom = 1;
            Assert.Equal(ChipStart.NoAnswer, _chip.Start());
            Assert.False(_chip.TryRead(out long _, out bool _));
        }

        [Fact]
        public void TheBoardThermometerReadsOnceASecondAndNoticesAStop()
        {
            BoardThermometer thermometer = new BoardThermometer(_chip);
            Sample sample = new Sample();
            Assert.Equal(ChipStart.Done, thermometer.Start());
            _bus.Answer(Address, 0x00, 0x0C, 0x80);
            thermometer.Sample(sample, 100000);
            Assert.Equal(25000, sample.Value);
            Assert.Equal(1100000, thermometer.NextRead);
            Assert.Equal(100000, sample.TimeMicroseconds);

            // Nothing new, twice: not yet a failure; for two seconds: it has stopped.
            _bus.Answer(Address, 0x01, 0x01, 0xA0);
            thermometer.Sample(sample, 1100000);
            thermometer.Sample(sample, 1200000);
            Assert.Equal(Validity.Valid, sample.Validity);
            thermometer.Sample(sample, 2100000);
            Assert.Equal(Validity.Failed, sample.Validity);
            Assert.Equal(2100000, sample.TimeMicroseconds);

            _bus.Answer(Address, 0x01, 0x21, 0xA0);
            thermometer.Sample(sample, 2200000);
            Assert.Equal(Validity.Valid, sample.Validity);
        }

        [Fact]
        public void BeforeItsFirstConversionTheBoardThermometerHasFailed()
        {
            BoardThermometer thermometer = new BoardThermometer(_chip);
            Sample sample = new Sample();
            _bus.Answer(Address, 0x01, 0x01, 0xA0);
            thermometer.Sample(sample, 100000);
            Assert.Equal(Validity.Failed, sample.Validity);
            _bus.Answer(Address, 0x01, 0x21, 0xA0);
            _bus.Answer(Address, 0x00, 0x0C, 0x80);
            thermometer.Sample(sample, 200000);
            Assert.Equal(Validity.Valid, sample.Validity);
        }
    }
}

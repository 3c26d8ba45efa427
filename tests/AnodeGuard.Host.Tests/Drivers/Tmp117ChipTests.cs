using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The emulated TMP117, byte by byte, against SNOSD82D.</summary>
    public class Tmp117ChipTests
    {
        private readonly Node _node = new Node(25);
        private readonly Tmp117Chip _chip;

        public Tmp117ChipTests()
        {
            _chip = new Tmp117Chip(_node, new ConverterErrors());
        }

        [Theory]
        [InlineData(0x00, 0x8000)]
        [InlineData(0x01, 0x0220)]
        [InlineData(0x02, 0x6000)]
        [InlineData(0x03, 0x8000)]
        [InlineData(0x04, 0x0000)]
        [InlineData(0x07, 0x0000)]
        [InlineData(0x0F, 0x0117)]
        [InlineData(0x0A, 0x0000)]
        public void ResetValues(byte register, int expected)
        {
            Assert.Equal(expected, Read(register, 0));
        }

        [Theory]
        [InlineData(25, 0x0C80)]
        [InlineData(100, 0x3200)]
        [InlineData(-25, 0xF380)]
        [InlineData(-0.0078125, 0xFFFF)]
        [InlineData(300, 0x7FFF)]
        [InlineData(-300, 0x8000)]
        public void TheTableOfTheDataSheet(double celsius, int expected)
        {
            _node.At = _ => celsius;
            Assert.Equal(expected, Read(0x00, 200_000));
        }

        [Fact]
        public void TheFirstResultComesAfterEightConversionsThenOneEverySecond()
        {
            _node.At = at => at * 1e-6;
            Assert.Equal(0x8000, Read(0x00, 123_999));
            Assert.Equal(16, Read(0x00, 124_000));
            Assert.Equal(16, Read(0x00, 1_123_999));
            Assert.Equal(144, Read(0x00, 1_124_000));
        }

        [Fact]
        public void DataReadyIsClearedByEitherRead()
        {
            Assert.Equal(0x0220, Read(0x01, 100_000));
            Assert.Equal(0x2220, Read(0x01, 130_000));
            Assert.Equal(0x0220, Read(0x01, 130_000));
            Assert.Equal(0x0C80, Read(0x00, 1_130_000));
            Assert.Equal(0x0220, Read(0x01, 1_130_000));
            Assert.Equal(0x2220, Read(0x01, 2_130_000));
        }

        [Fact]
        public void OneShotConvertsOnceAndShutDownNever()
        {
            Write(0x01, 0x0420, 0);
            Assert.Equal(0x8000, Read(0x00, 5_000_000));
            Write(0x01, 0x0C20, 5_000_000);
            Assert.Equal(0x0C80, Read(0x00, 5_124_000));
            _node.At = _ => 50;
            Assert.Equal(0x0C80, Read(0x00, 9_000_000));
            Assert.Equal(0x0420, Read(0x01, 9_000_000));
        }

        [Fact]
        public void ReadOnlyBitsAndRegistersStay()
        {
            Write(0x01, 0xF1A1, 0);
            Assert.Equal(0x01A0, Read(0x01, 0));
            Write(0x0F, 0x1234, 0);
            Assert.Equal(0x0117, Read(0x0F, 0));
            Write(0x00, 0x1234, 0);
            Assert.Equal(0x8000, Read(0x00, 0));
        }

        [Fact]
        public void SoftResetAndOffset()
        {
            Write(0x07, 0x0080, 0);
            Assert.Equal(0x0D00, Read(0x00, 200_000));
            Write(0x01, 0x0002, 200_000);
            Assert.Equal(0x0220, Read(0x01, 200_000));
            Assert.Equal(0x8000, Read(0x00, 200_000));
        }

        [Fact]
        public void AFrozenOneHasNothingNew()
        {
            Assert.Equal(0x0C80, Read(0x00, 200_000));
            _chip.Frozen = true;
            Assert.Equal(0x0220, Read(0x01, 5_000_000));
        }

        private int Read(byte register, long at)
        {
            byte[] bytes = new byte[2];
            Assert.True(_chip.Write(new[] { register }, at));
            Assert.True(_chip.Read(bytes, at));
            return (bytes[0] << 8) | bytes[1];
        }

        private void Write(byte register, int value, long at)
        {
            Assert.True(_chip.Write(new[] { register, (byte)(value >> 8), (byte)value }, at));
        }
    }
}

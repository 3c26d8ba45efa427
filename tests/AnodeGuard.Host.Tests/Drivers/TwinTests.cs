using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.I2c;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>What the twins share with the chip besides their names.</summary>
    public class TwinTests
    {
        [Fact]
        public void WithoutAMachineTheySaySo()
        {
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => HighResTimer.GetCurrent());
            Assert.Contains("no emulated board runs on thread", error.Message);
            Assert.Throws<InvalidOperationException>(() => new GpioController());
        }

        [Fact]
        public void AMachineBelongsToItsThread()
        {
            using TestMachine machine = new TestMachine();
            machine.AdvanceTo(5000);
            Exception elsewhere = null;
            Thread thread = new Thread(() => elsewhere = Record.Exception(() => HighResTimer.GetCurrent()));
            thread.Start();
            thread.Join();
            Assert.IsType<InvalidOperationException>(elsewhere);
            Assert.Equal(5020UL, HighResTimer.GetCurrent());
        }

        [Fact]
        public void ABusWithoutPinsCannotBeOpened()
        {
            using TestMachine machine = new TestMachine();
            Assert.Throws<InvalidOperationException>(() => Open(1));
            Configuration.SetPinFunction(8, DeviceFunction.I2C1_DATA);
            Assert.Throws<InvalidOperationException>(() => Open(1));
            Configuration.SetPinFunction(9, DeviceFunction.I2C1_CLOCK);
            Assert.Equal(9, Configuration.GetFunctionPin(DeviceFunction.I2C1_CLOCK));
            Assert.NotNull(Open(1));
            Assert.Throws<InvalidOperationException>(() => Open(2));
            Assert.Throws<ArgumentException>(() => Open(3));
        }

        [Fact]
        public void AGpioOnABusPinTakesTheBus()
        {
            using TestMachine machine = new TestMachine();
            I2cDevice device = OpenMapped();
            GpioPin pin = new GpioController().OpenPin(8, PinMode.InputPullUp);
            Assert.Throws<InvalidOperationException>(() => Open(1));
            Assert.Equal(I2cTransferStatus.ClockStretchTimeout, device.Write(new byte[] { 0 }).Status);
            pin.Dispose();
            Assert.Equal(I2cTransferStatus.FullTransfer, device.Write(new byte[] { 0 }).Status);
        }

        [Fact]
        public void ATransferCostsItsCallAndItsBits()
        {
            using TestMachine machine = new TestMachine();
            I2cDevice device = OpenMapped();
            long before = machine.NowMicroseconds;
            I2cTransferResult result = device.WriteRead(new byte[] { 0 }, new byte[2]);
            Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
            Assert.Equal(3u, result.BytesTransferred);

            // 200 us, and 19 + 28 + 1 bits of 2.5 us.
            Assert.Equal(320, machine.NowMicroseconds - before);
        }

        [Fact]
        public void AStuckBusBlocksForASecond()
        {
            using TestMachine machine = new TestMachine();
            I2cDevice device = OpenMapped();
            machine.HoldBus(3);
            long before = machine.NowMicroseconds;
            I2cTransferResult result = device.WriteRead(new byte[] { 0 }, new byte[2]);
            Assert.Equal(I2cTransferStatus.ClockStretchTimeout, result.Status);
            Assert.Equal(0u, result.BytesTransferred);
            Assert.Equal(1_000_320, machine.NowMicroseconds - before);
        }

        [Fact]
        public void NobodyAtAnAddressIsAStatus()
        {
            using TestMachine machine = new TestMachine();
            OpenMapped();
            I2cDevice nobody = I2cDevice.Create(new I2cConnectionSettings(1, 0x77));
            Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, nobody.Write(new byte[] { 0 }).Status);
        }

        [Fact]
        public void TheNativeDriverIgnoresTheStartOfASlice()
        {
            using TestMachine machine = new TestMachine();
            I2cDevice device = OpenMapped();

            // Pointer 3 is meant; the first element, 1, is what goes out: the config register comes back.
            byte[] bytes = { 1, 3 };
            byte[] read = new byte[2];
            device.WriteRead(new SpanByte(bytes, 1, 1), read);
            Assert.Equal(new byte[] { 0x85, 0x83 }, read);
        }

        [Fact]
        public void OutputsStartLowAndReadZero()
        {
            using TestMachine machine = new TestMachine();
            GpioController controller = new GpioController();
            GpioPin output = controller.OpenPin(13, PinMode.OutputOpenDrain);
            output.Write(PinValue.High);
            Assert.True(machine.Levels[13]);
            Assert.Equal(PinValue.Low, output.Read());
            output.Toggle();
            Assert.False(machine.Levels[13]);
            Assert.Throws<InvalidOperationException>(() => controller.OpenPin(13, PinMode.Input));
            GpioPin input = controller.OpenPin(12, PinMode.Input);
            machine.Levels[12] = true;
            Assert.Equal(PinValue.High, input.Read());
            Assert.Throws<InvalidOperationException>(() => input.Write(PinValue.Low));
            Assert.Throws<ArgumentException>(() => controller.OpenPin(49, PinMode.Input));
        }

        [Fact]
        public void TheChipsOwnConverterHasTwelveBits()
        {
            using TestMachine machine = new TestMachine { BoardIdCode = 4095 };
            AdcController controller = new AdcController();
            Assert.Equal(4095, controller.OpenChannel(0).ReadValue());
            Assert.Equal(1.0, controller.OpenChannel(0).ReadRatio());
            Assert.Equal(12, controller.ResolutionInBits);
            Assert.Throws<ArgumentException>(() => controller.OpenChannel(20));
        }

        [Fact]
        public void SpansCopyAndSlice()
        {
            SpanByte span = new byte[] { 1, 2, 3, 4 };
            SpanByte slice = span.Slice(1, 2);
            Assert.Equal(new byte[] { 2, 3 }, slice.ToArray());
            byte[] target = new byte[2];
            slice.CopyTo(target);
            Assert.Equal(new byte[] { 2, 3 }, target);
            slice[0] = 9;
            Assert.Equal(9, span[1]);
            Assert.True(SpanByte.Empty.IsEmpty);
            Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(target, 1, 2));
            Assert.Throws<IndexOutOfRangeException>(() => new SpanByte(target)[2]);
        }

        private static I2cDevice Open(int bus)
        {
            return I2cDevice.Create(new I2cConnectionSettings(bus, 0x48, I2cBusSpeed.FastMode));
        }

        private static I2cDevice OpenMapped()
        {
            Configuration.SetPinFunction(8, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(9, DeviceFunction.I2C1_CLOCK);
            return Open(1);
        }
    }
}

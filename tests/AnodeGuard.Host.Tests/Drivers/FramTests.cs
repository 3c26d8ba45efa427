using System;
using AnodeGuard.Hal.Drivers;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The driver and the chip at each other, and each against bytes: MB85RC1MT, 17-bit addresses.</summary>
    public class FramTests
    {
        private readonly byte[] _memory = new byte[FramChip.Capacity];
        private readonly FramChip _chip;
        private readonly ChipBus _bus = new ChipBus();
        private readonly Fram _fram;

        public FramTests()
        {
            _chip = new FramChip(_memory);
            _bus.Attach(0x50, _chip.LowerHalf);
            _bus.Attach(0x51, _chip.UpperHalf);
            _fram = new Fram(_bus, 0x50);
        }

        [Fact]
        public void TheSeventeenthBitIsInTheDeviceAddress()
        {
            ScriptedBus bus = new ScriptedBus();
            Fram fram = new Fram(bus, 0x50);
            Assert.True(fram.TryWrite(0x0FFFF, new byte[] { 0xAA, 0xBB }, 0, 2));
            Assert.True(fram.TryWrite(0x1FFFF, new byte[] { 0xCC }, 0, 1));
            Assert.Equal(new[] { "50: FF FF AA", "51: 00 00 BB", "51: FF FF CC" }, bus.Writes);
        }

        [Theory]
        [InlineData(0, 1)]
        [InlineData(0, 131072)]
        [InlineData(65500, 100)]
        [InlineData(65535, 2)]
        [InlineData(131071, 1)]
        [InlineData(12345, 77)]
        [InlineData(5, 0)]
        public void WhatIsWrittenIsRead(int address, int count)
        {
            byte[] data = new byte[count + 7];
            new Random(count).NextBytes(data);
            Assert.True(_fram.TryWrite(address, data, 3, count));
            byte[] back = new byte[count + 9];
            Assert.True(_fram.TryRead(address, back, 5, count));
            Assert.Equal(data[3..(3 + count)], back[5..(5 + count)]);
            Assert.Equal(data[3..(3 + count)], _memory[address..(address + count)]);
            Assert.Equal(count, _chip.BytesWritten);
        }

        [Theory]
        [InlineData(-1, 0, 1)]
        [InlineData(131072, 0, 1)]
        [InlineData(131070, 0, 3)]
        [InlineData(0, 5, 4)]
        [InlineData(0, -1, 1)]
        [InlineData(0, 0, -1)]
        [InlineData(0, int.MaxValue, 2)]
        public void OutsideTheMemoryOrTheBufferNothingHappens(int address, int offset, int count)
        {
            byte[] buffer = new byte[8];
            Assert.False(_fram.TryWrite(address, buffer, offset, count));
            Assert.False(_fram.TryRead(address, buffer, offset, count));
            Assert.Equal(0, _bus.Transfers);
        }

        [Fact]
        public void AnOpenBusIsAFailure()
        {
            _chip.Acknowledges = false;
            Assert.False(_fram.TryWrite(0, new byte[4], 0, 4));
            Assert.False(_fram.TryRead(0, new byte[4], 0, 4));
            _chip.Acknowledges = true;
            Assert.True(_fram.TryWrite(0, new byte[4], 0, 4));
        }

        [Fact]
        public void APowerCutLeavesTheBytesBeforeItAndNoneAfter()
        {
            byte[] data = new byte[100];
            Array.Fill(data, (byte)0x5A);
            for (int cut = 0; cut < 100; cut++)
            {
                Array.Clear(_memory);
                _chip.PowerOn();
                _chip.BytesUntilPowerCut = cut;
                Assert.False(_fram.TryWrite(1000, data, 0, data.Length));
                Assert.False(_chip.IsPowered);
                Assert.False(_fram.TryRead(1000, new byte[1], 0, 1));
                Assert.Equal(cut, Array.FindAll(_memory, b => b == 0x5A).Length);
                Assert.True(cut == 0 || _memory[1000 + cut - 1] == 0x5A);
            }

            _chip.PowerOn();
            Assert.True(_fram.TryWrite(1000, data, 0, data.Length));
        }

        [Fact]
        public void TheChipRunsOnOverItsEnd()
        {
            Assert.True(_chip.UpperHalf.Write(new byte[] { 0xFF, 0xFF, 1, 2 }, 0));
            Assert.Equal(1, _memory[0x1FFFF]);
            Assert.Equal(2, _memory[0]);
            Assert.True(_chip.UpperHalf.Write(new byte[] { 0xFF, 0xFF }, 0));
            byte[] read = new byte[2];
            Assert.True(_chip.UpperHalf.Read(read, 0));
            Assert.Equal(new byte[] { 1, 2 }, read);
        }

        [Fact]
        public void AMemoryOfAnotherSizeIsRefused()
        {
            Assert.Throws<ArgumentException>(() => new FramChip(new byte[2048]));
        }
    }
}

using System;
using System.Device.Gpio;
using System.Device.I2c;
using AnodeGuard.Twins;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The chip between power-on and reset: forwards the twins' calls to the machine around it.</summary>
    internal sealed class Mcu : Machine
    {
        private readonly EmulatedMachine _machine;
        private readonly long _bootMicroseconds;
        private readonly bool[] _openDrain = new bool[PinCount];

        public Mcu(EmulatedMachine machine)
        {
            _machine = machine;
            _bootMicroseconds = machine.Clock.NowMicroseconds;
        }

        /// <inheritdoc/>
        public override long NowMicroseconds
        {
            get { return _machine.Clock.NowMicroseconds - _bootMicroseconds; }
        }

        /// <inheritdoc/>
        public override uint FreeMemoryBytes
        {
            get { return _machine.FreeMemoryBytes; }
        }

        /// <inheritdoc/>
        public override void Spend(int microseconds)
        {
            _machine.Clock.AdvanceBy(microseconds);
            _machine.CheckReset();
            _machine.Scheduler.Interpreter?.AfterNativeCall();
        }

        /// <inheritdoc/>
        protected override I2cTransferStatus OnI2cTransfer(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read)
        {
            return _machine.Buses.Transfer(bus, address, write, read);
        }

        /// <inheritdoc/>
        protected override void OnPinMode(int pin, PinMode mode)
        {
            _openDrain[pin] = mode is PinMode.OutputOpenDrain or PinMode.OutputOpenDrainPullUp;
            if (mode >= PinMode.Output)
            {
                _machine.Pins.Drive(pin, false);
            }
            else
            {
                _machine.Pins.Release(pin);
            }
        }

        /// <inheritdoc/>
        protected override void OnPinWrite(int pin, bool high)
        {
            if (high && _openDrain[pin])
            {
                _machine.Pins.Release(pin);
            }
            else
            {
                _machine.Pins.Drive(pin, high);
            }
        }

        /// <inheritdoc/>
        protected override bool OnPinRead(int pin)
        {
            return _machine.Pins.Read(pin);
        }

        /// <inheritdoc/>
        protected override int OnAdcRead(int channel)
        {
            return _machine.Pins.ReadAdc(channel);
        }

        /// <inheritdoc/>
        protected override void OnSetRtc(DateTime utc)
        {
            _machine.WallClock.Set(utc);
        }

        /// <inheritdoc/>
        protected override void OnReboot()
        {
            throw new BoardResetException("the firmware asked for a restart");
        }
    }
}

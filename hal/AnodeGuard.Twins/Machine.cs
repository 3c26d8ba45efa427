using System;
using System.Device.Gpio;
using System.Device.I2c;
using System.Threading;
using nanoFramework.Hardware.Esp32;

namespace AnodeGuard.Twins
{
    /// <summary>
    /// The chip that the twins of this thread live on. An emulated board derives from it and answers with its own
    /// wires; here is only what every such chip does the same: the pin functions, who has a pin, and what a call costs.
    /// </summary>
    /// <remarks>
    /// Bound to a thread, so that many boards can run side by side. A twin that is used on a thread without a machine
    /// says so instead of inventing an answer.
    /// </remarks>
    internal abstract class Machine
    {
        /// <summary>
        /// Virtual time of a native call that starts an I2C transfer, microseconds, the bits on the wire not counted.
        /// Reported for such calls on an ESP32 are 200 to 300 us; an assumption, not a measurement.
        /// </summary>
        public const int I2cCallMicroseconds = 200;

        /// <summary>Virtual time of any other native call (pin, timer, converter), microseconds; an assumption.</summary>
        public const int NativeCallMicroseconds = 20;

        /// <summary>The native driver gives up on a stuck bus after this long, and blocks until then.</summary>
        public const int I2cTimeoutMicroseconds = 1_000_000;

        /// <summary>GPIO numbers of the ESP32-S3 run from 0 to 48.</summary>
        public const int PinCount = 49;

        private const int Unmapped = -1;
        [ThreadStatic]
        private static Machine _current;

        private readonly int[] _i2cPins = { Unmapped, Unmapped, Unmapped, Unmapped };
        private readonly bool[] _pinOpen = new bool[PinCount];
        private readonly PinMode[] _pinModes = new PinMode[PinCount];

        /// <summary>Bytes free on the managed heap when the firmware starts.</summary>
        public virtual uint FreeMemoryBytes
        {
            get { return 1024 * 1024; }
        }

        /// <summary>The machine of the running thread.</summary>
        /// <exception cref="InvalidOperationException">No machine runs on this thread.</exception>
        public static Machine Current
        {
            get
            {
                return _current ?? throw new InvalidOperationException(
                    "no emulated board runs on thread " + Environment.CurrentManagedThreadId
                    + ": device types work only inside one (Machine.Bind).");
            }
        }

        /// <summary>The machine of the running thread, or null.</summary>
        public static Machine OfThisThread
        {
            get { return _current; }
        }

        /// <summary>Wi-Fi and what lies beyond it.</summary>
        public Air Air { get; } = new Air();

        /// <summary>Makes this the machine of the running thread; null takes it away.</summary>
        /// <returns>The machine that was there before, to be put back.</returns>
        public static Machine Bind(Machine machine)
        {
            Machine before = _current;
            _current = machine;
            return before;
        }

        /// <summary>Virtual time since power-on, microseconds; what <c>HighResTimer.GetCurrent</c> reads.</summary>
        public abstract long NowMicroseconds { get; }

        /// <summary>Lets virtual time pass: a native call blocks the interpreter for that long.</summary>
        public abstract void Spend(int microseconds);

        /// <summary>
        /// One transfer on the wires, at <see cref="NowMicroseconds"/>: a write, a read, or both around a repeated start.
        /// The time on the wire has been spent already. On anything but <see cref="I2cTransferStatus.FullTransfer"/> the
        /// read buffer keeps what it held. Answer <see cref="I2cTransferStatus.ClockStretchTimeout"/> for a stuck bus: the
        /// second that it costs is spent by the caller.
        /// </summary>
        /// <param name="bus">1 or 2.</param>
        /// <param name="address">Seven bits.</param>
        /// <param name="write">Bytes to write; empty: only a read.</param>
        /// <param name="read">Bytes to read; empty: only a write.</param>
        protected abstract I2cTransferStatus OnI2cTransfer(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read);

        /// <summary>
        /// A pin got a new direction or drive. An output starts low, an open drain included: it pulls until it is let go.
        /// A closed pin goes back to <see cref="PinMode.Input"/>.
        /// </summary>
        protected abstract void OnPinMode(int pin, PinMode mode);

        /// <summary>The firmware drives an output. For an open drain, high means let go.</summary>
        protected abstract void OnPinWrite(int pin, bool high);

        /// <summary>Level on the wire, whoever drives it.</summary>
        protected abstract bool OnPinRead(int pin);

        /// <summary>Raw code of a channel of the chip's own converter, 0 to 4095 (12 bit, 12 dB, about 3.1 V full scale).</summary>
        protected abstract int OnAdcRead(int channel);

        /// <summary>The firmware sets the wall clock.</summary>
        protected abstract void OnSetRtc(DateTime utc);

        /// <summary>The firmware asks for a restart. Does not return on a chip: throw what ends the run.</summary>
        protected abstract void OnReboot();

        internal void SetPinFunction(int pin, DeviceFunction function)
        {
            CheckPin(pin);
            int index = I2cPinIndex(function);
            if (index >= 0)
            {
                _i2cPins[index] = pin;
            }
        }

        internal int GetFunctionPin(DeviceFunction function)
        {
            int index = I2cPinIndex(function);
            return index >= 0 ? _i2cPins[index] : Unmapped;
        }

        /// <summary>
        /// What the native driver checks when a device is opened: a bus that exists (invalid parameter), pins that are
        /// mapped (the S3 has no default ones) and that no GPIO holds (general failure).
        /// </summary>
        internal void OpenI2cDevice(int bus)
        {
            Spend(I2cCallMicroseconds);
            if (bus < 1 || bus > 2)
            {
                throw new ArgumentException("CLR_E_INVALID_PARAMETER: the ESP32-S3 has the I2C buses 1 and 2, not " + bus);
            }

            int data = _i2cPins[(bus - 1) * 2];
            int clock = _i2cPins[((bus - 1) * 2) + 1];
            if (data == Unmapped || clock == Unmapped)
            {
                throw new InvalidOperationException("CLR_E_FAIL: Configuration.SetPinFunction was not called for I2C" + bus);
            }

            if (_pinOpen[data] || _pinOpen[clock])
            {
                throw new InvalidOperationException("CLR_E_FAIL: a GPIO still holds a pin of I2C" + bus);
            }
        }

        internal I2cTransferStatus TransferI2c(int bus, int address, I2cBusSpeed speed, ReadOnlySpan<byte> write, Span<byte> read)
        {
            Spend(I2cCallMicroseconds + I2cWire.Microseconds(speed, write.Length, read.Length));
            I2cTransferStatus status = IsI2cPinOpen(bus)
                ? I2cTransferStatus.ClockStretchTimeout
                : OnI2cTransfer(bus, address, write, read);
            if (status == I2cTransferStatus.ClockStretchTimeout)
            {
                Spend(I2cTimeoutMicroseconds);
            }

            return status;
        }

        internal void OpenPin(int pin, PinMode mode)
        {
            CheckPin(pin);
            if (_pinOpen[pin])
            {
                throw new InvalidOperationException("GPIO" + pin + " is open already");
            }

            Spend(NativeCallMicroseconds);
            _pinOpen[pin] = true;
            _pinModes[pin] = mode;
            OnPinMode(pin, mode);
        }

        internal void ClosePin(int pin)
        {
            CheckPin(pin);
            Spend(NativeCallMicroseconds);
            _pinOpen[pin] = false;
            OnPinMode(pin, PinMode.Input);
        }

        internal void SetPinMode(int pin, PinMode mode)
        {
            CheckPin(pin);
            Spend(NativeCallMicroseconds);
            _pinModes[pin] = mode;
            OnPinMode(pin, mode);
        }

        internal PinMode GetPinMode(int pin)
        {
            CheckPin(pin);
            return _pinModes[pin];
        }

        internal bool IsPinOpen(int pin)
        {
            CheckPin(pin);
            return _pinOpen[pin];
        }

        internal void WritePin(int pin, bool high)
        {
            Spend(NativeCallMicroseconds);
            if (_pinModes[pin] < PinMode.Output)
            {
                throw new InvalidOperationException("GPIO" + pin + " is an input and cannot be written");
            }

            OnPinWrite(pin, high);
        }

        internal bool ReadPin(int pin)
        {
            Spend(NativeCallMicroseconds);
            if (_pinModes[pin] >= PinMode.Output)
            {
                // The chip's output modes leave the pad's input off (cpu_gpio.cpp, CPU_GPIO_SetDriveMode): reads are 0.
                return false;
            }

            return OnPinRead(pin);
        }

        internal int ReadAdc(int channel)
        {
            Spend(NativeCallMicroseconds);
            return OnAdcRead(channel);
        }

        internal ulong ReadTimer()
        {
            Spend(NativeCallMicroseconds);
            return (ulong)NowMicroseconds;
        }

        internal void SetRtc(DateTime utc)
        {
            Spend(NativeCallMicroseconds);
            OnSetRtc(utc);
        }

        internal void Reboot()
        {
            OnReboot();
            throw new ThreadInterruptedException("the emulated board was restarted");
        }

        private static int I2cPinIndex(DeviceFunction function)
        {
            switch (function)
            {
                case DeviceFunction.I2C1_DATA:
                    return 0;
                case DeviceFunction.I2C1_CLOCK:
                    return 1;
                case DeviceFunction.I2C2_DATA:
                    return 2;
                case DeviceFunction.I2C2_CLOCK:
                    return 3;
                default:
                    return -1;
            }
        }

        private static void CheckPin(int pin)
        {
            if (pin < 0 || pin >= PinCount)
            {
                throw new ArgumentException("GPIO" + pin + " does not exist on the ESP32-S3 (0 to 48)");
            }
        }

        private bool IsI2cPinOpen(int bus)
        {
            return _pinOpen[_i2cPins[(bus - 1) * 2]] || _pinOpen[_i2cPins[((bus - 1) * 2) + 1]];
        }
    }
}

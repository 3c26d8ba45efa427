using AnodeGuard.Twins;

namespace System.Device.Gpio
{
    public enum PinMode
    {
        Input = 0,
        InputPullDown = 1,
        InputPullUp = 2,
        Output = 3,
        OutputOpenDrain = 4,
        OutputOpenDrainPullUp = 5,
        OutputOpenSource = 6,
        OutputOpenSourcePullDown = 7,
    }

    public enum PinNumberingScheme
    {
        Logical = 0,
        Board = 1,
    }

    public readonly struct PinValue
    {
        private readonly bool _high;

        private PinValue(bool high)
        {
            _high = high;
        }

        public static PinValue High
        {
            get { return new PinValue(true); }
        }

        public static PinValue Low
        {
            get { return new PinValue(false); }
        }

        public static implicit operator PinValue(int value)
        {
            return new PinValue(value != 0);
        }

        public static implicit operator PinValue(bool value)
        {
            return new PinValue(value);
        }

        public static explicit operator byte(PinValue value)
        {
            return (byte)(value._high ? 1 : 0);
        }

        public static explicit operator int(PinValue value)
        {
            return value._high ? 1 : 0;
        }

        public static explicit operator bool(PinValue value)
        {
            return value._high;
        }

        public static bool operator ==(PinValue a, PinValue b)
        {
            return a._high == b._high;
        }

        public static bool operator !=(PinValue a, PinValue b)
        {
            return a._high != b._high;
        }

        public bool Equals(PinValue other)
        {
            return _high == other._high;
        }

        public override bool Equals(object obj)
        {
            return obj is PinValue other && Equals(other);
        }

        public override int GetHashCode()
        {
            return _high ? 1 : 0;
        }

        public override string ToString()
        {
            return _high ? "High" : "Low";
        }
    }

    public sealed class GpioPin : IDisposable
    {
        private readonly Machine _machine;
        private readonly int _pinNumber;
        private bool _high;
        private bool _disposed;

        internal GpioPin(Machine machine, int pinNumber, PinMode mode)
        {
            _machine = machine;
            _pinNumber = pinNumber;
            machine.OpenPin(pinNumber, mode);
        }

        public int PinNumber
        {
            get { return _pinNumber; }
        }

        public PinMode GetPinMode()
        {
            return _machine.GetPinMode(_pinNumber);
        }

        public bool IsPinModeSupported(PinMode pinMode)
        {
            return pinMode <= PinMode.OutputOpenDrainPullUp;
        }

        public void SetPinMode(PinMode value)
        {
            CheckNotDisposed();
            _machine.SetPinMode(_pinNumber, value);
        }

        public PinValue Read()
        {
            CheckNotDisposed();
            return _machine.ReadPin(_pinNumber);
        }

        public void Write(PinValue value)
        {
            CheckNotDisposed();
            _high = (bool)value;
            _machine.WritePin(_pinNumber, _high);
        }

        public void Toggle()
        {
            Write(!_high);
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                _machine.ClosePin(_pinNumber);
            }
        }

        private void CheckNotDisposed()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }

    public sealed class GpioController : IDisposable
    {
        private readonly Machine _machine;
        private readonly GpioPin[] _pins = new GpioPin[Machine.PinCount];

        public GpioController()
        {
            _machine = Machine.Current;
        }

        public GpioController(PinNumberingScheme numberingScheme)
            : this()
        {
            NumberingScheme = numberingScheme;
        }

        public PinNumberingScheme NumberingScheme { get; }

        public int PinCount
        {
            get { return Machine.PinCount; }
        }

        public GpioPin OpenPin(int pinNumber)
        {
            return OpenPin(pinNumber, PinMode.Input);
        }

        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            GpioPin pin = new GpioPin(_machine, pinNumber, mode);
            _pins[pinNumber] = pin;
            return pin;
        }

        public void ClosePin(int pinNumber)
        {
            Opened(pinNumber).Dispose();
            _pins[pinNumber] = null;
        }

        public void Dispose()
        {
            for (int i = 0; i < _pins.Length; i++)
            {
                _pins[i]?.Dispose();
                _pins[i] = null;
            }
        }

        public PinMode GetPinMode(int pinNumber)
        {
            return Opened(pinNumber).GetPinMode();
        }

        public bool IsPinModeSupported(int pinNumber, PinMode mode)
        {
            return mode <= PinMode.OutputOpenDrainPullUp;
        }

        public bool IsPinOpen(int pinNumber)
        {
            return _machine.IsPinOpen(pinNumber);
        }

        public PinValue Read(int pinNumber)
        {
            return Opened(pinNumber).Read();
        }

        public void SetPinMode(int pinNumber, PinMode mode)
        {
            Opened(pinNumber).SetPinMode(mode);
        }

        public void Write(int pinNumber, PinValue value)
        {
            Opened(pinNumber).Write(value);
        }

        private GpioPin Opened(int pinNumber)
        {
            return _pins[pinNumber] ?? throw new InvalidOperationException("GPIO" + pinNumber + " is not open");
        }
    }
}

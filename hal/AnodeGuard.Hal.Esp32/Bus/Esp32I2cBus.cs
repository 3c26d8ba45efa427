using System;
using System.Device.Gpio;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// One of the chip's two I2C buses at 400 kHz. A transfer that times out has blocked the whole interpreter for a second (native
    /// limit): after it the bus counts as stuck, and costs no more time until it was recovered.
    /// </summary>
    /// <remarks>
    /// Arrays go to the native driver whole: a slice would be one more object on the heap for each transfer, and a copy two.
    /// The driver throws only where its own state is wrong; that counts as a failed transfer. Each call catches one exception at the most:
    /// many of them inside one call of an instance method would confuse the interpreter.
    /// </remarks>
    public sealed class Esp32I2cBus : II2cBus
    {
        private const int RecoveryClocks = 9;
        private const int Addresses = 128;

        private readonly GpioController _gpio;
        private readonly I2cConnectionSettings[] _settings;

        // Null: not open. The last place is nobody's, and stays null.
        private readonly I2cDevice[] _devices;

        // Place of each seven-bit address in the two lists above.
        private readonly byte[] _places = new byte[Addresses];
        private readonly int _bus;
        private bool _stuck;

        // A field: on the interpreter a struct in a local is one more object for each transfer.
        private I2cTransferResult _result;

        /// <param name="gpio">Takes the pins for the recovery.</param>
        /// <param name="bus">1 or 2.</param>
        /// <param name="addresses">Seven-bit addresses in use; others are never spoken to.</param>
        public Esp32I2cBus(GpioController gpio, int bus, int[] addresses)
        {
            _gpio = gpio;
            _bus = bus;
            _settings = new I2cConnectionSettings[addresses.Length];
            _devices = new I2cDevice[addresses.Length + 1];
            for (int i = 0; i < Addresses; i++)
            {
                _places[i] = (byte)addresses.Length;
            }

            for (int i = 0; i < addresses.Length; i++)
            {
                _places[addresses[i]] = (byte)i;
                _settings[i] = new I2cConnectionSettings(bus, addresses[i], I2cBusSpeed.FastMode);
            }

            MapPins();
        }

        private int DataPin
        {
            get { return _bus == 1 ? BoardPins.I2c1Data : BoardPins.I2c2Data; }
        }

        private int ClockPin
        {
            get { return _bus == 1 ? BoardPins.I2c1Clock : BoardPins.I2c2Clock; }
        }

        /// <summary>A transfer timed out and the bus was not recovered since.</summary>
        public bool IsStuck
        {
            get { return _stuck; }
        }

        /// <inheritdoc/>
        public bool TryWrite(int address, byte[] data)
        {
            I2cDevice device = _stuck ? null : _devices[_places[address]] ?? Open(address);
            if (device == null)
            {
                return false;
            }

            try
            {
                _result = device.Write(data);
                return _result.Status == I2cTransferStatus.FullTransfer || Failed();
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool TryWriteRead(int address, byte[] write, byte[] read)
        {
            I2cDevice device = _stuck ? null : _devices[_places[address]] ?? Open(address);
            if (device == null)
            {
                return false;
            }

            try
            {
                _result = device.WriteRead(write, read);
                return _result.Status == I2cTransferStatus.FullTransfer || Failed();
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool TryRecover()
        {
            if (!_stuck)
            {
                return true;
            }

            // The native driver lets go of the pins with its last device.
            for (int i = 0; i < _devices.Length; i++)
            {
                if (_devices[i] != null)
                {
                    _devices[i].Dispose();
                    _devices[i] = null;
                }
            }

            _stuck = !ClockOut(_gpio, DataPin, ClockPin);
            MapPins();
            return !_stuck;
        }

        private void MapPins()
        {
            Configuration.SetPinFunction(DataPin, _bus == 1 ? DeviceFunction.I2C1_DATA : DeviceFunction.I2C2_DATA);
            Configuration.SetPinFunction(ClockPin, _bus == 1 ? DeviceFunction.I2C1_CLOCK : DeviceFunction.I2C2_CLOCK);
        }

        /// <summary>
        /// Clocks until whoever holds SDA low has sent its byte to the end, then gives a stop (NXP UM10204, 3.1.16).
        /// </summary>
        private static bool ClockOut(GpioController gpio, int dataPin, int clockPin)
        {
            GpioPin clock = null;
            GpioPin data = null;
            try
            {
                data = gpio.OpenPin(dataPin, PinMode.InputPullUp);
                clock = gpio.OpenPin(clockPin, PinMode.OutputOpenDrainPullUp);
                for (int i = 0; i < RecoveryClocks; i++)
                {
                    clock.Write(PinValue.Low);
                    clock.Write(PinValue.High);
                    if (data.Read() == PinValue.High)
                    {
                        break;
                    }
                }

                // Stop: SDA rises while SCL is high. An output starts low.
                clock.Write(PinValue.Low);
                data.SetPinMode(PinMode.OutputOpenDrainPullUp);
                clock.Write(PinValue.High);
                data.Write(PinValue.High);
                data.SetPinMode(PinMode.InputPullUp);
                return data.Read() == PinValue.High;
            }
            catch (Exception)
            {
                return false;
            }
            finally
            {
                Close(clock);
                Close(data);
            }
        }

        private static void Close(GpioPin pin)
        {
            if (pin != null)
            {
                pin.Dispose();
            }
        }

        private static I2cDevice Create(I2cConnectionSettings settings)
        {
            try
            {
                return I2cDevice.Create(settings);
            }
            catch (Exception)
            {
                return null;
            }
        }

        /// <summary>Once for each address, and again after a recovery.</summary>
        /// <returns>Null: the address is not in use, or the driver refuses.</returns>
        private I2cDevice Open(int address)
        {
            int place = _places[address];
            if (place == _settings.Length)
            {
                return null;
            }

            I2cDevice device = Create(_settings[place]);
            _devices[place] = device;
            return device;
        }

        /// <summary>The last transfer was not whole.</summary>
        /// <returns>False.</returns>
        private bool Failed()
        {
            _stuck |= _result.Status == I2cTransferStatus.ClockStretchTimeout;
            return false;
        }
    }
}

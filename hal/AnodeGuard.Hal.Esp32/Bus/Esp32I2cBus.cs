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
    public sealed class Esp32I2cBus : II2cBus
    {
        private const int RecoveryClocks = 9;

        private readonly GpioController _gpio;
        private readonly Esp32I2cDevice[] _devices;
        private readonly int _bus;
        private bool _stuck;

        /// <param name="gpio">Takes the pins for the recovery.</param>
        /// <param name="bus">1 or 2.</param>
        /// <param name="addresses">Seven-bit addresses in use; others are never spoken to.</param>
        public Esp32I2cBus(GpioController gpio, int bus, int[] addresses)
        {
            _gpio = gpio;
            _bus = bus;
            _devices = new Esp32I2cDevice[addresses.Length];
            for (int i = 0; i < addresses.Length; i++)
            {
                _devices[i] = new Esp32I2cDevice(this, new I2cConnectionSettings(bus, addresses[i], I2cBusSpeed.FastMode));
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

        /// <inheritdoc/>
        public bool IsStuck
        {
            get { return _stuck; }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The address is not in use.</exception>
        public II2cDevice Device(int address)
        {
            for (int i = 0; i < _devices.Length; i++)
            {
                if (_devices[i].Address == address)
                {
                    return _devices[i];
                }
            }

            throw new ArgumentException("no such address on this bus");
        }

        /// <inheritdoc/>
        public bool TryRecover()
        {
            if (_stuck)
            {
                _stuck = !ClockOut(_gpio, DataPin, ClockPin);
                MapPins();
            }

            return !_stuck;
        }

        /// <summary>A transfer has timed out. The native driver lets go of the pins with its last device.</summary>
        internal void Stop()
        {
            _stuck = true;
            for (int i = 0; i < _devices.Length; i++)
            {
                _devices[i].Close();
            }
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
    }
}

using System;
using System.Device.Gpio;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// I2C bus 1 of the chip at 400 kHz. A transfer that times out has blocked the whole interpreter for a second (native
    /// limit): after it the bus counts as stuck, and costs no more time until it was recovered.
    /// </summary>
    /// <remarks>
    /// Arrays go to the native driver whole. It honours a span's length but not its start, so there are no slices here: a
    /// count that differs from the array's length costs a copy.
    /// </remarks>
    public sealed class Esp32I2cBus : II2cBus
    {
        private const int Bus = 1;
        private const int Addresses = 128;
        private const int RecoveryClocks = 9;

        private readonly GpioController _gpio;
        private readonly I2cDevice[] _devices = new I2cDevice[Addresses];
        private bool _stuck;

        /// <param name="gpio">Takes the pins for the recovery.</param>
        public Esp32I2cBus(GpioController gpio)
        {
            _gpio = gpio;
            MapPins();
        }

        /// <summary>A transfer timed out and the bus was not recovered since.</summary>
        public bool IsStuck
        {
            get { return _stuck; }
        }

        /// <inheritdoc/>
        public bool TryWrite(int address, byte[] data, int count)
        {
            return !_stuck && Succeeded(Transfer(DeviceAt(address), Exactly(data, count), null));
        }

        /// <inheritdoc/>
        public bool TryWriteRead(int address, byte[] write, int writeCount, byte[] read, int readCount)
        {
            if (_stuck)
            {
                return false;
            }

            byte[] exactRead = readCount == read.Length ? read : new byte[readCount];
            bool ok = Succeeded(Transfer(DeviceAt(address), Exactly(write, writeCount), exactRead));
            if (ok && exactRead != read)
            {
                Array.Copy(exactRead, read, readCount);
            }

            return ok;
        }

        /// <inheritdoc/>
        public bool TryRecover()
        {
            if (!_stuck)
            {
                return true;
            }

            // The native driver lets go of the pins with its last device.
            for (int i = 0; i < Addresses; i++)
            {
                if (_devices[i] != null)
                {
                    _devices[i].Dispose();
                    _devices[i] = null;
                }
            }

            _stuck = !ClockOut(_gpio);
            MapPins();
            return !_stuck;
        }

        private static byte[] Exactly(byte[] data, int count)
        {
            if (count == data.Length)
            {
                return data;
            }

            byte[] exact = new byte[count];
            Array.Copy(data, exact, count);
            return exact;
        }

        private static void MapPins()
        {
            Configuration.SetPinFunction(BoardPins.I2c1Data, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(BoardPins.I2c1Clock, DeviceFunction.I2C1_CLOCK);
        }

        /// <summary>
        /// The driver throws only where its own state is wrong; that counts as a failed transfer. Static, because the
        /// interpreter is confused by many exceptions caught in one instance method.
        /// </summary>
        private static I2cTransferStatus Transfer(I2cDevice device, byte[] write, byte[] read)
        {
            if (device == null)
            {
                return I2cTransferStatus.UnknownError;
            }

            try
            {
                I2cTransferResult result = read == null ? device.Write(write) : device.WriteRead(write, read);
                return result.Status;
            }
            catch (Exception)
            {
                return I2cTransferStatus.UnknownError;
            }
        }

        /// <summary>
        /// Clocks until whoever holds SDA low has sent its byte to the end, then gives a stop (NXP UM10204, 3.1.16).
        /// </summary>
        private static bool ClockOut(GpioController gpio)
        {
            GpioPin clock = null;
            GpioPin data = null;
            try
            {
                data = gpio.OpenPin(BoardPins.I2c1Data, PinMode.InputPullUp);
                clock = gpio.OpenPin(BoardPins.I2c1Clock, PinMode.OutputOpenDrainPullUp);
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

        private static I2cDevice Open(int address)
        {
            try
            {
                return I2cDevice.Create(new I2cConnectionSettings(Bus, address, I2cBusSpeed.FastMode));
            }
            catch (Exception)
            {
                return null;
            }
        }

        private I2cDevice DeviceAt(int address)
        {
            if (_devices[address] == null)
            {
                _devices[address] = Open(address);
            }

            return _devices[address];
        }

        private bool Succeeded(I2cTransferStatus status)
        {
            if (status == I2cTransferStatus.ClockStretchTimeout)
            {
                _stuck = true;
            }

            return status == I2cTransferStatus.FullTransfer;
        }
    }
}

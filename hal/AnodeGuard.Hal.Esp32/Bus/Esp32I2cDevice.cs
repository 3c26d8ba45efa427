using System;
using System.Device.I2c;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>One address on an <see cref="Esp32I2cBus"/>: opened by its first transfer, and again by the first one after a recovery.</summary>
    /// <remarks>
    /// Arrays go to the native driver whole: a slice would be one more object on the heap for each transfer, and a copy two.
    /// The driver throws only where its own state is wrong; that counts as a failed transfer. Each call catches one exception at the most:
    /// many of them inside one call of an instance method would confuse the interpreter.
    /// </remarks>
    public sealed class Esp32I2cDevice : II2cDevice
    {
        private readonly Esp32I2cBus _bus;
        private readonly I2cConnectionSettings _settings;

        // Null: not open. Where it is open the bus is not stuck.
        private I2cDevice _device;

        // A field: on the interpreter a struct in a local is one more object for each transfer.
        private I2cTransferResult _result;

        internal Esp32I2cDevice(Esp32I2cBus bus, I2cConnectionSettings settings)
        {
            _bus = bus;
            _settings = settings;
        }

        internal int Address
        {
            get { return _settings.DeviceAddress; }
        }

        /// <inheritdoc/>
        public bool TryWrite(byte[] data)
        {
            I2cDevice device = _device;
            if (device == null)
            {
                return TryOpen() && TryWrite(data);
            }

            try
            {
                _result = device.Write(data);
            }
            catch (Exception)
            {
                return false;
            }

            return _result.Status == I2cTransferStatus.FullTransfer || Failed();
        }

        /// <inheritdoc/>
        public bool TryWriteRead(byte[] write, byte[] read)
        {
            I2cDevice device = _device;
            if (device == null)
            {
                return TryOpen() && TryWriteRead(write, read);
            }

            try
            {
                _result = device.WriteRead(write, read);
            }
            catch (Exception)
            {
                return false;
            }

            return _result.Status == I2cTransferStatus.FullTransfer || Failed();
        }

        internal void Close()
        {
            I2cDevice device = _device;
            _device = null;
            if (device != null)
            {
                device.Dispose();
            }
        }

        private bool TryOpen()
        {
            if (_bus.IsStuck)
            {
                return false;
            }

            try
            {
                _device = I2cDevice.Create(_settings);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>The last transfer was not whole.</summary>
        /// <returns>False.</returns>
        private bool Failed()
        {
            if (_result.Status == I2cTransferStatus.ClockStretchTimeout)
            {
                _bus.Stop();
            }

            return false;
        }
    }
}

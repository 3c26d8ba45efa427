using AnodeGuard.Twins;

namespace System.Device.I2c
{
    public enum I2cBusSpeed
    {
        StandardMode = 0,
        FastMode = 1,
        FastModePlus = 2,
    }

    public enum I2cTransferStatus
    {
        UnknownError = 0,
        FullTransfer = 1,
        ClockStretchTimeout = 2,
        PartialTransfer = 3,
        SlaveAddressNotAcknowledged = 4,
    }

    public readonly struct I2cTransferResult
    {
        private readonly uint _bytesTransferred;
        private readonly I2cTransferStatus _status;

        internal I2cTransferResult(I2cTransferStatus status, uint bytesTransferred)
        {
            _status = status;
            _bytesTransferred = bytesTransferred;
        }

        public uint BytesTransferred
        {
            get { return _bytesTransferred; }
        }

        public I2cTransferStatus Status
        {
            get { return _status; }
        }
    }

    public sealed class I2cConnectionSettings
    {
        public I2cConnectionSettings(int busId, int deviceAddress)
            : this(busId, deviceAddress, I2cBusSpeed.FastMode)
        {
        }

        public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
        {
            BusId = busId;
            DeviceAddress = deviceAddress;
            BusSpeed = busSpeed;
        }

        public int BusId { get; }

        public int DeviceAddress { get; }

        public I2cBusSpeed BusSpeed { get; }
    }

    /// <summary>Bus errors are a status, not an exception; a wrong set-up is an exception, as on the chip.</summary>
    public class I2cDevice : IDisposable
    {
        private readonly Machine _machine;
        private readonly I2cConnectionSettings _settings;
        private bool _disposed;

        public I2cDevice(I2cConnectionSettings settings)
        {
            _settings = settings ?? throw new ArgumentNullException(nameof(settings));
            _machine = Machine.Current;
            _machine.OpenI2cDevice(settings.BusId);
        }

        public I2cConnectionSettings ConnectionSettings
        {
            get { return _settings; }
        }

        public static I2cDevice Create(I2cConnectionSettings settings)
        {
            return new I2cDevice(settings);
        }

        public byte ReadByte()
        {
            byte[] one = new byte[1];
            Read(one);
            return one[0];
        }

        public I2cTransferResult Read(SpanByte buffer)
        {
            return WriteRead(SpanByte.Empty, buffer);
        }

        public I2cTransferResult WriteByte(byte value)
        {
            return Write(new[] { value });
        }

        public I2cTransferResult Write(SpanByte buffer)
        {
            return WriteRead(buffer, SpanByte.Empty);
        }

        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);

            I2cTransferStatus status = _machine.TransferI2c(
                _settings.BusId,
                _settings.DeviceAddress,
                _settings.BusSpeed,
                writeBuffer.AsNativeDriverSeesIt(),
                readBuffer.AsNativeDriverSeesIt());
            uint moved = status == I2cTransferStatus.FullTransfer ? (uint)(writeBuffer.Length + readBuffer.Length) : 0;
            return new I2cTransferResult(status, moved);
        }

        public void Dispose()
        {
            _disposed = true;
        }
    }
}

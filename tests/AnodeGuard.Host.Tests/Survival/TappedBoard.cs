using System;
using System.Buffers.Binary;
using AnodeGuard.App;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>A board whose memory and watchdog can be looked at and tampered with; all else is the board's own.</summary>
    internal sealed class TappedBoard : IBoard, INonVolatileMemory, IWatchdog
    {
        private readonly IBoard _board;
        private readonly BootWitness _witness;

        public TappedBoard(IBoard board, BootWitness witness)
        {
            _board = board;
            _witness = witness;
        }

        /// <summary>False: the application hangs, as seen by the watchdog.</summary>
        public bool Kicks { get; set; } = true;

        public string Revision => _board.Revision;

        public string ResetReason => _board.ResetReason;

        public IClock Clock => _board.Clock;

        public IScheduler Scheduler => _board.Scheduler;

        public IMeasurement Measurement => _board.Measurement;

        public ISenseInjector Injector => _board.Injector;

        public IProtection Protection => _board.Protection;

        public IWatchdog Watchdog => this;

        public IPanel Panel => _board.Panel;

        public INonVolatileMemory Memory => this;

        public ISettingsStorage Settings => _board.Settings;

        public INetwork Network => _board.Network;

        public IMqttLink Mqtt => _board.Mqtt;

        public long FreeMemory()
        {
            return _board.FreeMemory();
        }

        public void Restart()
        {
            _board.Restart();
        }

        public int CapacityBytes => _board.Memory.CapacityBytes;

        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            return _board.Memory.TryRead(address, buffer, offset, count);
        }

        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            _witness.WriteBegan();
            bool done = _board.Memory.TryWrite(address, buffer, offset, count);
            if (done)
            {
                _witness.Written(address, buffer.AsSpan(offset, count));
            }

            return done;
        }

        public long CycleComplete(long nowMicroseconds)
        {
            return Kicks ? _board.Watchdog.CycleComplete(nowMicroseconds) : nowMicroseconds;
        }

        public long LeftMicroseconds()
        {
            return _board.Watchdog.LeftMicroseconds();
        }
    }

    /// <summary>What the memory has acknowledged over all the starts of a board.</summary>
    internal sealed class BootWitness
    {
        /// <summary>The boot record's two slots lie below.</summary>
        public const int RecordsEnd = 128;

        private const int BootCountOffset = 8;
        private const int LatchedFaultsOffset = 12;

        /// <summary>Faults in the last record that was written to its end.</summary>
        public long LatchedFaults { get; private set; }

        /// <summary>Starts in the last record that was written to its end.</summary>
        public uint BootCount { get; private set; }

        /// <summary>A record was begun and not written to its end.</summary>
        public bool IsWriting { get; private set; }

        public void WriteBegan()
        {
            IsWriting = true;
        }

        public void Written(int address, ReadOnlySpan<byte> record)
        {
            IsWriting = false;
            if (address >= FramMap.Calibration)
            {
                return;
            }

            BootCount = BinaryPrimitives.ReadUInt32LittleEndian(record[BootCountOffset..]);
            LatchedFaults = BinaryPrimitives.ReadInt64LittleEndian(record[LatchedFaultsOffset..]);
        }
    }
}

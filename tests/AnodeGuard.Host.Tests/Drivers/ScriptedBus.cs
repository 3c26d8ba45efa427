using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>A bus of bytes written down by hand: what each register of each address answers, and what was written.</summary>
    internal sealed class ScriptedBus : II2cBus
    {
        private readonly Dictionary<int, byte[]> _answers = new Dictionary<int, byte[]>();

        /// <summary>Every write that arrived, "48: 01 44 E3".</summary>
        public List<string> Writes { get; } = new List<string>();

        /// <summary>Transfers so far.</summary>
        public int Transfers { get; private set; }

        /// <summary>The transfer with this number (from 1) and later ones fail; 0: none.</summary>
        public int FailFrom { get; set; }

        /// <summary>Whether a write makes the register read as written.</summary>
        public bool KeepsWrites { get; set; } = true;

        public void Answer(int address, int register, params byte[] bytes)
        {
            _answers[(address << 8) | register] = bytes;
        }

        public bool IsStuck => false;

        public II2cDevice Device(int address)
        {
            return new ScriptedDevice(this, address);
        }

        public bool TryRecover()
        {
            return true;
        }

        private bool TryWrite(int address, byte[] data)
        {
            if (!Next())
            {
                return false;
            }

            Writes.Add($"{address:X2}: " + string.Join(' ', data.Select(b => b.ToString("X2"))));
            if (KeepsWrites && data.Length > 1)
            {
                Answer(address, data[0], data[1..]);
            }

            return true;
        }

        private bool TryWriteRead(int address, byte[] write, byte[] read)
        {
            if (!Next() || !_answers.TryGetValue((address << 8) | write[0], out byte[] bytes))
            {
                return false;
            }

            Array.Copy(bytes, read, read.Length);
            return true;
        }

        private bool Next()
        {
            Transfers++;
            return FailFrom == 0 || Transfers < FailFrom;
        }

        private sealed class ScriptedDevice(ScriptedBus bus, int address) : II2cDevice
        {
            public bool TryWrite(byte[] data)
            {
                return bus.TryWrite(address, data);
            }

            public bool TryWriteRead(byte[] write, byte[] read)
            {
                return bus.TryWriteRead(address, write, read);
            }
        }
    }

    /// <summary>A clock that moves a little each time somebody looks.</summary>
    internal sealed class SteppingClock : IClock
    {
        public long Now { get; set; }

        public long Step { get; set; } = 20;

        public int Looks { get; private set; }

        public long NowMicroseconds()
        {
            Looks++;
            return Now += Step;
        }

        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            unixMilliseconds = 0;
            return false;
        }
    }
}

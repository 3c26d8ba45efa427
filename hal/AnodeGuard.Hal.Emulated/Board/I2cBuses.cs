using System;
using System.Collections.Generic;
using System.Device.I2c;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The two I2C buses with their chips, and what can go wrong on them.</summary>
    internal sealed class I2cBuses
    {
        private readonly VirtualClock _clock;
        private readonly Dictionary<int, II2cChip> _chips = new Dictionary<int, II2cChip>();
        private readonly Dictionary<int, Func<long, bool>> _alerts = new Dictionary<int, Func<long, bool>>();
        private readonly HashSet<int> _silent = new HashSet<int>();
        private readonly bool[] _stuck = new bool[3];

        public I2cBuses(VirtualClock clock)
        {
            _clock = clock;
        }

        /// <summary>Extra time of every transfer, microseconds: late samples.</summary>
        public int LateMicroseconds { get; set; }

        /// <summary>Called after every transfer: a supply that failed in the middle of one is noticed here.</summary>
        public Action AfterTransfer { get; set; }

        public void Attach(int bus, int address, II2cChip chip)
        {
            _chips[Key(bus, address)] = chip;
        }

        /// <summary>Connects a chip's alert output to a pin of the chip.</summary>
        public void AttachAlert(int pin, Func<long, bool> level)
        {
            _alerts[pin] = level;
        }

        public bool AlertPin(int pin, long now)
        {
            return !_alerts.TryGetValue(pin, out Func<long, bool> level) || level(now);
        }

        public void SetSilent(int bus, int address, bool silent)
        {
            if (silent)
            {
                _silent.Add(Key(bus, address));
            }
            else
            {
                _silent.Remove(Key(bus, address));
            }
        }

        public void SetStuck(int bus, bool stuck)
        {
            _stuck[bus] = stuck;
        }

        public bool IsStuck(int bus, long now)
        {
            return _stuck[bus];
        }

        public I2cTransferStatus Transfer(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read)
        {
            if (_stuck[bus])
            {
                return I2cTransferStatus.ClockStretchTimeout;
            }

            if (LateMicroseconds > 0)
            {
                _clock.AdvanceBy(LateMicroseconds);
            }

            int key = Key(bus, address);
            if (!_chips.TryGetValue(key, out II2cChip chip) || (_silent.Count > 0 && _silent.Contains(key)))
            {
                return I2cTransferStatus.SlaveAddressNotAcknowledged;
            }

            long now = _clock.NowMicroseconds;
            bool done = (write.Length == 0 || chip.Write(write, now)) && (read.Length == 0 || chip.Read(read, now));
            AfterTransfer();
            return done ? I2cTransferStatus.FullTransfer : I2cTransferStatus.SlaveAddressNotAcknowledged;
        }

        private static int Key(int bus, int address)
        {
            return (bus << 8) | address;
        }
    }
}

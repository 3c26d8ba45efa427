using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>One fault that rose, with the figures of its instant: 64 bytes in the fault log.</summary>
    public sealed class FaultLogEntry
    {
        /// <summary>Bytes of a stored entry.</summary>
        internal const int Size = 64;

        private const uint Mark = 0x314C4641;
        private const int CrcAt = Size - 4;

        // Bits of the flags.
        private const int SenseKnown = 1;
        private const int CellKnown = 2;
        private const int CurrentKnown = 4;
        private const int TemperatureKnown = 8;
        private const int Closed = 16;

        private int _flags;

        /// <summary>Counts the faults ever logged, from 1.</summary>
        public uint Number;

        /// <summary>The start in which it rose.</summary>
        public uint Boot;

        /// <summary>Time since that start, microseconds.</summary>
        public long TimeMicroseconds;

        /// <summary>Wall clock, milliseconds since 1970 UTC; 0 where it was not set.</summary>
        public long UnixMilliseconds;

        /// <summary>Which; see <see cref="FaultId"/>.</summary>
        public byte Fault;

        /// <summary>To which level; see <see cref="FaultLevel"/>.</summary>
        public byte Level;

        /// <summary>State after it; see <see cref="GuardState"/>.</summary>
        public byte State;

        /// <summary>Sense voltage, microvolts, where <see cref="IsSenseKnown"/>.</summary>
        public long SenseMicrovolts;

        /// <summary>Cell voltage, microvolts, where <see cref="IsCellKnown"/>.</summary>
        public long CellMicrovolts;

        /// <summary>Current, nanoamperes, positive when charging, where <see cref="IsCurrentKnown"/>.</summary>
        public long CurrentNanoamperes;

        /// <summary>Cell temperature, millidegrees C, where <see cref="IsTemperatureKnown"/>.</summary>
        public long Millicelsius;

        /// <summary>Surface depletion, signed, Q24 within the range of an int.</summary>
        public int SurfaceDepletionQ24;

        public bool IsSenseKnown
        {
            get { return (_flags & SenseKnown) != 0; }
        }

        public bool IsCellKnown
        {
            get { return (_flags & CellKnown) != 0; }
        }

        public bool IsCurrentKnown
        {
            get { return (_flags & CurrentKnown) != 0; }
        }

        public bool IsTemperatureKnown
        {
            get { return (_flags & TemperatureKnown) != 0; }
        }

        /// <summary>The switch read back as closed.</summary>
        public bool SwitchClosed
        {
            get { return (_flags & Closed) != 0; }
        }

        /// <summary>These bytes hold an entry, whole.</summary>
        internal static bool IsWhole(byte[] from, int at)
        {
            return LittleEndian.GetUInt32(from, at) == Mark
                && LittleEndian.GetUInt32(from, at + CrcAt) == Crc32.Compute(from, at, CrcAt);
        }

        /// <summary>Number of the entry in these bytes.</summary>
        internal static uint NumberOf(byte[] from, int at)
        {
            return LittleEndian.GetUInt32(from, at + 4);
        }

        /// <summary>Gives an encoded entry its number, and the CRC over all of it.</summary>
        internal static void Seal(byte[] entry, uint number)
        {
            LittleEndian.PutUInt32(entry, 4, number);
            LittleEndian.PutUInt32(entry, CrcAt, Crc32.Compute(entry, 0, CrcAt));
        }

        /// <summary>Takes the figures of an instant.</summary>
        internal void Take(Snapshot snapshot, Verdict verdict)
        {
            TimeMicroseconds = verdict.TimeMicroseconds;
            State = (byte)verdict.State;
            _flags = snapshot.SwitchClosed ? Closed : 0;
            SenseMicrovolts = Take(snapshot.SenseMicrovolts, SenseKnown);
            CellMicrovolts = Take(snapshot.CellMicrovolts, CellKnown);
            CurrentNanoamperes = Take(snapshot.CurrentNanoamperes, CurrentKnown);
            Millicelsius = Take(snapshot.CellMillicelsius, TemperatureKnown);
            SurfaceDepletionQ24 = Narrow(verdict.SurfaceDepletionQ24);
        }

        /// <summary>Writes all but number and CRC.</summary>
        internal void Encode(byte[] into, int at)
        {
            LittleEndian.PutUInt32(into, at, Mark);
            LittleEndian.PutUInt32(into, at + 8, Boot);
            LittleEndian.PutInt64(into, at + 12, TimeMicroseconds);
            LittleEndian.PutInt64(into, at + 20, UnixMilliseconds);
            into[at + 28] = Fault;
            into[at + 29] = Level;
            into[at + 30] = State;
            into[at + 31] = (byte)_flags;
            LittleEndian.PutUInt32(into, at + 32, (uint)Narrow(SenseMicrovolts));
            LittleEndian.PutUInt32(into, at + 36, (uint)Narrow(CellMicrovolts));
            LittleEndian.PutInt64(into, at + 40, CurrentNanoamperes);
            LittleEndian.PutUInt32(into, at + 48, (uint)Narrow(Millicelsius));
            LittleEndian.PutUInt32(into, at + 52, (uint)SurfaceDepletionQ24);
            LittleEndian.PutUInt32(into, at + 56, 0);
        }

        /// <summary>Reads an entry that <see cref="IsWhole"/>.</summary>
        internal void Decode(byte[] from, int at)
        {
            Number = NumberOf(from, at);
            Boot = LittleEndian.GetUInt32(from, at + 8);
            TimeMicroseconds = LittleEndian.GetInt64(from, at + 12);
            UnixMilliseconds = LittleEndian.GetInt64(from, at + 20);
            Fault = from[at + 28];
            Level = from[at + 29];
            State = from[at + 30];
            _flags = from[at + 31];
            SenseMicrovolts = (int)LittleEndian.GetUInt32(from, at + 32);
            CellMicrovolts = (int)LittleEndian.GetUInt32(from, at + 36);
            CurrentNanoamperes = LittleEndian.GetInt64(from, at + 40);
            Millicelsius = (int)LittleEndian.GetUInt32(from, at + 48);
            SurfaceDepletionQ24 = (int)LittleEndian.GetUInt32(from, at + 52);
        }

        private static int Narrow(long value)
        {
            return value > int.MaxValue ? int.MaxValue : value < int.MinValue ? int.MinValue : (int)value;
        }

        private long Take(Sample sample, int known)
        {
            if (!sample.IsValid)
            {
                return 0;
            }

            _flags |= known;
            return sample.Value;
        }
    }
}

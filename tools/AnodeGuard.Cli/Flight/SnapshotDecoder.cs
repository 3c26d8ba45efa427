using System;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>Reads what SnapshotEncoder in AnodeGuard.App has written, which describes the records.</summary>
    internal sealed class SnapshotDecoder
    {
        private const int Samples = 10;

        private readonly long[] _ages = new long[Samples];
        private ReadOnlyMemory<byte> _records;
        private int _at;
        private long _step;

        /// <summary>Begins a segment.</summary>
        public SnapshotDecoder(ReadOnlyMemory<byte> records)
        {
            _records = records;
        }

        /// <summary>Every record was read.</summary>
        public bool IsAtEnd
        {
            get { return _at == _records.Length; }
        }

        /// <summary>Turns a snapshot into the next one. The first record of a segment wants one that is new.</summary>
        /// <exception cref="FormatException">The records end too early, or are none.</exception>
        public void Next(Snapshot snapshot)
        {
            ulong changed = Unsigned();
            _step += Signed();
            snapshot.TimeMicroseconds += _step;
            if ((changed & 1) != 0)
            {
                int lines = Byte() | (Byte() << 8);
                SetLines(snapshot, lines);
                snapshot.SenseDriveSinceMicroseconds += Signed();
            }

            for (int i = 0; i < Samples; i++)
            {
                if ((changed & (2UL << i)) != 0)
                {
                    Read(SampleOf(snapshot, i), i, snapshot.TimeMicroseconds);
                }
            }
        }

        private static Sample SampleOf(Snapshot snapshot, int index)
        {
            return index switch
            {
                0 => snapshot.SenseMicrovolts,
                1 => snapshot.CellMicrovolts,
                2 => snapshot.CurrentNanoamperes,
                3 => snapshot.MeanCurrentNanoamperes,
                4 => snapshot.CellBipolarMicrovolts,
                5 => snapshot.ReferenceMicrovolts,
                6 => snapshot.CellMillicelsius,
                7 => snapshot.BoardMillicelsius,
                8 => snapshot.PressurePascals,
                _ => snapshot.GasOhms,
            };
        }

        private static void SetLines(Snapshot snapshot, int lines)
        {
            snapshot.SenseDrive = (SenseDrive)(lines & 3);
            snapshot.SwitchFitted = (lines & 4) != 0;
            snapshot.SwitchClosed = (lines & 8) != 0;
            snapshot.CollapseComparator = (lines & 16) != 0;
            snapshot.OverCurrentComparator = (lines & 32) != 0;
            snapshot.StorageCorrupt = (lines & 64) != 0;
            snapshot.WatchdogReset = (lines & 128) != 0;
            snapshot.Acknowledge = (lines & 256) != 0;
            snapshot.HoldOpen = (lines & 512) != 0;
            snapshot.NetworkHang = (lines & 1024) != 0;
        }

        private void Read(Sample sample, int index, long time)
        {
            sample.Value += Signed();
            bool quality = Byte() != 0;
            _ages[index] += Signed();
            sample.TimeMicroseconds = time - _ages[index];
            if (quality)
            {
                sample.Validity = (Validity)Byte();
                sample.Source = (SampleSource)Byte();
            }
        }

        private long Signed()
        {
            ulong value = Unsigned();
            return (long)(value >> 1) ^ -(long)(value & 1);
        }

        private ulong Unsigned()
        {
            ulong value = 0;
            for (int shift = 0; shift < 70; shift += 7)
            {
                int next = Byte();
                value |= (ulong)(next & 127) << shift;
                if (next < 128)
                {
                    return value;
                }
            }

            throw new FormatException("a number without an end");
        }

        private int Byte()
        {
            return _at < _records.Length ? _records.Span[_at++] : throw new FormatException("the records end too early");
        }
    }
}

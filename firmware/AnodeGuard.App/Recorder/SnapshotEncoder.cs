using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Writes snapshots as differences from the one before, in variable-length numbers: about 10 bytes for a fast turn and
    /// 45 for a decision cycle. Begins from a snapshot of zeros, so that a segment can be read by itself.
    /// </summary>
    /// <remarks>
    /// A record is: a number whose bits say what changed (bit 0 the board's lines, then the ten samples); the time, as the
    /// change of its step; where bit 0 is set the lines as two bytes and the change of the drive's time; for each changed
    /// sample the change of its value, a byte that is 1 where validity or source changed, the change of its age (the
    /// snapshot's time less its own), and validity and source as a byte each where they changed. Signed numbers are zigzag,
    /// all are base 128, lowest first (as in Protocol Buffers).
    /// </remarks>
    internal sealed class SnapshotEncoder
    {
        /// <summary>No record is longer, bytes.</summary>
        public const int LongestRecord = 300;

        /// <summary>Samples of a snapshot.</summary>
        public const int Samples = 10;

        private readonly Sample[] _before = new Sample[Samples];
        private readonly long[] _ages = new long[Samples];
        private long _time;
        private long _step;
        private int _lines;
        private long _driveSince;
        private byte[] _into;
        private int _at;

        public SnapshotEncoder()
        {
            for (int i = 0; i < Samples; i++)
            {
                _before[i] = new Sample();
            }
        }

        /// <summary>The next record begins from zeros.</summary>
        public void Reset()
        {
            for (int i = 0; i < Samples; i++)
            {
                _before[i].Set(0, 0, Validity.NotFitted, SampleSource.None);
                _ages[i] = 0;
            }

            _time = 0;
            _step = 0;
            _lines = 0;
            _driveSince = 0;
        }

        /// <summary>Writes a record.</summary>
        /// <param name="snapshot">What to write.</param>
        /// <param name="into">Has room for <see cref="LongestRecord"/> bytes.</param>
        /// <param name="at">Where it begins.</param>
        /// <returns>Where it ends.</returns>
        public int Write(Snapshot snapshot, byte[] into, int at)
        {
            _into = into;
            _at = at;
            int lines = Lines(snapshot);
            int changed = lines != _lines || snapshot.SenseDriveSinceMicroseconds != _driveSince ? 1 : 0;
            changed |= Mark(snapshot.SenseMicrovolts, 0);
            changed |= Mark(snapshot.CellMicrovolts, 1);
            changed |= Mark(snapshot.CurrentNanoamperes, 2);
            changed |= Mark(snapshot.MeanCurrentNanoamperes, 3);
            changed |= Mark(snapshot.CellBipolarMicrovolts, 4);
            changed |= Mark(snapshot.ReferenceMicrovolts, 5);
            changed |= Mark(snapshot.CellMillicelsius, 6);
            changed |= Mark(snapshot.BoardMillicelsius, 7);
            changed |= Mark(snapshot.PressurePascals, 8);
            changed |= Mark(snapshot.GasOhms, 9);
            Unsigned((ulong)changed);
            WriteTime(snapshot.TimeMicroseconds);
            if ((changed & 1) != 0)
            {
                WriteLines(lines, snapshot.SenseDriveSinceMicroseconds);
            }

            // Most turns bring a sense sample alone.
            Write(snapshot.SenseMicrovolts, 0, changed);
            if (changed > 3)
            {
                Write(snapshot.CellMicrovolts, 1, changed);
                Write(snapshot.CurrentNanoamperes, 2, changed);
                Write(snapshot.MeanCurrentNanoamperes, 3, changed);
                Write(snapshot.CellBipolarMicrovolts, 4, changed);
                Write(snapshot.ReferenceMicrovolts, 5, changed);
                Write(snapshot.CellMillicelsius, 6, changed);
                Write(snapshot.BoardMillicelsius, 7, changed);
                Write(snapshot.PressurePascals, 8, changed);
                Write(snapshot.GasOhms, 9, changed);
            }

            return _at;
        }

        /// <summary>The lines of a snapshot as bits; <see cref="SenseDrive"/> in the lowest two.</summary>
        private static int Lines(Snapshot snapshot)
        {
            return ((int)snapshot.SenseDrive & 3)
                | (snapshot.SwitchFitted ? 4 : 0)
                | (snapshot.SwitchClosed ? 8 : 0)
                | (snapshot.CollapseComparator ? 16 : 0)
                | (snapshot.OverCurrentComparator ? 32 : 0)
                | (snapshot.StorageCorrupt ? 64 : 0)
                | (snapshot.WatchdogReset ? 128 : 0)
                | (snapshot.Acknowledge ? 256 : 0)
                | (snapshot.HoldOpen ? 512 : 0)
                | (snapshot.NetworkHang ? 1024 : 0);
        }

        private int Mark(Sample sample, int index)
        {
            Sample before = _before[index];
            bool same = sample.TimeMicroseconds == before.TimeMicroseconds && sample.Value == before.Value
                && sample.Validity == before.Validity && sample.Source == before.Source;
            return same ? 0 : 2 << index;
        }

        private void WriteTime(long time)
        {
            long step = unchecked(time - _time);
            Signed(unchecked(step - _step));
            _step = step;
            _time = time;
        }

        private void WriteLines(int lines, long driveSince)
        {
            _into[_at] = (byte)lines;
            _into[_at + 1] = (byte)(lines >> 8);
            _at += 2;
            Signed(unchecked(driveSince - _driveSince));
            _lines = lines;
            _driveSince = driveSince;
        }

        private void Write(Sample sample, int index, int changed)
        {
            if ((changed & (2 << index)) == 0)
            {
                return;
            }

            Sample before = _before[index];
            long age = unchecked(_time - sample.TimeMicroseconds);
            bool quality = sample.Validity != before.Validity || sample.Source != before.Source;
            Signed(unchecked(sample.Value - before.Value));
            Unsigned(quality ? 1UL : 0UL);
            Signed(unchecked(age - _ages[index]));
            if (quality)
            {
                _into[_at] = (byte)sample.Validity;
                _into[_at + 1] = (byte)sample.Source;
                _at += 2;
            }

            _ages[index] = age;
            before.CopyFrom(sample);
        }

        private void Signed(long value)
        {
            Unsigned((ulong)((value << 1) ^ (value >> 63)));
        }

        private void Unsigned(ulong value)
        {
            while (value >= 128)
            {
                _into[_at] = (byte)(value | 128);
                _at++;
                value >>= 7;
            }

            _into[_at] = (byte)value;
            _at++;
        }
    }
}

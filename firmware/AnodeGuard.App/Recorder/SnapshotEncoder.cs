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

        private const int FirstAside = 8;

        private readonly WrittenSample[] _written = new WrittenSample[Samples];
        private Snapshot _snapshot;
        private long _time;
        private long _step;
        private int _lines;
        private long _driveSince;
        private bool _looksAtAll;
        private bool _looksAside;

        public SnapshotEncoder()
        {
            for (int i = 0; i < Samples; i++)
            {
                _written[i] = new WrittenSample();
            }
        }

        /// <summary>The next record begins from zeros.</summary>
        public void Reset()
        {
            for (int i = 0; i < Samples; i++)
            {
                WrittenSample written = _written[i];
                written.TimeMicroseconds = 0;
                written.Value = 0;
                written.Quality = 0;
                written.AgeMicroseconds = 0;
            }

            _time = 0;
            _step = 0;
            _lines = 0;
            _driveSince = 0;
            _looksAtAll = true;
        }

        /// <summary>Writes a record.</summary>
        /// <param name="snapshot">What to write.</param>
        /// <param name="into">Has room for <see cref="LongestRecord"/> bytes.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="cycle">
        /// A decision turn. In other turns the sense electrode is new and nothing else, but for the gas sensor's samples right after a
        /// decision turn (<see cref="Hal.IMeasurement.SampleAside"/>); they are not looked at. The first record looks at everything.
        /// </param>
        /// <returns>Where it ends.</returns>
        public int Write(Snapshot snapshot, byte[] into, int at, bool cycle)
        {
            if (snapshot != _snapshot)
            {
                Take(snapshot);
            }

            int changed = LookAtSamples(cycle);
            int lines = Lines(snapshot);
            long driveSince = snapshot.SenseDriveSinceMicroseconds;
            if (lines != _lines || driveSince != _driveSince)
            {
                changed |= 1;
            }

            // Eleven bits: two bytes at most.
            if (changed >= 128)
            {
                into[at] = (byte)(changed | 128);
                at++;
                into[at] = (byte)(changed >> 7);
            }
            else
            {
                into[at] = (byte)changed;
            }

            long time = snapshot.TimeMicroseconds;
            long step = unchecked(time - _time);
            at = Signed(into, at + 1, unchecked(step - _step));
            _step = step;
            _time = time;
            if ((changed & 1) != 0)
            {
                into[at] = (byte)lines;
                into[at + 1] = (byte)(lines >> 8);
                at = Signed(into, at + 2, unchecked(driveSince - _driveSince));
                _lines = lines;
                _driveSince = driveSince;
            }

            int index = 0;
            for (int left = changed >> 1; left != 0; left >>= 1)
            {
                if ((left & 1) != 0)
                {
                    at = WriteSample(into, at, _written[index], time);
                }

                index++;
            }

            return at;
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

        private static int Signed(byte[] into, int at, long value)
        {
            ulong rest = (ulong)((value << 1) ^ (value >> 63));
            while (rest >= 128)
            {
                into[at] = (byte)(rest | 128);
                at++;
                rest >>= 7;
            }

            into[at] = (byte)rest;
            return at + 1;
        }

        /// <summary>The samples in the order of the bits that say what changed.</summary>
        private void Take(Snapshot snapshot)
        {
            _snapshot = snapshot;
            _written[0].Sample = snapshot.SenseMicrovolts;
            _written[1].Sample = snapshot.CellMicrovolts;
            _written[2].Sample = snapshot.CurrentNanoamperes;
            _written[3].Sample = snapshot.MeanCurrentNanoamperes;
            _written[4].Sample = snapshot.CellBipolarMicrovolts;
            _written[5].Sample = snapshot.ReferenceMicrovolts;
            _written[6].Sample = snapshot.CellMillicelsius;
            _written[7].Sample = snapshot.BoardMillicelsius;
            _written[FirstAside].Sample = snapshot.PressurePascals;
            _written[FirstAside + 1].Sample = snapshot.GasOhms;
        }

        /// <summary>The bits of those samples that are not as they were written last.</summary>
        private int LookAtSamples(bool cycle)
        {
            bool aside = _looksAside;
            _looksAside = cycle;
            if (cycle || _looksAtAll)
            {
                _looksAtAll = false;
                return Look(0, Samples);
            }

            // A sense sample has another time than the one before, as a rule.
            WrittenSample sense = _written[0];
            int changed = sense.Sample.TimeMicroseconds != sense.TimeMicroseconds ? 2 : Look(0, 1);
            return aside ? changed | Look(FirstAside, Samples) : changed;
        }

        private int Look(int from, int to)
        {
            int changed = 0;
            for (int i = from; i < to; i++)
            {
                WrittenSample written = _written[i];
                Sample sample = written.Sample;
                if (sample.TimeMicroseconds != written.TimeMicroseconds || sample.Value != written.Value
                    || ((int)sample.Validity | ((int)sample.Source << 8)) != written.Quality)
                {
                    changed |= 2 << i;
                }
            }

            return changed;
        }

        private static int WriteSample(byte[] into, int at, WrittenSample written, long now)
        {
            Sample sample = written.Sample;
            long value = sample.Value;
            long time = sample.TimeMicroseconds;
            long age = unchecked(now - time);
            int quality = (int)sample.Validity | ((int)sample.Source << 8);
            at = Signed(into, at, unchecked(value - written.Value));
            bool changed = quality != written.Quality;
            into[at] = (byte)(changed ? 1 : 0);
            at = Signed(into, at + 1, unchecked(age - written.AgeMicroseconds));
            if (changed)
            {
                into[at] = (byte)quality;
                into[at + 1] = (byte)(quality >> 8);
                at += 2;
                written.Quality = quality;
            }

            written.Value = value;
            written.TimeMicroseconds = time;
            written.AgeMicroseconds = age;
            return at;
        }

        /// <summary>A sample of the snapshot, and what the last record that held it left behind.</summary>
        private sealed class WrittenSample
        {
            public Sample Sample;
            public long TimeMicroseconds;
            public long Value;

            /// <summary>Validity in the low byte, source above it.</summary>
            public int Quality;

            /// <summary>The snapshot's time less the sample's.</summary>
            public long AgeMicroseconds;
        }
    }
}

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
    /// On the interpreter a call costs as much as twenty operations: what is written in every turn is written out where it is needed.
    /// </remarks>
    internal sealed class SnapshotEncoder
    {
        /// <summary>No record is longer, bytes.</summary>
        public const int LongestRecord = 300;

        private const ulong More = WrittenSamples.More;
        private const int SenseChanged = WrittenSamples.SenseChanged;

        private readonly WrittenSamples _samples = new WrittenSamples();
        private readonly WrittenSample _sense;
        private long _time;
        private long _step;
        private int _lines;
        private long _driveSince;

        // The record before holds a sense sample; it was that of a decision turn.
        private bool _follows;
        private bool _looksAside;

        public SnapshotEncoder()
        {
            _sense = _samples.Sense;
        }

        /// <summary>The next record begins from zeros.</summary>
        public void Reset()
        {
            _samples.Reset();
            _time = 0;
            _step = 0;
            _lines = 0;
            _driveSince = 0;
            _follows = false;
        }

        /// <summary>
        /// Writes the record of a fast turn. The sense electrode is new and nothing else, but for the gas sensor's samples right after a
        /// decision turn (<see cref="Hal.IMeasurement.SampleAside"/>): the others are not looked at, but by the first record.
        /// </summary>
        /// <param name="snapshot">What to write.</param>
        /// <param name="into">Has room for <see cref="LongestRecord"/> bytes.</param>
        /// <param name="at">Where it begins.</param>
        /// <returns>Where it ends.</returns>
        public int WriteFast(Snapshot snapshot, byte[] into, int at)
        {
            if (_looksAside)
            {
                if (!_samples.IsAsideWritten())
                {
                    return Write(snapshot, into, at, false);
                }

                _looksAside = false;
            }

            // Seven lines that are seldom set, in one question.
            int lines = snapshot.CollapseComparator | snapshot.OverCurrentComparator | snapshot.StorageCorrupt | snapshot.WatchdogReset
                | snapshot.Acknowledge | snapshot.HoldOpen | snapshot.NetworkHang
                ? Lines(snapshot)
                : ((int)snapshot.SenseDrive & 3) | (snapshot.SwitchFitted ? 4 : 0) | (snapshot.SwitchClosed ? 8 : 0);
            Sample sample = snapshot.SenseMicrovolts;
            WrittenSample written = _sense;
            long taken = sample.TimeMicroseconds;
            long before = written.TimeMicroseconds;
            if (!_follows || taken == before || ((int)sample.Validity | ((int)sample.Source << 8)) != written.Quality
                || lines != _lines || snapshot.SenseDriveSinceMicroseconds != _driveSince)
            {
                return Write(snapshot, into, at, false);
            }

            ulong more = More;
            into[at] = SenseChanged;
            at++;
            long now = snapshot.TimeMicroseconds;
            long step = unchecked(now - _time);
            long change = unchecked(step - _step);
            _time = now;
            _step = step;
            ulong rest = unchecked((ulong)((change << 1) ^ (change >> 63)));
            for (; rest >= more; rest >>= 7)
            {
                into[at] = unchecked((byte)(rest | more));
                at++;
            }

            into[at] = unchecked((byte)rest);
            at++;
            long value = sample.Value;
            change = unchecked(value - written.Value);
            written.Value = value;
            rest = unchecked((ulong)((change << 1) ^ (change >> 63)));
            for (; rest >= more; rest >>= 7)
            {
                into[at] = unchecked((byte)(rest | more));
                at++;
            }

            into[at] = unchecked((byte)rest);
            into[at + 1] = 0;
            at += 2;

            // The age grew by the snapshot's step less the sample's own.
            change = unchecked(step - taken + before);
            written.TimeMicroseconds = taken;
            rest = unchecked((ulong)((change << 1) ^ (change >> 63)));
            for (; rest >= more; rest >>= 7)
            {
                into[at] = unchecked((byte)(rest | more));
                at++;
            }

            into[at] = unchecked((byte)rest);
            return at + 1;
        }

        /// <summary>Writes any record.</summary>
        /// <param name="snapshot">What to write.</param>
        /// <param name="into">Has room for <see cref="LongestRecord"/> bytes.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="cycle">A decision turn: every sample is looked at. Otherwise as <see cref="WriteFast"/> says.</param>
        /// <returns>Where it ends.</returns>
        public int Write(Snapshot snapshot, byte[] into, int at, bool cycle)
        {
            if (_follows)
            {
                // A fast turn leaves the age to whoever needs it.
                WrittenSample sense = _sense;
                sense.AgeMicroseconds = unchecked(_time - sense.TimeMicroseconds);
            }

            // What changed stands first, and is known last: two bytes in most decision turns, one in most others.
            int head = at;
            int room = cycle ? 2 : 1;
            long now = snapshot.TimeMicroseconds;
            long step = unchecked(now - _time);
            at = Signed(into, head + room, unchecked(step - _step));
            _step = step;
            _time = now;
            int changed = 0;
            int lines = Lines(snapshot);
            long driveSince = snapshot.SenseDriveSinceMicroseconds;
            if (lines != _lines || driveSince != _driveSince)
            {
                changed = 1;
                into[at] = (byte)lines;
                into[at + 1] = (byte)(lines >> 8);
                at = Signed(into, at + 2, unchecked(driveSince - _driveSince));
                _lines = lines;
                _driveSince = driveSince;
            }

            WrittenSamples samples = _samples;
            at = samples.Write(snapshot, into, at, cycle, _looksAside);
            changed |= samples.Changed;
            _looksAside = cycle;
            _follows = (changed & SenseChanged) != 0;

            // Eleven bits: two bytes at most.
            int bytes = changed >= 128 ? 2 : 1;
            if (bytes != room)
            {
                System.Array.Copy(into, head + room, into, head + bytes, at - head - room);
                at += bytes - room;
            }

            into[head] = unchecked((byte)(bytes == 2 ? changed | 128 : changed));
            if (bytes == 2)
            {
                into[head + 1] = (byte)(changed >> 7);
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
            while (rest >= More)
            {
                into[at] = (byte)(rest | More);
                at++;
                rest >>= 7;
            }

            into[at] = (byte)rest;
            return at + 1;
        }
    }
}

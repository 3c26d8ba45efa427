using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// The latest values that the reporting job wants, written by the safety job and read by the reporting job whenever it likes. Copying
    /// them out is dear, and a report goes out once a second: the reader asks, and the next decision turn writes them. Unasked they come
    /// when something changed that the reader has to tell at once. Nobody waits: who asked looks again.
    /// <para>No lock: the writer makes the version odd while it writes, and a reader that met an odd or a changed version has torn values
    /// and tries again later.</para>
    /// </summary>
    public sealed class Telemetry
    {
        /// <summary>How long the safety job's turns take.</summary>
        public readonly TurnTiming Timing = new TurnTiming();

        /// <summary>What people have asked of the board; the safety job's.</summary>
        public readonly BoardStatus Status = new BoardStatus();

        /// <summary>
        /// The reader wants newer values than it has. Raised by the reader, lowered by the writer before it writes, so that what is asked
        /// meanwhile raises it again. The first values are wanted.
        /// </summary>
        internal bool IsWanted = true;

        private readonly Observation _latest = new Observation { Cell = new CellFigures(), Housing = new HousingSamples() };
        private int _version;
        private int _read;

        /// <summary>Writer: takes the values of one instant.</summary>
        public void Publish(Snapshot snapshot, Verdict verdict)
        {
            IsWanted = false;
            _version++;
            _latest.Take(snapshot, verdict);
            _latest.Status.CopyFrom(Status);
            _version++;
        }

        /// <summary>Reader: copies values that it has not had yet; false where there are none, or the writer was at work.</summary>
        public bool TryRead(Observation into)
        {
            int before = _version;
            if (before == _read || (before & 1) != 0)
            {
                return false;
            }

            into.CopyFrom(_latest);
            if (_version != before)
            {
                return false;
            }

            _read = before;
            return true;
        }
    }
}

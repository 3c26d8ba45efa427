using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// The latest values, written by the safety job at every decision cycle and read by the reporting job whenever it
    /// likes. No lock: the writer makes the version odd while it writes, and a reader that met an odd or a changed
    /// version has torn values and tries again later.
    /// </summary>
    public sealed class Telemetry
    {
        /// <summary>How long the safety job's turns take.</summary>
        public readonly TurnTiming Timing = new TurnTiming();

        /// <summary>What people have asked of the board; the safety job's.</summary>
        public readonly BoardStatus Status = new BoardStatus();

        private readonly Observation _latest = new Observation { Cell = new CellFigures(), Housing = new HousingSamples() };
        private int _version;

        /// <summary>Writer: takes the values of one instant.</summary>
        public void Publish(Snapshot snapshot, Verdict verdict)
        {
            _version++;
            _latest.Take(snapshot, verdict);
            _latest.Status.CopyFrom(Status);
            _version++;
        }

        /// <summary>Reader: copies the latest values; false where there are none yet or the writer was at work.</summary>
        public bool TryRead(Observation into)
        {
            int before = _version;
            if (before == 0 || (before & 1) != 0)
            {
                return false;
            }

            into.CopyFrom(_latest);
            return _version == before;
        }
    }
}

using System;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>Listens to the firmware's verdicts and tells what changed, with the same reporter that the firmware uses.</summary>
    internal sealed class EventTap : IVerdictListener
    {
        private const int MostEventsPerVerdict = 64;

        private readonly EventQueue _queue = new EventQueue(MostEventsPerVerdict, 0);
        private readonly EventRecord _record = new EventRecord();
        private readonly EventReporter _reporter;
        private readonly long _bootMicroseconds;
        private readonly Action<long, EventRecord> _tell;

        /// <summary>Listens to one start of the firmware.</summary>
        /// <param name="clock">Asked for the wall clock.</param>
        /// <param name="bootMicroseconds">Virtual time at which the chip's own clock began.</param>
        /// <param name="tell">Gets each event with its virtual time.</param>
        public EventTap(IClock clock, long bootMicroseconds, Action<long, EventRecord> tell)
        {
            _reporter = new EventReporter(_queue, clock, new BoardStatus());
            _bootMicroseconds = bootMicroseconds;
            _tell = tell;
        }

        /// <summary>What the firmware last concluded; null before.</summary>
        public Verdict Latest { get; private set; }

        /// <summary>What it was concluded from; null before.</summary>
        public Snapshot Snapshot { get; private set; }

        /// <summary>The highest rung so far.</summary>
        public GuardState Worst { get; private set; }

        /// <inheritdoc/>
        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            Latest = verdict;
            Snapshot = snapshot;
            Worst = verdict.State > Worst ? verdict.State : Worst;
            _reporter.Report(snapshot, verdict);
            while (_queue.TryTake(_record))
            {
                _tell(_bootMicroseconds + _record.Values.TimeMicroseconds, _record);
            }
        }
    }
}

using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>A line of a report's list of events, and a mark on its plots.</summary>
    internal sealed class ReportEvent
    {
        private ReportEvent(long time, string kind, string text)
        {
            TimeMicroseconds = time;
            Kind = kind;
            Text = text;
        }

        public long TimeMicroseconds { get; }

        /// <summary>`alarm`, `warning` or `advisory` for a fault that was raised; `over`, `state`, `exchange` or `other`.</summary>
        public string Kind { get; }

        public string Text { get; }

        /// <summary>The fault it is about; -1 where it is about none.</summary>
        public int Fault { get; private init; } = -1;

        /// <summary>When its condition ended; null where it still held at the end, and for what is no fault that was raised.</summary>
        public long? EndMicroseconds { get; set; }

        /// <summary>It stands on the plots.</summary>
        public bool IsMarked
        {
            get { return Kind == "alarm" || Kind == "warning" || Kind == "advisory" || Kind == "exchange"; }
        }

        public static ReportEvent Of(long time, EventRecord record)
        {
            string kind = record.Kind switch
            {
                EventKind.FaultRaised => ReportWords.OfLevel(record.Level),
                EventKind.FaultCleared => "over",
                EventKind.StateChanged => "state",
                _ => "other",
            };
            return new ReportEvent(time, kind, EventWords.Describe(record)) { Fault = record.Kind == EventKind.FaultRaised || record.Kind == EventKind.FaultCleared ? record.Fault : -1 };
        }

        public static ReportEvent OfExchange(long time, string why)
        {
            return new ReportEvent(time, "exchange", "another cell: " + why + "; the core begins anew");
        }

        /// <summary>What the fault means, from the fault table; null where the event is about none.</summary>
        public FaultRow Row
        {
            get { return Fault < 0 ? null : FaultTable.Rows[Fault]; }
        }
    }
}

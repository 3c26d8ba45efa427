using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>Collects what a report shows of one recording, in memory that does not grow with it.</summary>
    internal sealed class ReportSink : ReplaySink
    {
        /// <summary>A page with more lines is read by nobody; the rest is counted.</summary>
        private const int MostEvents = 500;

        private readonly List<ReportEvent> _events = new List<ReportEvent>();
        private readonly PlotCurves _curves = new PlotCurves(ReportCurves.Count);

        /// <summary>The first of them.</summary>
        public IReadOnlyList<ReportEvent> Events
        {
            get { return _events; }
        }

        /// <summary>Those that found no room.</summary>
        public long MoreEvents { get; private set; }

        public PlotCurves Curves
        {
            get { return _curves; }
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                OnRow(rows[i], judgements[i]);
            }
        }

        /// <summary>Takes one row.</summary>
        public void OnRow(in RecordingRow row, in Judgement judgement)
        {
            ReportCurves.Add(_curves, row, judgement);
        }

        /// <inheritdoc />
        public override void OnEvent(long timeMicroseconds, EventRecord record)
        {
            Take(ReportEvent.Of(timeMicroseconds, record));
        }

        /// <inheritdoc />
        public override void OnExchange(long timeMicroseconds, string why)
        {
            Take(ReportEvent.OfExchange(timeMicroseconds, why));
        }

        private void Take(ReportEvent taken)
        {
            if (taken.Kind == "over" || taken.Kind == "exchange")
            {
                foreach (ReportEvent open in _events.Where(open => open.IsMarked && open.EndMicroseconds == null && (open.Fault == taken.Fault || taken.Fault < 0)))
                {
                    open.EndMicroseconds = taken.TimeMicroseconds;
                }
            }

            if (_events.Count < MostEvents)
            {
                _events.Add(taken);
            }
            else
            {
                MoreEvents++;
            }
        }
    }
}

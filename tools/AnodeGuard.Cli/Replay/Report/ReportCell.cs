namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>One recording of a report: what it comes to and what was collected of it.</summary>
    internal sealed record ReportCell(ReplaySummary Summary, ReportSink Collected);
}

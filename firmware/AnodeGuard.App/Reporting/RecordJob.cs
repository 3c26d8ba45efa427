using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Writes and stores what happens while the reporting job sits in an attempt to connect: a broker that never greets
    /// back holds it for half a minute, and an alarm in it has to outlive a power cut. Never blocks itself.
    /// </summary>
    internal sealed class RecordJob : IJob
    {
        /// <summary>From one turn to the next, microseconds.</summary>
        public const int PeriodMicroseconds = 100000;

        private readonly ReportJob _reporting;

        /// <param name="reporting">Whose records they are.</param>
        public RecordJob(ReportJob reporting)
        {
            _reporting = reporting;
        }

        /// <inheritdoc/>
        public void Run()
        {
            _reporting.RecordMeanwhile();
        }
    }
}

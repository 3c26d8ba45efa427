namespace AnodeGuard.Hal.Esp32
{
    /// <summary>A job with its timer, and its thread where it has one of its own.</summary>
    internal sealed class ScheduledJob
    {
        private readonly Esp32Scheduler _scheduler;
        private readonly JobTimer _timer;
        private readonly IJob _job;

        internal ScheduledJob(Esp32Scheduler scheduler, JobTimer timer, IJob job, JobKind kind)
        {
            _scheduler = scheduler;
            _timer = timer;
            _job = job;
            Kind = kind;
        }

        internal JobKind Kind { get; }

        internal long RunIfDue()
        {
            return _scheduler.RunIfDue(_timer, _job, Kind);
        }

        internal void RunForever()
        {
            for (; ; )
            {
                _scheduler.SleepUntil(RunIfDue());
            }
        }
    }
}

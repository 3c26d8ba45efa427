namespace AnodeGuard.Hal.Esp32
{
    /// <summary>A job with its timer, and its thread where it has one of its own.</summary>
    internal sealed class ScheduledJob
    {
        internal readonly JobTimer Timer;
        internal readonly IJob Job;
        private readonly Esp32Scheduler _scheduler;

        internal ScheduledJob(Esp32Scheduler scheduler, JobTimer timer, IJob job)
        {
            _scheduler = scheduler;
            Timer = timer;
            Job = job;
        }

        internal long RunIfDue()
        {
            return _scheduler.RunIfDue(this);
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

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>A job with its timer, and its thread where it has one of its own.</summary>
    internal sealed class ScheduledJob
    {
        internal readonly JobTimer Timer;
        internal readonly IJob Job;

        /// <summary>The safety job registered behind this one; null behind the last.</summary>
        internal ScheduledJob Next;

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

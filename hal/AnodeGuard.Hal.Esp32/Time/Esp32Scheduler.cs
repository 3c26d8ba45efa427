using System;
using System.Threading;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// Jobs on threads: all safety jobs, in the order of their registration, on one thread of the highest priority; each
    /// job that may block on one of its own below normal. The only place where the firmware sleeps.
    /// </summary>
    public sealed class Esp32Scheduler : IScheduler
    {
        private const int MostJobs = 12;

        private readonly IClock _clock;
        private readonly ScheduledJob[] _jobs = new ScheduledJob[MostJobs];
        private int _count;
        private IProtection _protection;

        /// <param name="clock">Keeps the periods.</param>
        public Esp32Scheduler(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>How often a job threw.</summary>
        public int Failures { get; private set; }

        /// <summary>What the last job that threw said; null where none did.</summary>
        public string LastFailure { get; private set; }

        /// <summary>Names what is to be tripped when a safety job throws. Call before <see cref="Run"/>.</summary>
        public void Protect(IProtection protection)
        {
            _protection = protection;
        }

        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">More than twelve jobs.</exception>
        public void Every(int periodMicroseconds, IJob job, JobKind kind)
        {
            if (_count == MostJobs)
            {
                throw new InvalidOperationException("more jobs than the scheduler has room for");
            }

            JobTimer timer = new JobTimer(periodMicroseconds, _clock.NowMicroseconds());
            _jobs[_count] = new ScheduledJob(this, timer, job, kind);
            _count++;
        }

        /// <inheritdoc/>
        public void Run()
        {
            for (int i = 0; i < _count; i++)
            {
                if (_jobs[i].Kind == JobKind.MayBlock)
                {
                    Thread thread = new Thread(_jobs[i].RunForever);
                    thread.Priority = ThreadPriority.BelowNormal;
                    thread.Start();
                }
            }

            Thread safety = new Thread(RunSafetyForever);
            safety.Priority = ThreadPriority.Highest;
            safety.Start();
            Thread.Sleep(Timeout.Infinite);
        }

        /// <summary>Runs every safety job that is due.</summary>
        /// <returns>When the next one is due, microseconds.</returns>
        internal long RunDueSafetyJobs()
        {
            long next = long.MaxValue;
            for (int i = 0; i < _count; i++)
            {
                if (_jobs[i].Kind == JobKind.Safety)
                {
                    long due = _jobs[i].RunIfDue();
                    next = due < next ? due : next;
                }
            }

            return next;
        }

        /// <summary>Runs a job if it is due; a safety job that throws opens the switch.</summary>
        /// <returns>When it is due next, microseconds.</returns>
        internal long RunIfDue(JobTimer timer, IJob job, JobKind kind)
        {
            if (timer.TakeTurn(_clock.NowMicroseconds()))
            {
                string failure = RunAndCatch(job);
                if (failure != null)
                {
                    Report(failure, kind);
                }
            }

            return timer.DueMicroseconds;
        }

        /// <summary>Sleeps until a time; at least a millisecond, so that the other threads get on.</summary>
        internal void SleepUntil(long dueMicroseconds)
        {
            long left = dueMicroseconds - _clock.NowMicroseconds();
            Thread.Sleep(left > 1000 ? (int)(left / 1000) : 1);
        }

        private static string RunAndCatch(IJob job)
        {
            try
            {
                job.Run();
                return null;
            }
            catch (Exception e)
            {
                return e.Message ?? "a job failed";
            }
        }

        private void Report(string failure, JobKind kind)
        {
            // A network that misbehaves is no danger to the cell, a blind safety job is.
            if (_protection != null && kind == JobKind.Safety)
            {
                _protection.Trip();
            }

            Failures++;
            LastFailure = failure;
            Console.WriteLine("a job failed: " + failure);
        }

        private void RunSafetyForever()
        {
            for (; ; )
            {
                SleepUntil(RunDueSafetyJobs());
            }
        }
    }
}

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
        private readonly ScheduledJob[] _others = new ScheduledJob[MostJobs];
        private ScheduledJob _firstSafety;
        private ScheduledJob _lastSafety;
        private int _safetyCount;
        private int _othersCount;
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
            if (_safetyCount + _othersCount == MostJobs)
            {
                throw new InvalidOperationException("more jobs than the scheduler has room for");
            }

            ScheduledJob scheduled = new ScheduledJob(this, new JobTimer(periodMicroseconds, _clock.NowMicroseconds()), job);
            if (kind == JobKind.Safety)
            {
                AddSafety(scheduled);
            }
            else
            {
                _others[_othersCount] = scheduled;
                _othersCount++;
            }
        }

        /// <inheritdoc/>
        public void Run()
        {
            for (int i = 0; i < _othersCount; i++)
            {
                Thread thread = new Thread(_others[i].RunForever);
                thread.Priority = ThreadPriority.BelowNormal;
                thread.Start();
            }

            Thread safety = new Thread(RunSafetyForever);
            safety.Priority = ThreadPriority.Highest;
            safety.Start();
            Thread.Sleep(Timeout.Infinite);
        }

        /// <summary>
        /// Runs every safety job that is due: a pass of the safety thread. What it costs a job comes fifty times a second, so
        /// <see cref="JobTimer.TakeTurn"/> is written out here.
        /// </summary>
        /// <returns>When the next one is due, microseconds.</returns>
        internal long RunDueSafetyJobs()
        {
            long next = long.MaxValue;
            for (ScheduledJob job = _firstSafety; job != null; job = job.Next)
            {
                JobTimer timer = job.Timer;
                long due = timer.DueMicroseconds;
                long now = _clock.NowMicroseconds();
                if (now >= due)
                {
                    due += timer.PeriodMicroseconds;
                    if (now >= due)
                    {
                        due = timer.AfterMissed(due, now);
                    }

                    timer.DueMicroseconds = due;
                    try
                    {
                        job.Job.Run();
                    }
                    catch (Exception e)
                    {
                        // A network that misbehaves is no danger to the cell, a blind safety job is.
                        _protection?.Trip();
                        Report(e);
                    }
                }

                if (due < next)
                {
                    next = due;
                }
            }

            return next;
        }

        /// <summary>Runs a job that may block, if it is due.</summary>
        /// <returns>When it is due next, microseconds.</returns>
        internal long RunIfDue(ScheduledJob job)
        {
            if (job.Timer.TakeTurn(_clock.NowMicroseconds()))
            {
                try
                {
                    job.Job.Run();
                }
                catch (Exception e)
                {
                    Report(e);
                }
            }

            return job.Timer.DueMicroseconds;
        }

        /// <summary>A job that may block, by its place in the order of registration; null behind the last.</summary>
        internal ScheduledJob OtherOf(int index)
        {
            return index < _othersCount ? _others[index] : null;
        }

        /// <summary>Sleeps until a time; at least a millisecond, so that the other threads get on.</summary>
        internal void SleepUntil(long dueMicroseconds)
        {
            Thread.Sleep(MillisecondsUntil(dueMicroseconds));
        }

        /// <summary>How long a thread sleeps until a time, milliseconds. Rounded up: who wakes before it is due has to look twice.</summary>
        internal int MillisecondsUntil(long dueMicroseconds)
        {
            long left = dueMicroseconds - _clock.NowMicroseconds();
            return left > 1000 ? (int)((left + 999) / 1000) : 1;
        }

        private void AddSafety(ScheduledJob job)
        {
            if (_lastSafety == null)
            {
                _firstSafety = job;
            }
            else
            {
                _lastSafety.Next = job;
            }

            _lastSafety = job;
            _safetyCount++;
        }

        private void Report(Exception e)
        {
            string failure = e.Message ?? "a job failed";
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

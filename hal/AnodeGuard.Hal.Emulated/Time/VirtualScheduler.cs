using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// Runs the application's jobs in virtual time on the calling thread, in an order that depends on nothing but their
    /// periods: what is due first goes first, Safety before MayBlock, then in the order of registration. Managed code
    /// takes no virtual time, native calls do (<see cref="EmulatedMachine"/>), so that a job that talks to a slow bus
    /// delays the others as it does on the chip.
    /// </summary>
    public sealed class VirtualScheduler : IScheduler
    {
        private static readonly TimeSpan HoldPause = TimeSpan.FromMilliseconds(1);
        private static readonly TimeSpan HoldLimit = TimeSpan.FromSeconds(30);

        private readonly VirtualClock _clock;
        private readonly Action _checkReset;
        private readonly Action<Exception, bool> _jobThrew;
        private readonly List<Entry> _entries = new List<Entry>();
        private CancellationToken _cancellation;
        private long _stopAt = long.MaxValue;
        private long? _holding;

        internal VirtualScheduler(VirtualClock clock, Action checkReset, Action<Exception, bool> jobThrew)
        {
            _clock = clock;
            _checkReset = checkReset;
            _jobThrew = jobThrew;
        }

        /// <summary>How fast virtual time may go; as fast as it can at first.</summary>
        public WallPacing Pacing { get; } = new WallPacing();

        /// <summary>
        /// While this says true, virtual time stands still and only MayBlock jobs run: the outbox is being emptied to a
        /// broker that lives in wall time. What their native calls take does pass, and whoever is due then runs. Given up after
        /// 30 s of wall time without an end, see <see cref="HoldsGivenUp"/>.
        /// </summary>
        public Func<bool> HoldWhile { get; set; }

        /// <summary>How often <see cref="HoldWhile"/> had to be given up.</summary>
        public int HoldsGivenUp { get; private set; }

        /// <summary>How managed code takes time and threads share the chip; null: managed code takes none.</summary>
        public InterpreterModel Interpreter { get; internal set; }

        /// <summary>Virtual time spent in the longest turn of a Safety job so far, microseconds.</summary>
        public long LongestSafetyTurnMicroseconds { get; private set; }

        /// <summary>Latest start of a Safety job after it was due, microseconds.</summary>
        public long LatestSafetyStartMicroseconds { get; private set; }

        /// <inheritdoc/>
        public void Every(int periodMicroseconds, IJob job, JobKind kind)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodMicroseconds);
            ArgumentNullException.ThrowIfNull(job);
            _entries.Add(new Entry(periodMicroseconds, _clock.NowMicroseconds, kind == JobKind.Safety ? Rank.Safety : Rank.MayBlock, job.Run));
        }

        /// <summary>Calls something at every multiple of an interval of virtual time; it costs no virtual time.</summary>
        public void AddHook(long intervalMicroseconds, Action hook)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(intervalMicroseconds);
            long next = ((_clock.NowMicroseconds / intervalMicroseconds) + 1) * intervalMicroseconds;
            _entries.Add(new Entry(intervalMicroseconds, next, Rank.Hook, hook));
        }

        /// <summary>Runs until the instant and token of the last <see cref="RunUntil"/>, for an application that runs its board itself.</summary>
        public void Run()
        {
            RunUntil(_stopAt, _cancellation);
        }

        /// <summary>Says where the next <see cref="Run"/> ends.</summary>
        public void StopAt(long microseconds, CancellationToken cancellation)
        {
            _stopAt = microseconds;
            _cancellation = cancellation;
        }

        /// <summary>Runs the jobs up to an instant, which is not run any more.</summary>
        public RunEnd RunUntil(long microseconds, CancellationToken cancellation)
        {
            StopAt(microseconds, cancellation);
            try
            {
                while (!cancellation.IsCancellationRequested)
                {
                    Hold(cancellation);
                    Entry next = Next(Rank.MayBlock);
                    if (next == null || Math.Max(next.Due, _clock.NowMicroseconds) >= microseconds)
                    {
                        _clock.AdvanceTo(microseconds);
                        _checkReset();
                        return RunEnd.TimeReached;
                    }

                    Turn(next, cancellation);
                }

                return RunEnd.Cancelled;
            }
            catch (BoardResetException)
            {
                return RunEnd.Reset;
            }
        }

        /// <summary>
        /// A job that may block waits, or has used its quantum up: runs what else is due before an instant. Those that may
        /// block themselves only while it waits: one that has begun is done before the waiting one goes on. Jobs that are
        /// late all the time leave the waiting one its share: the interpreter charges a quantum 2 at the highest priority and
        /// 16 below normal (CLR_RT_Thread::GetQuantumDebit).
        /// </summary>
        internal void RunAllBut(long microseconds, bool slowOnesToo)
        {
            const int TurnsForOne = 8;
            int late = 0;
            Rank last = slowOnesToo ? Rank.MayBlock : Rank.Safety;
            for (Entry next = Next(last); next != null && late < TurnsForOne; next = Next(last))
            {
                if (_clock.NowMicroseconds >= microseconds)
                {
                    late++;
                }

                if (Math.Max(next.Due, _clock.NowMicroseconds) >= microseconds && next.Due > _clock.NowMicroseconds)
                {
                    return;
                }

                Turn(next, _cancellation);
            }
        }

        /// <summary>Forgets the application's jobs; hooks stay.</summary>
        internal void Clear()
        {
            _entries.RemoveAll(entry => entry.Rank != Rank.Hook);
        }

        private void Turn(Entry entry, CancellationToken cancellation)
        {
            Pacing.Hold(entry.Due, cancellation);
            _clock.AdvanceTo(entry.Due);
            _checkReset();
            long start = _clock.NowMicroseconds;
            long due = entry.TakeTurn(start);
            RunGuarded(entry);
            if (entry.Rank == Rank.Safety)
            {
                LatestSafetyStartMicroseconds = Math.Max(LatestSafetyStartMicroseconds, start - due);
                LongestSafetyTurnMicroseconds = Math.Max(LongestSafetyTurnMicroseconds, _clock.NowMicroseconds - start);
            }
        }

        private void RunGuarded(Entry entry)
        {
            if (entry.Rank == Rank.Hook)
            {
                entry.Run();
                return;
            }

            bool modelled = Interpreter != null && entry.Rank == Rank.MayBlock;
            entry.IsRunning = true;
            try
            {
                if (modelled)
                {
                    Interpreter.SlowJobBegins();
                }

                entry.Run();
            }
            catch (Exception failure) when (failure is not BoardResetException)
            {
                _jobThrew(failure, entry.Rank == Rank.Safety);
            }
            finally
            {
                entry.IsRunning = false;
                if (modelled)
                {
                    Interpreter.SlowJobEnded();
                }
            }
        }

        private Entry Next(Rank last)
        {
            long now = _clock.NowMicroseconds;
            Entry best = null;
            for (int i = 0; i < _entries.Count; i++)
            {
                Entry entry = _entries[i];
                if (entry.Rank <= last && !entry.IsRunning && (best == null || entry.Before(best, now)))
                {
                    best = entry;
                }
            }

            return best;
        }

        private void Hold(CancellationToken cancellation)
        {
            if (HoldWhile == null || !HoldWhile())
            {
                _holding = null;
                return;
            }

            _holding ??= Stopwatch.GetTimestamp();
            long began = _clock.NowMicroseconds;
            while (HoldWhile() && !cancellation.WaitHandle.WaitOne(HoldPause))
            {
                if (Stopwatch.GetElapsedTime(_holding.Value) > HoldLimit)
                {
                    HoldsGivenUp++;
                    break;
                }

                for (int i = _entries.Count - 1; i >= 0; i--)
                {
                    if (_entries[i].Rank == Rank.MayBlock)
                    {
                        RunGuarded(_entries[i]);
                    }
                }

                Entry next = Next(Rank.Safety);
                if (_clock.NowMicroseconds > began && next != null && next.Due <= _clock.NowMicroseconds)
                {
                    return;
                }
            }

            _holding = null;
        }

        private enum Rank
        {
            Hook = 0,
            Safety = 1,
            MayBlock = 2,
        }

        private sealed class Entry
        {
            public readonly Rank Rank;
            public readonly Action Run;
            public long Due;
            public bool IsRunning;
            private readonly long _period;

            public Entry(long period, long due, Rank rank, Action run)
            {
                _period = period;
                Due = due;
                Rank = rank;
                Run = run;
            }

            /// <summary>Goes before another one: what is overdue goes by rank, the rest by time.</summary>
            public bool Before(Entry other, long now)
            {
                long mine = Math.Max(Due, now);
                long theirs = Math.Max(other.Due, now);
                return mine != theirs ? mine < theirs : Rank != other.Rank ? Rank < other.Rank : Due < other.Due;
            }

            /// <summary>A turn begins: the next one is later than now, on the grid of the period. Gives when this one was due.</summary>
            public long TakeTurn(long now)
            {
                long due = Due;
                long missed = Math.Max(now - due, 0) / _period;
                Due += (missed + 1) * _period;
                return due;
            }
        }
    }
}

using System;
using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>Listens to the firmware's verdicts and keeps what an evaluation needs: first times, counts, scores.</summary>
    internal sealed class CaseRecorder : IVerdictListener
    {
        // The core asks a shallow contact to last 120 ms: six samples at 50 Hz.
        private const int Sustained = 6;
        private const long SettledMicroseconds = 45_000;

        private readonly VirtualClock _clock;
        private readonly long[] _first = new long[FaultId.Count * 4];
        private readonly double[] _depths = new double[Sustained];
        private int _next;
        private long _lastSense = -1;
        private long _microShorts;

        public CaseRecorder(VirtualClock clock)
        {
            _clock = clock;
            Array.Fill(_first, -1);
            Array.Fill(_depths, double.NegativeInfinity);
        }

        /// <summary>The firmware became ready, virtual microseconds; null: it never did.</summary>
        public long? ReadyMicroseconds { get; private set; }

        /// <summary>Something was raised that opens the switch or is an alarm: first time, and what; null and -1.</summary>
        public long? TrippedMicroseconds { get; private set; }

        /// <summary>The fault that did.</summary>
        public int TrippedBy { get; private set; } = -1;

        /// <summary>Depth of the sense voltage below its slow baseline, over the commissioned one.</summary>
        public Sweep Contact { get; } = new Sweep(Sweep.ContactDepths);

        /// <summary>|s| while the current exceeds J*.</summary>
        public Sweep Depletion { get; } = new Sweep(Sweep.Depletions);

        /// <summary>When the firmware counted a micro-short.</summary>
        public List<long> MicroShorts { get; } = new List<long>();

        /// <summary>How deep each of them was, volts.</summary>
        public List<double> MicroShortVolts { get; } = new List<double>();

        /// <summary>When a fault first reached a level (or a higher one); null: never.</summary>
        public long? First(int fault, byte level)
        {
            long first = long.MaxValue;
            for (int at = level; at <= FaultLevel.Alarm; at++)
            {
                long time = _first[(fault * 4) + at];
                first = time >= 0 && time < first ? time : first;
            }

            return first == long.MaxValue ? null : first;
        }

        /// <inheritdoc/>
        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            long now = _clock.NowMicroseconds;
            if (verdict.State != GuardState.NotReady)
            {
                ReadyMicroseconds ??= now;
            }

            if (verdict.RaisedFaults != 0)
            {
                NoteFaults(verdict, now);
            }

            if (verdict.Shorts.MicroShorts > _microShorts)
            {
                for (long i = _microShorts; i < verdict.Shorts.MicroShorts; i++)
                {
                    MicroShorts.Add(now);
                    MicroShortVolts.Add(verdict.Shorts.MicroShortMicrovolts * 1e-6);
                }

                _microShorts = verdict.Shorts.MicroShorts;
            }

            NoteScores(snapshot, verdict, now);
        }

        private void NoteFaults(Verdict verdict, long now)
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((verdict.RaisedFaults & (1L << fault)) == 0)
                {
                    continue;
                }

                byte level = verdict.Levels[fault];
                int index = (fault * 4) + level;
                _first[index] = _first[index] < 0 ? now : _first[index];
                FaultRow row = FaultTable.Rows[fault];
                bool opens = row.Action == FaultAction.OpenSwitch && level >= row.ActionFromLevel;
                if (TrippedMicroseconds == null && (opens || level == FaultLevel.Alarm))
                {
                    TrippedMicroseconds = now;
                    TrippedBy = fault;
                }
            }
        }

        private void NoteScores(Snapshot snapshot, Verdict verdict, long now)
        {
            if (Math.Abs(verdict.NormalizedCurrentQ24) > Verdict.OneQ24)
            {
                Depletion.Add(Math.Abs(verdict.SurfaceDepletionQ24) / (double)Verdict.OneQ24, now);
            }

            Sample sense = snapshot.SenseMicrovolts;
            bool idle = snapshot.SenseDrive == SenseDrive.Idle && snapshot.TimeMicroseconds - snapshot.SenseDriveSinceMicroseconds > SettledMicroseconds;
            if (!idle || !verdict.BaselineKnown || verdict.BaselineMicrovolts <= 0 || !sense.IsValid || sense.TimeMicroseconds == _lastSense)
            {
                return;
            }

            _lastSense = sense.TimeMicroseconds;
            _depths[_next] = (verdict.SlowBaselineMicrovolts - sense.Value) / (double)verdict.BaselineMicrovolts;
            _next = (_next + 1) % Sustained;
            double least = double.PositiveInfinity;
            foreach (double depth in _depths)
            {
                least = Math.Min(least, depth);
            }

            Contact.Add(least, now);
        }
    }
}

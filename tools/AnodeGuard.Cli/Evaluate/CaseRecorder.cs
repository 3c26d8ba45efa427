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
        private const long NoCurrent = 50_000;
        private const long LeastCell = 500_000;

        private readonly VirtualClock _clock;
        private readonly long[] _first = new long[FaultId.Count * 4];
        private readonly double[] _depths = new double[Sustained];
        private int _next;
        private long _lastSense = -1;
        private long _lastCell = -1;
        private long _recentCell;
        private long _largestCurrent;
        private double _depthBefore = double.NegativeInfinity;
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

        /// <summary>The same over two samples: the fast criterion.</summary>
        public Sweep Collapse { get; } = new Sweep(Sweep.Collapses);

        /// <summary>Fall of the cell's voltage from what it was a sample or two ago, as a part of that; not while discharging.</summary>
        public Sweep CellCollapse { get; } = new Sweep(Sweep.CellCollapses);

        /// <summary>Independent signs of a soft short at once.</summary>
        public Sweep SoftShort { get; } = new Sweep(Sweep.Signs);

        /// <summary>|s| while the current exceeds J*.</summary>
        public Sweep Depletion { get; } = new Sweep(Sweep.Depletions);

        /// <summary>When the firmware counted a micro-short.</summary>
        public List<long> MicroShorts { get; } = new List<long>();

        /// <summary>How deep each of them was, volts.</summary>
        public List<double> MicroShortVolts { get; } = new List<double>();

        /// <summary>Signs of a soft short that showed at any time, bits of <see cref="SoftShortSign"/>.</summary>
        public int SoftShortSigns { get; private set; }

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

            SoftShortSigns |= verdict.Shorts.SoftShortSigns;
            SoftShort.Add(AnodeGuard.Core.SoftShort.Count(verdict.Shorts.SoftShortSigns), now);
            NoteCell(snapshot, now);
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

        // As the core looks at it: what was is held for a sample or two, so that a fall may take as long.
        private void NoteCell(Snapshot snapshot, long now)
        {
            Sample cell = snapshot.CellMicrovolts;
            if (!cell.IsValid || cell.TimeMicroseconds == _lastCell)
            {
                return;
            }

            _lastCell = cell.TimeMicroseconds;
            long amperes = snapshot.CurrentNanoamperes.Value;
            _largestCurrent = Math.Max(_largestCurrent, Math.Abs(amperes));
            bool loaded = amperes < -Math.Max(NoCurrent, _largestCurrent / 50);
            if (!loaded && _recentCell >= LeastCell)
            {
                CellCollapse.Add(1 - (cell.Value / (double)_recentCell), now);
            }

            _recentCell = Math.Max(cell.Value, _recentCell / 4 * 3);
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
            Collapse.Add(Math.Min(_depths[_next], _depthBefore), now);
            _depthBefore = _depths[_next];
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

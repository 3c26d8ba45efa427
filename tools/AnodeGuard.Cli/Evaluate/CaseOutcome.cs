using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>What became of one case, with the hardware comparator off; where it would have acted, also with it on.</summary>
    internal sealed class CaseOutcome
    {
        // A dip is one when it is over: so long after its end.
        private const double MicroShortWithin_s = 1;
        private const double LateDip_s = 4;

        private readonly IReadOnlyList<(long Begin, long End)> _dips;

        /// <summary>Runs a case and sums it up.</summary>
        public static CaseOutcome Of(int number, CaseClass kind, long seed, double innocentHours, System.Threading.CancellationToken cancellation)
        {
            CaseRun run = new CaseRun(kind, seed, innocentHours, false);
            run.Run(cancellation);
            long? danger = CaseRun.DangerOfTwin(kind, seed, innocentHours);
            CaseRun with = run.CollapseSeen ? new CaseRun(kind, seed, innocentHours, true) : null;
            with?.Run(cancellation);
            return new CaseOutcome(number, kind, seed, run, with ?? run, danger);
        }

        private CaseOutcome(int number, CaseClass kind, long seed, CaseRun run, CaseRun with, long? danger)
        {
            Number = number;
            Class = kind;
            Seed = seed;
            Parameters = run.Draft.Parameters;
            Problem = run.Problem ?? with.Problem;
            Recorder = run.Recorder;
            Danger_s = Seconds(danger);
            Onset_s = Seconds(OnsetOf(run));
            Detected_s = Seconds(Counted(run));
            DetectedWith_s = Seconds(with == run ? Counted(run) : Earliest(Counted(with), OpenedByHardware(with)));
            ReportedBy = Reported(run);
            TrippedBy = run.Recorder.TrippedBy;
            Tripped_s = Seconds(run.Recorder.TrippedMicroseconds);
            EndOfRun_s = run.EndMicroseconds / 1e6;
            IsReady = run.Recorder.ReadyMicroseconds != null;
            IsFalseAlarm = Is(run.Recorder.TrippedMicroseconds, OnsetOf(run), kind);
            IsFalseAlarmWith = Is(Earliest(with.Recorder.TrippedMicroseconds, OpenedByHardware(with)), OnsetOf(with), kind);
            Exposure_h = Math.Min(run.EndMicroseconds / 1e6, Math.Min(Onset_s ?? double.PositiveInfinity, Tripped_s ?? double.PositiveInfinity)) / 3600;
            Dips = run.Draft.Dips.Count;
            _dips = run.Draft.Dips;
            DipsCounted = DipsDeeper(0);
            FalseDips = FalseDipsDeeper(0);
        }

        public int Number { get; }

        public CaseClass Class { get; }

        public long Seed { get; }

        public IReadOnlyList<(string Name, double Value)> Parameters { get; }

        /// <summary>Scores, for other thresholds.</summary>
        public CaseRecorder Recorder { get; }

        public string Problem { get; }

        /// <summary>The fault began, s; null: it did not (innocent, or the case ended before).</summary>
        public double? Onset_s { get; }

        /// <summary>What detection has to be ahead of, in the unprotected twin, s.</summary>
        public double? Danger_s { get; }

        /// <summary>The firmware alone found it, s.</summary>
        public double? Detected_s { get; }

        /// <summary>Found with the hardware comparator on, by whichever was first, s.</summary>
        public double? DetectedWith_s { get; }

        /// <summary>The fault that was reported first after the onset, -1: none.</summary>
        public int ReportedBy { get; }

        /// <summary>What opened the switch (or alarmed) first, -1: nothing.</summary>
        public int TrippedBy { get; }

        public double? Tripped_s { get; }

        public double EndOfRun_s { get; }

        /// <summary>The firmware became ready.</summary>
        public bool IsReady { get; }

        /// <summary>It tripped with nothing wrong.</summary>
        public bool IsFalseAlarm { get; }

        public bool IsFalseAlarmWith { get; }

        /// <summary>Time without a fault, hours: until the onset, the first trip, or the end.</summary>
        public double Exposure_h { get; }

        /// <summary>Micro-shorts that were made.</summary>
        public int Dips { get; }

        /// <summary>Those that were counted within a second of their end.</summary>
        public int DipsCounted { get; }

        /// <summary>Those that were counted and were none.</summary>
        public int FalseDips { get; }

        /// <summary>Micro-shorts that would be counted in time if only dips of this depth counted, volts.</summary>
        public int DipsDeeper(double volts)
        {
            return _dips.Count(dip => Counted(volts).Any(time => time >= dip.Begin && time <= dip.End + (MicroShortWithin_s * VirtualClock.Second)));
        }

        /// <summary>What would be counted then and is none.</summary>
        public int FalseDipsDeeper(double volts)
        {
            return Counted(volts).Count(time => !_dips.Any(dip => time >= dip.Begin && time <= dip.End + (LateDip_s * VirtualClock.Second)));
        }

        private IEnumerable<long> Counted(double volts)
        {
            return Recorder.MicroShorts.Where((_, i) => Recorder.MicroShortVolts[i] >= volts);
        }

        /// <summary>From the onset to the detection, s; null: not found, or without an onset to count from.</summary>
        public double? Latency_s
        {
            get { return Class.IsGradual ? null : Detected_s - Onset_s; }
        }

        /// <summary>From the detection to the danger, s.</summary>
        public double? Lead_s
        {
            get { return Danger_s - Detected_s; }
        }

        /// <summary>The fault really happened (a dendrite may not have reached the layer by the end).</summary>
        public bool Happened
        {
            get { return Onset_s != null && !IsFalseAlarm && (Class.Danger == Danger.None || Danger_s != null); }
        }

        /// <summary>Found, and early enough.</summary>
        public bool IsInTime(double? detected_s)
        {
            return detected_s != null && (Class.Danger == Danger.None ? detected_s - Onset_s <= Class.Deadline_s : detected_s < Danger_s);
        }

        private static long? OnsetOf(CaseRun run)
        {
            return run.Draft.OnsetMicroseconds ?? run.Truth.ContactMicroseconds;
        }

        /// <summary>The detection, where it came after the onset; what was there before is no detection.</summary>
        private static long? Counted(CaseRun run)
        {
            return run.DetectedMicroseconds >= OnsetOf(run) ? run.DetectedMicroseconds : null;
        }

        private static long? OpenedByHardware(CaseRun run)
        {
            return run.Truth.SwitchOpenCause.HasFlag(TripSources.Collapse) ? run.Truth.SwitchOpenMicroseconds : null;
        }

        private static bool Is(long? tripped, long? onset, CaseClass kind)
        {
            return tripped != null && (kind.IsInnocent || tripped < onset || onset == null);
        }

        private static int Reported(CaseRun run)
        {
            long? onset = OnsetOf(run);
            int first = -1;
            long? at = null;
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                long? time = run.Recorder.First(fault, FaultLevel.Advisory);
                if (time != null && (onset == null || time >= onset) && (at == null || time < at))
                {
                    first = fault;
                    at = time;
                }
            }

            return first;
        }

        private static long? Earliest(long? a, long? b)
        {
            return a == null || b < a ? b ?? a : a;
        }

        private static double? Seconds(long? microseconds)
        {
            return microseconds / 1e6;
        }
    }
}

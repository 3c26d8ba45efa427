using System;
using System.Threading;
using AnodeGuard.App;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>
    /// One case on the emulated board with the device's own code: every sample goes through chips, drivers and safety
    /// loop. It ends when something tripped that the case can be judged by, or when its time is up.
    /// </summary>
    internal sealed class CaseRun
    {
        private const long Slice = 5 * VirtualClock.Second;

        // What was found late is still told apart from what was not found at all.
        private const long AfterDetection = 2 * VirtualClock.Second;

        private readonly CaseClass _class;
        private readonly CaseDraft _draft;
        private readonly EmulatedMachine _machine;

        public CaseRun(CaseClass kind, long seed, double innocentHours, bool comparator)
        {
            _class = kind;
            _draft = Draw(kind, seed, innocentHours);
            _draft.Setup.ComparatorEnabled &= comparator;
            _machine = new EmulatedMachine(_draft.Setup);
            Recorder = new CaseRecorder(_machine.Clock);
        }

        public CaseRecorder Recorder { get; }

        public CaseDraft Draft
        {
            get { return _draft; }
        }

        public CellTruth Truth
        {
            get { return _machine.Truth; }
        }

        /// <summary>The hardware comparator would have tripped (or has).</summary>
        public bool CollapseSeen
        {
            get { return _machine.View.CollapseSeen; }
        }

        /// <summary>Virtual time run, microseconds.</summary>
        public long EndMicroseconds { get; private set; }

        /// <summary>Something kept the firmware from its work; null where nothing did.</summary>
        public string Problem { get; private set; }

        /// <summary>The first detection by a fault that the class asks for; null: none.</summary>
        public long? DetectedMicroseconds
        {
            get
            {
                long? first = null;
                foreach (int fault in _class.Targets)
                {
                    long? time = Recorder.First(fault, _class.Level);
                    first = first == null || time < first ? time ?? first : first;
                }

                return first;
            }
        }

        /// <summary>Runs.</summary>
        public void Run(CancellationToken cancellation)
        {
            using (_machine.Bind())
            {
                Application application = Start();
                long end = _draft.EndMicroseconds;
                while (_machine.Clock.NowMicroseconds < end && !cancellation.IsCancellationRequested && !IsDecided())
                {
                    RunEnd outcome = _machine.RunUntil(Math.Min(_machine.Clock.NowMicroseconds + Slice, end), cancellation);
                    Problem ??= _machine.JobFailure?.Message ?? application.SettingsProblem ?? application.BoardProblem;
                    if (outcome == RunEnd.Reset)
                    {
                        _machine.Restart();
                        application = Start();
                    }
                }
            }

            EndMicroseconds = _machine.Clock.NowMicroseconds;
        }

        /// <summary>The same case with the switch held closed and no firmware: when it comes to what detection has to be ahead of.</summary>
        public static long? DangerOfTwin(CaseClass kind, long seed, double innocentHours)
        {
            if (kind.Danger == Danger.None)
            {
                return null;
            }

            CaseDraft draft = Draw(kind, seed, innocentHours);
            draft.Setup.Unprotected = true;
            EmulatedMachine twin = new EmulatedMachine(draft.Setup);
            while (twin.Clock.NowMicroseconds < draft.EndMicroseconds && DangerOf(kind, twin.Truth) == null)
            {
                twin.RunUntil(twin.Clock.NowMicroseconds + VirtualClock.Second, default);
            }

            return DangerOf(kind, twin.Truth);
        }

        private static long? DangerOf(CaseClass kind, CellTruth truth)
        {
            return kind.Danger == Danger.Short ? truth.ShortMicroseconds : truth.DepletedMicroseconds;
        }

        private static CaseDraft Draw(CaseClass kind, long seed, double innocentHours)
        {
            CaseDraft draft = new CaseDraft(new MachineSetup { Seed = seed }, new SeededRandom(seed, 1), innocentHours);
            kind.Write(draft);
            return draft;
        }

        /// <summary>
        /// The switch has opened: nothing more can be learnt, but for cases whose score goes on (a contact deepens). Faults
        /// that only report let the case run on.
        /// </summary>
        private bool IsDecided()
        {
            long now = _machine.Clock.NowMicroseconds;
            bool found = DetectedMicroseconds is long detected && now >= detected + AfterDetection;
            bool tripped = Recorder.TrippedMicroseconds is long time && now >= time + AfterDetection;
            return _class.IsInnocent ? tripped : _draft.Dips.Count == 0 ? found || (tripped && Beyond(now)) : tripped;
        }

        // After a trip that is not the fault asked for: a minute more, then this fault will not be found.
        private bool Beyond(long now)
        {
            return now >= Recorder.TrippedMicroseconds + (60 * VirtualClock.Second);
        }

        private Application Start()
        {
            IBoard board = _machine.CreateBoard(null);
            Application application = new Application(board, Recorder) { CoreHash = ProductVersion.CoreHash };
            application.Start();
            return application;
        }
    }
}

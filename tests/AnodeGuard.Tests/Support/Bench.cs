using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A board in a few integers: fills snapshots as the safety loop does, 50 sense samples a second and a decision cycle
    /// every fifth, and walks the injector through self-tests when the guard asks. What the cell does is set by the test.
    /// </summary>
    public class Bench
    {
        /// <summary>Period of the fast rhythm, microseconds.</summary>
        public const long Turn = 20000;

        private readonly Guard _guard;
        private long _pullSince;
        private int _turns;

        public Bench(GuardSettings settings)
        {
            Settings = settings;
            _guard = new Guard(settings);
            Snapshot = new Snapshot();
            Snapshot.SwitchFitted = true;
            Noise = new Lcg(1);
        }

        public GuardSettings Settings { get; private set; }

        public Snapshot Snapshot { get; private set; }

        public Verdict Verdict { get; private set; }

        public Lcg Noise { get; private set; }

        public Guard Guard
        {
            get { return _guard; }
        }

        public long Now { get; set; }

        /// <summary>Cell voltage, microvolts.</summary>
        public long Cell = 3800000;

        /// <summary>What the cell voltage's converter says of it.</summary>
        public Validity CellValidity = Validity.Valid;

        /// <summary>Current while the switch is closed, nanoamperes.</summary>
        public long Current;

        /// <summary>Electrode, microvolts.</summary>
        public long Electrode = 3000000;

        /// <summary>Temperature, thousandths of a degree.</summary>
        public long Temperature = 25000;

        /// <summary>The board's temperature, thousandths of a degree; 0: it has no thermometer.</summary>
        public long BoardTemperature;

        /// <summary>Fed with each turn's sense voltage; false stops it.</summary>
        public bool SenseAlive = true;

        /// <summary>The lead is cut: the node follows the injector.</summary>
        public bool LeadOpen;

        /// <summary>What the isolated node does while the relay is open, microvolts per second.</summary>
        public long NodeDrift;

        /// <summary>The injector does nothing.</summary>
        public bool InjectorDead;

        /// <summary>The board carries out self-tests.</summary>
        public bool RunsSelfTests = true;

        /// <summary>The switch obeys.</summary>
        public bool SwitchObeys = true;

        public bool Raised(int fault)
        {
            return (Verdict.RaisedFaults & (1L << fault)) != 0;
        }

        public bool Active(int fault)
        {
            return (Verdict.ActiveFaults & (1L << fault)) != 0;
        }

        public bool Latched(int fault)
        {
            return (Verdict.LatchedFaults & (1L << fault)) != 0;
        }

        public bool Does(int action)
        {
            return (Verdict.Actions & action) != 0;
        }

        /// <summary>One fast turn.</summary>
        public Verdict Step()
        {
            Now += Turn;
            Snapshot.TimeMicroseconds = Now;
            if (SenseAlive)
            {
                Snapshot.SenseMicrovolts.Set(SenseReading(), Now, Validity.Valid, SampleSource.Ads1115);
            }

            Snapshot.OnlySense = _turns % 5 != 0;
            if (!Snapshot.OnlySense)
            {
                Cycle();
            }

            _turns++;
            Verdict = _guard.Step(Snapshot);
            Snapshot.Acknowledge = false;
            Act();
            return Verdict;
        }

        /// <summary>Turns for so long, milliseconds.</summary>
        public Verdict Run(long milliseconds)
        {
            long end = Now + (milliseconds * 1000);
            while (Now < end)
            {
                Step();
            }

            return Verdict;
        }

        /// <summary>Turns until a fault is active; microseconds it took, or -1.</summary>
        public long RunUntil(int fault, long milliseconds)
        {
            long start = Now;
            while (Now < start + (milliseconds * 1000))
            {
                Step();
                if (Active(fault))
                {
                    return Now - start;
                }
            }

            return -1;
        }

        /// <summary>Turns until ready; the switch is then closed.</summary>
        public Verdict BecomeReady()
        {
            for (int i = 0; i < 1000 && (Verdict == null || Verdict.State == GuardState.NotReady); i++)
            {
                Step();
            }

            return Verdict;
        }

        private void Cycle()
        {
            long current = Snapshot.SwitchClosed ? Current : 0;
            Snapshot.CellMicrovolts.Set(Cell, Now, CellValidity, SampleSource.Ina228);
            Snapshot.CurrentNanoamperes.Set(current, Now, Validity.Valid, SampleSource.Ina228);
            Snapshot.MeanCurrentNanoamperes.Set(current, Now, Validity.Valid, SampleSource.Ina228);
            Snapshot.CellMillicelsius.Set(Temperature, Now, Validity.Valid, SampleSource.Ads1115);
            if (BoardTemperature != 0)
            {
                Snapshot.BoardMillicelsius.Set(BoardTemperature, Now, Validity.Valid, SampleSource.Tmp117);
            }

        }

        /// <summary>Simulated front end: 1 % of step when healthy, the pull's own voltage when open (electronics, section 5).</summary>
        private long SenseReading()
        {
            long value = Electrode;
            if (Snapshot.SenseDrive == SenseDrive.RelayOpen)
            {
                value += NodeDrift * (Now - Snapshot.SenseDriveSinceMicroseconds) / 1000000;
            }
            else if (Snapshot.SenseDrive != SenseDrive.Idle && !InjectorDead)
            {
                long pull = Snapshot.SenseDrive == SenseDrive.PullUp ? 2500000 : 0;
                bool settled = Now - Snapshot.SenseDriveSinceMicroseconds > 30000;
                value += LeadOpen ? (settled ? (pull - value) * 95 / 100 : (pull - value) / 2) : (pull - value) / 101;
            }

            return ((value + Noise.Gaussian(250)) / 156) * 156;
        }

        private void Act()
        {
            if ((Verdict.Actions & GuardActions.OpenSwitch) != 0)
            {
                Snapshot.SwitchClosed = Snapshot.SwitchClosed && !SwitchObeys;
            }
            else if ((Verdict.Actions & GuardActions.AllowArm) != 0)
            {
                Snapshot.SwitchClosed = true;
            }

            if (Snapshot.SenseDrive == SenseDrive.Idle)
            {
                if (RunsSelfTests && (Verdict.Actions & GuardActions.RunSelfTest) != 0)
                {
                    Select(SenseDrive.PullDown);
                }
                else if (RunsSelfTests && (Verdict.Actions & GuardActions.OpenRelay) != 0)
                {
                    Select(SenseDrive.RelayOpen);
                }
            }
            else if (Snapshot.SenseDrive == SenseDrive.RelayOpen)
            {
                if ((Verdict.Actions & GuardActions.OpenRelay) == 0 || Now - _pullSince >= 1200000)
                {
                    Select(SenseDrive.Idle);
                }
            }
            else if (Now - _pullSince >= 50000)
            {
                Select(Snapshot.SenseDrive == SenseDrive.PullDown ? SenseDrive.PullUp : SenseDrive.Idle);
            }
        }

        private void Select(SenseDrive drive)
        {
            Snapshot.SenseDrive = drive;
            Snapshot.SenseDriveSinceMicroseconds = Now;
            _pullSince = Now;
        }
    }
}

using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// One story for three guards: one that is told of its fast turns as a board's loop tells it, one that is told nothing, and one that
    /// is kept off the quiet path of the sense electrode. In every step all figures of their verdicts are the same, or the story fails.
    /// </summary>
    internal sealed class CalmStory
    {
        private readonly Guard _told;
        private readonly Guard _plain;
        private readonly Guard _full;
        private readonly SenseCalm _kept;
        private int _test = -1;

        public CalmStory(GuardSettings settings)
        {
            _told = new Guard(settings);
            _plain = new Guard(settings);
            _full = new Guard(settings);
            _kept = (SenseCalm)Field(_full, "_calm");
        }

        public Snapshot Snapshot { get; } = new Snapshot { SwitchFitted = true };

        /// <summary>The told guard's; those of the others are the same.</summary>
        public Verdict Verdict { get; private set; }

        public long Now { get; set; }

        /// <summary>Turns so far; each fifth, the first one included, is a cycle.</summary>
        public int Turns { get; private set; }

        /// <summary>The layer, microvolts.</summary>
        public long Layer { get; set; } = 3000000;

        /// <summary>The layer's sample was taken so long before the turn, microseconds.</summary>
        public long Lag { get; set; }

        public bool HasSense { get; set; } = true;

        public bool HasCell { get; set; } = true;

        /// <summary>Through a closed switch, nanoamperes.</summary>
        public long Current { get; set; }

        /// <summary>Thousandths of a degree; 0: none is fitted.</summary>
        public long BoardTemperature { get; set; }

        /// <summary>Pascals, read after a cycle as a board does; 0: none is fitted.</summary>
        public long Pressure { get; set; }

        /// <summary>The told guard was at rest before the last step, and was told that only the sense electrode had moved.</summary>
        public bool WasShort { get; private set; }

        /// <summary>The last step has concluded anew.</summary>
        public bool HasConcluded { get; private set; }

        public bool IsTesting
        {
            get { return _test >= 0; }
        }

        public static object Field(object of, string name)
        {
            return of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic).GetValue(of);
        }

        public bool Active(int fault)
        {
            return (Verdict.ActiveFaults & (1L << fault)) != 0;
        }

        public bool Raised(int fault)
        {
            return (Verdict.RaisedFaults & (1L << fault)) != 0;
        }

        /// <summary>Six seconds in which nothing happens, and so many turns of the next cycle.</summary>
        public CalmStory Settle(int turns)
        {
            for (int turn = 0; turn < 300 + turns; turn++)
            {
                Step();
            }

            return this;
        }

        /// <summary>A turn, so long after the one before.</summary>
        public Verdict Step(long microseconds = 20000)
        {
            Now += microseconds;
            Snapshot.TimeMicroseconds = Now;
            Drive();
            if (HasSense)
            {
                Snapshot.SenseMicrovolts.Set(Node() + (Turns % 2), Now - Lag, Validity.Valid, SampleSource.Ads1115);
            }

            bool cycle = Turns % 5 == 0;
            if (cycle)
            {
                Cycle();
            }
            else if (Turns % 5 == 1 && Pressure != 0)
            {
                Snapshot.PressurePascals.Set(Pressure, Now, Validity.Valid, SampleSource.Bme680);
            }

            Turns++;
            Judge(!cycle);
            bool opens = (Verdict.Actions & GuardActions.OpenSwitch) != 0;
            Snapshot.SwitchClosed = !opens && (Snapshot.SwitchClosed || (Verdict.Actions & GuardActions.AllowArm) != 0);
            Snapshot.Acknowledge = false;
            if (_test < 0 && (Verdict.Actions & GuardActions.RunSelfTest) != 0)
            {
                _test = 0;
            }

            return Verdict;
        }

        private void Judge(bool onlySense)
        {
            WasShort = onlySense && (bool)Field(_told, "_rests");
            Snapshot.OnlySense = onlySense;
            _told.HasConcluded = false;
            _plain.HasConcluded = false;
            Verdict = _told.Step(Snapshot);
            Snapshot.OnlySense = false;
            _kept.MayHold = false;
            string when = "turn " + Turns;
            long hash = Hash(Verdict);
            Assert.True(hash == Hash(_plain.Step(Snapshot)), when);
            Assert.True(hash == Hash(_full.Step(Snapshot)), when + ", judged in full");
            Assert.True(_told.HasConcluded == _plain.HasConcluded, when + ", concluded");
            HasConcluded = _told.HasConcluded;
        }

        private static long Hash(Verdict verdict)
        {
            Fnv fnv = new Fnv();
            fnv.Add(verdict);
            return fnv.Hash;
        }

        private void Cycle()
        {
            if (HasCell)
            {
                Snapshot.CellMicrovolts.Set(3700000, Now, Validity.Valid, SampleSource.Ina228);
                long current = Snapshot.SwitchClosed ? Current : 0;
                Snapshot.CurrentNanoamperes.Set(current, Now, Validity.Valid, SampleSource.Ina228);
                Snapshot.MeanCurrentNanoamperes.Set(current, Now, Validity.Valid, SampleSource.Ina228);
            }

            Snapshot.CellMillicelsius.Set(25000, Now, Validity.Valid, SampleSource.Ads1115);
            if (BoardTemperature != 0)
            {
                Snapshot.BoardMillicelsius.Set(BoardTemperature, Now, Validity.Valid, SampleSource.Tmp117);
            }
        }

        /// <summary>A self-test: three turns down, three up, and the injector rests again, each from 5 ms before the turn.</summary>
        private void Drive()
        {
            if (_test >= 0)
            {
                SenseDrive drive = _test < 3 ? SenseDrive.PullDown : _test < 6 ? SenseDrive.PullUp : SenseDrive.Idle;
                if (drive != Snapshot.SenseDrive)
                {
                    Snapshot.SenseDrive = drive;
                    Snapshot.SenseDriveSinceMicroseconds = Now - 5000;
                }

                _test = drive == SenseDrive.Idle ? -1 : _test + 1;
            }
        }

        /// <summary>A healthy electrode gives way by 1 % (electronics, section 5).</summary>
        private long Node()
        {
            long pull = Snapshot.SenseDrive == SenseDrive.PullUp ? 2500000 : 0;
            return Snapshot.SenseDrive == SenseDrive.Idle ? Layer : Layer + ((pull - Layer) / 101);
        }
    }
}

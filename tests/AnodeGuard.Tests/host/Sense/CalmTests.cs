using System;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The quiet path of the sense electrode decides nothing: every verdict is the one that judging each sample in full gives.</summary>
    public class CalmTests
    {
        private const int Steps = 60000;

        /// <summary>
        /// Twenty minutes of a board: noise and codes, a cell on and off its current, self-tests, drift, clicks, contacts that come and
        /// go, a converter that sticks, a board that misses turns. One guard may take the quiet path, and is told of its fast turns;
        /// the other is kept off it, and is told nothing.
        /// </summary>
        [Theory]
        [InlineData(1, false)]
        [InlineData(2, false)]
        [InlineData(3, true)]
        [InlineData(4, true)]
        public void What_the_quiet_path_says_is_what_judging_in_full_says(int seed, bool waived)
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = waived, BaselineMicrovolts = seed % 2 == 0 ? 3000000 : 0 };
            Guard quiet = new Guard(settings);
            Guard full = new Guard(settings);
            SenseCalm calm = CalmOf(quiet);
            SenseCalm kept = CalmOf(full);
            Story story = new Story(seed, !waived, false);
            int calmly = 0;
            int rested = 0;
            for (int step = 0; step < Steps; step++)
            {
                Snapshot snapshot = story.Next();
                kept.MayHold = false;
                Fnv one = new Fnv();
                Fnv other = new Fnv();
                Verdict verdict = quiet.Step(snapshot);
                one.Add(verdict);
                snapshot.OnlySense = false;
                other.Add(full.Step(snapshot));
                Assert.True(one.Hash == other.Hash, $"step {step}");
                story.Note(verdict);
                calmly += Holds(calm) ? 1 : 0;
                rested += Rests(quiet) ? 1 : 0;
                Assert.False(Rests(full));
                Assert.False(Holds(kept));
            }

            Assert.InRange(calmly, Steps / 5, Steps - 1);
            Assert.InRange(rested, Steps / 5, Steps - 1);
            Assert.NotEqual(0, story.EverRaised & (1L << FaultId.SenseContactAnode));
        }

        /// <summary>
        /// The same with comparators, an operator, a voltage that cannot be and a housing under pressure, in any turn: a guard that is told of
        /// its fast turns says what one says that looks at everything, and rests between.
        /// </summary>
        [Theory]
        [InlineData(11, false)]
        [InlineData(12, false)]
        [InlineData(13, true)]
        [InlineData(14, true)]
        public void Told_of_its_fast_turns_or_not(int seed, bool waived)
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = waived, BaselineMicrovolts = 3000000, OverPressurePascals = 150000 };
            Guard told = new Guard(settings);
            Guard other = new Guard(settings);
            Story story = new Story(seed, !waived, true);
            int rested = 0;
            for (int step = 0; step < Steps; step++)
            {
                Snapshot snapshot = story.Next();
                Fnv one = new Fnv();
                Fnv two = new Fnv();
                Verdict verdict = told.Step(snapshot);
                one.Add(verdict);
                snapshot.OnlySense = false;
                two.Add(other.Step(snapshot));
                Assert.True(one.Hash == two.Hash, $"step {step}");
                story.Note(verdict);
                rested += Rests(told) ? 1 : 0;
            }

            Assert.InRange(rested, 500, Steps - 1);
            Assert.NotEqual(0, story.EverRaised & (1L << FaultId.GasRelease));
        }

        /// <summary>A clock that ran back to a second before the last self-test, the injector's with it: until it has caught up that test has no age, calm or not.</summary>
        [Fact]
        public void No_test_is_younger_than_nothing()
        {
            Bench bench = new Bench(new GuardSettings { BaselineMicrovolts = 3000000 });
            bench.BecomeReady();
            bench.Current = 2000000;
            bench.Run(4000);
            long age = bench.Verdict.SelfTestAgeMicroseconds;
            Assert.InRange(age, 0, 5000000);
            bench.Now -= age + 1000000;
            bench.Snapshot.SenseDriveSinceMicroseconds = 0;
            int calmly = 0;
            for (int step = 1; step <= 100; step++)
            {
                bench.Step();
                Assert.Equal(Math.Max(0, (step * Bench.Turn) - 1000000), bench.Verdict.SelfTestAgeMicroseconds);
                calmly += Holds(CalmOf(bench.Guard)) ? 1 : 0;
            }

            Assert.InRange(calmly, 80, 99);
        }

        /// <summary>
        /// The last calm seconds before the end of all time, where it stands still for every guard: told of its fast turns or not.
        /// </summary>
        [Fact]
        public void A_calm_at_the_end_of_time()
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = true, BaselineMicrovolts = 3000000, ReadyAfterCycles = 1 };
            Guard told = new Guard(settings);
            Guard other = new Guard(settings);
            Snapshot snapshot = new Snapshot { TimeMicroseconds = Saturating.LargestTime - 4999999 };
            int rested = 0;
            for (int step = 0; step < 350; step++)
            {
                long now = snapshot.TimeMicroseconds + 20000;
                snapshot.TimeMicroseconds = now;
                snapshot.OnlySense = step % 5 != 0;
                snapshot.SenseMicrovolts.Set(3000000 + (step % 2 * 156), now, Validity.Valid, SampleSource.Ads1115);
                if (!snapshot.OnlySense)
                {
                    snapshot.CellMicrovolts.Set(3700000 + step, now, Validity.Valid, SampleSource.Ina228);
                    snapshot.CurrentNanoamperes.Set(0, now, Validity.Valid, SampleSource.Ina228);
                }

                Fnv one = new Fnv();
                Fnv two = new Fnv();
                one.Add(told.Step(snapshot));
                snapshot.OnlySense = false;
                two.Add(other.Step(snapshot));
                Assert.True(one.Hash == two.Hash, $"step {step}");
                rested += Rests(told) ? 1 : 0;
            }

            // A quarter of a second before the ready, and all that comes after the end.
            Assert.InRange(rested, 230, 249);
        }

        /// <summary>
        /// A layer that has been at 0.503 V for a while, of 1.2 V when it was commissioned: its band would reach below 0.5 V, where the
        /// layer has collapsed. There the second sample is a contact, after no matter how calm a time.
        /// </summary>
        [Theory]
        [InlineData(500000, false)]
        [InlineData(499999, true)]
        public void A_collapse_out_of_a_calm(long microvolts, bool touches)
        {
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true });
            guard.Restore(0, 1200000);
            Snapshot snapshot = new Snapshot();
            bool Touches(long sense)
            {
                snapshot.TimeMicroseconds += 20000;
                snapshot.SenseMicrovolts.Set(sense, snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Recording);
                return guard.Step(snapshot).Levels[FaultId.SenseContactAnode] != FaultLevel.None;
            }

            for (int step = 0; step < 2000; step++)
            {
                Assert.False(Touches(503000 + (step % 2)));
            }

            Assert.True(Holds(CalmOf(guard)));
            Assert.False(Touches(microvolts));
            Assert.Equal(!touches, Holds(CalmOf(guard)));
            Assert.Equal(touches, Touches(microvolts));
        }

        private static bool Rests(Guard guard)
        {
            return (bool)typeof(Guard).GetField("_rests", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(guard);
        }

        private static SenseCalm CalmOf(Guard guard)
        {
            return (SenseCalm)typeof(Guard).GetField("_calm", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(guard);
        }

        private static bool Holds(SenseCalm calm)
        {
            return (bool)typeof(SenseCalm).GetField("_holds", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(calm);
        }

        private sealed class Story
        {
            private readonly Snapshot _snapshot = new Snapshot { SwitchFitted = true };
            private readonly Lcg _random;
            private readonly bool _tests;
            private int _turn;
            private int _test = -1;
            private long _layer = 3000000;
            private long _towards = 3000000;
            private long _current;
            private bool _sticks;
            private long _cell = 3700000;
            private long _pascals = 101000;
            private readonly bool _busy;
            private int _heldUntil;

            public Story(int seed, bool tests, bool busy)
            {
                _busy = busy;
                _random = new Lcg(seed);
                _tests = tests;
            }

            public long EverRaised { get; private set; }

            public Snapshot Next()
            {
                Snapshot snapshot = _snapshot;
                long now = snapshot.TimeMicroseconds + 20000 + (_random.Below(3000) == 0 ? 150000 : _random.Below(3));
                snapshot.TimeMicroseconds = now;
                Happen();
                _layer += (_towards - _layer) / 8;
                if (_test >= 0)
                {
                    Test(now);
                }

                long sense = _layer + (_layer > 1000000 ? _turn / 200 : 0) + _random.Between(-300, 300);
                sense -= snapshot.SenseDrive == SenseDrive.PullDown ? sense / 101 : 0;
                sense = _sticks ? 2999880 : sense / 156 * 156;
                if (_random.Below(1000) != 0)
                {
                    snapshot.SenseMicrovolts.Set(sense, now, _random.Below(4000) == 0 ? Validity.OverRange : Validity.Valid, SampleSource.Ads1115);
                }

                snapshot.OnlySense = _turn % 5 != 0;
                if (!snapshot.OnlySense)
                {
                    long current = snapshot.SwitchClosed ? _current : 0;
                    long cell = _cell + (current / 1000) + _random.Between(-200, 200);
                    snapshot.PressurePascals.Set(_pascals + _random.Below(20), now, Validity.Valid, SampleSource.Bme680);
                    snapshot.CellMicrovolts.Set(cell, now, Validity.Valid, SampleSource.Ina228);
                    snapshot.CurrentNanoamperes.Set(current + _random.Between(-100, 100), now, Validity.Valid, SampleSource.Ina228);
                    snapshot.MeanCurrentNanoamperes.Set(current, now, Validity.Valid, SampleSource.Ina228);
                }

                snapshot.Acknowledge = _turn % 1500 == 1400 || (_busy && _turn % 500 == 402);
                snapshot.HoldOpen = _turn < _heldUntil;
                snapshot.OverCurrentComparator = _busy && _random.Below(6000) == 0;
                snapshot.CollapseComparator = _random.Below(20000) == 0;
                _turn++;
                return snapshot;
            }

            public void Note(Verdict verdict)
            {
                EverRaised |= verdict.RaisedFaults;
                bool opens = (verdict.Actions & GuardActions.OpenSwitch) != 0;
                _snapshot.SwitchClosed = !opens && (_snapshot.SwitchClosed || (verdict.Actions & GuardActions.AllowArm) != 0);
                if (_tests && _test < 0 && (verdict.Actions & GuardActions.RunSelfTest) != 0)
                {
                    _test = 0;
                }
            }

            private void Happen()
            {
                int what = _random.Below(6000);
                switch (_busy || what < 11 ? what : 6000)
                {
                    case 0:
                        _towards = 300000 * _random.Below(10);
                        break;
                    case 1:
                    case 2:
                    case 3:
                        _towards = 3000000;
                        break;
                    case 4:
                        _layer += _random.Between(-200000, 200000);
                        break;
                    case 5:
                    case 6:
                        _current = _current == 0 ? 2000000 : 0;
                        break;
                    case 7:
                        _sticks = true;
                        break;
                    case 8:
                    case 9:
                    case 10:
                        _sticks = false;
                        break;
                    case 11:
                    case 12:
                        _heldUntil = _turn + 20;
                        break;
                    case 13:
                    case 14:
                        _cell = _cell == 3700000 ? 7000000 : 3700000;
                        break;
                    case 15:
                    case 16:
                        _pascals = _pascals == 101000 ? 190000 : 101000;
                        break;
                    default:
                        break;
                }
            }

            /// <summary>Three turns down, three up, and the injector rests again.</summary>
            private void Test(long now)
            {
                SenseDrive drive = _test < 3 ? SenseDrive.PullDown : _test < 6 ? SenseDrive.PullUp : SenseDrive.Idle;
                if (drive != _snapshot.SenseDrive)
                {
                    _snapshot.SenseDrive = drive;
                    _snapshot.SenseDriveSinceMicroseconds = now - 5000;
                }

                _test = drive == SenseDrive.Idle ? -1 : _test + 1;
            }
        }
    }
}

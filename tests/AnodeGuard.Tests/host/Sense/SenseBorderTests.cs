using System.Linq;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The sense electrode's detectors at the borders that FAULTS.md and their docstrings name: below, at, beyond.</summary>
    public class SenseBorderTests
    {
        private const long Second = 1000000;

        private static readonly FaultRow SomeRow = FaultTable.Rows[FaultId.SensorImplausible];

        /// <summary>A condition holds over so many samples and for so long; one that fails, or time that runs back, starts over.</summary>
        [Fact]
        public void A_condition_that_must_persist()
        {
            Persistence persistence = new Persistence(3, 100);
            Assert.False(persistence.Holds(true, 1000));
            Assert.False(persistence.Holds(true, 1099));
            Assert.False(persistence.Holds(true, 1099));
            Assert.True(persistence.Holds(true, 1100));
            Assert.Equal(3, persistence.Samples);
            Assert.False(persistence.Holds(false, 1101));
            Assert.Equal(0, persistence.Samples);
            Assert.False(persistence.Holds(true, 1200));
            Assert.False(persistence.Holds(true, 1300));
            Assert.True(persistence.Holds(true, 1300));
            Assert.False(persistence.Holds(true, 1199));
            Assert.Equal(1, persistence.Samples);
            persistence.Reset();
            Assert.Equal(0, persistence.Samples);
        }

        /// <summary>
        /// Two seconds and five samples; the halves' means 5 mV apart at most, 60 mV from peak to peak at most, 1 V to 3.45 V.
        /// </summary>
        [Theory]
        [InlineData(1000000, 1000000, 0, true, false)]
        [InlineData(999999, 999999, 0, false, true)]
        [InlineData(3450000, 3450000, 0, true, false)]
        [InlineData(3450001, 3450001, 0, false, false)]
        [InlineData(3000000, 3005000, 0, true, false)]
        [InlineData(3000000, 3005001, 0, false, false)]
        [InlineData(3005001, 3000000, 0, false, false)]
        [InlineData(3000000, 3000000, 60000, true, false)]
        [InlineData(3000000, 3000000, 60001, false, false)]
        public void A_baseline(long early, long late, long peak, bool found, bool hopeless)
        {
            BaselineWindow window = new BaselineWindow(false);
            for (int sample = 0; sample < 100; sample++)
            {
                long level = sample < 50 ? early : late;

                // A swing whose means are those of the halves all the same.
                long swing = sample % 50 == 3 ? peak / 2 : sample % 50 == 4 ? -(peak - (peak / 2)) : 0;
                Assert.False(window.Add(level + swing, 7 + (sample * 20000)));
            }

            Assert.Equal(found, window.Add(late, 7 + (2 * Second)));
            Assert.Equal(hopeless, window.IsHopeless);
            if (found)
            {
                long sum = (50 * (early + late)) + late - (peak % 2 * 2);
                Assert.Equal(sum / 101, window.Microvolts);
            }
        }

        /// <summary>Below five samples two seconds are not enough; five restless windows are hopeless, a good one ends that.</summary>
        [Fact]
        public void A_window_of_few_samples_and_a_restless_one()
        {
            BaselineWindow window = new BaselineWindow(false);
            for (int sample = 0; sample < 4; sample++)
            {
                Assert.False(window.Add(3000000, sample * 10 * Second));
            }

            Assert.True(window.Add(3000000, 40 * Second));
            for (int restless = 1; restless <= 5; restless++)
            {
                for (int sample = 0; sample < 5; sample++)
                {
                    window.Add(2000000 + (sample * 100000), (100 * restless + sample) * Second);
                }

                Assert.Equal(restless == 5, window.IsHopeless);
            }

            for (int sample = 0; sample < 5; sample++)
            {
                Assert.Equal(sample == 4, window.Add(3000000, (1000 + sample) * Second));
            }

            Assert.False(window.IsHopeless);

            // A layer that sits at 0 V by design has its baseline there; time that runs back begins anew.
            window = new BaselineWindow(true);
            window.Add(0, 100 * Second);
            for (int sample = 0; sample < 5; sample++)
            {
                Assert.Equal(sample == 4, window.Add(100, sample * Second));
            }

            Assert.Equal(100, window.Microvolts);
        }

        /// <summary>
        /// Below 0.5 V (half the baseline where that is less) and 40 % off the baseline at once; 15 % (0.3 V at least) for 120 ms
        /// and three samples. At 3 V: 0.45 V and 1.2 V.
        /// </summary>
        [Theory]
        [InlineData(3000000, 2550000, 3, 60000, true, false)]
        [InlineData(3000000, 2550001, 3, 60000, false, false)]
        [InlineData(3000000, 2550000, 3, 59999, false, false)]
        [InlineData(3000000, 2550000, 2, 120000, false, false)]
        [InlineData(3000000, 1800000, 1, 1, true, false)]
        [InlineData(3000000, 1800001, 1, 1, false, false)]
        [InlineData(3000000, 3450000, 3, 60000, false, true)]
        [InlineData(3000000, 3449999, 3, 60000, false, false)]
        [InlineData(3000000, 4200000, 1, 1, false, true)]
        [InlineData(3000000, 4199999, 1, 1, false, false)]
        [InlineData(1500000, 1200000, 3, 60000, true, false)]
        [InlineData(1500000, 1200001, 3, 60000, false, false)]
        [InlineData(1500000, 900000, 1, 1, true, false)]
        [InlineData(1500000, 900001, 1, 1, false, false)]
        [InlineData(600000, 299999, 1, 1, true, false)]
        [InlineData(600000, 300001, 1, 1, false, false)]
        public void A_contact(long baseline, long microvolts, int samples, long spacing, bool anode, bool cathode)
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(baseline);
            for (int sample = 0; sample < samples; sample++)
            {
                contact.Judge(microvolts, false, baseline, true, 5 + (sample * spacing));
                bool last = sample == samples - 1;
                Assert.Equal(anode && last, contact.TouchesAnode);
                Assert.Equal(cathode && last, contact.TouchesCathode);
                Assert.True(contact.IsStirring || !last || System.Math.Abs(microvolts - baseline) < contact.CalmMicrovolts);
            }
        }

        /// <summary>0.5 V, or half the baseline where that is less; a layer at 0 V by design never collapses, and touches no anode.</summary>
        [Fact]
        public void A_collapse_and_a_layer_at_zero_by_design()
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            Assert.Equal(500000, contact.CollapsedMicrovolts);
            Assert.Equal(225000, contact.CalmMicrovolts);
            Assert.True(contact.IsCollapsed(499999));
            Assert.False(contact.IsCollapsed(500000));
            Assert.True(contact.IsFarOff(2550000, 3000000) && contact.IsFarOff(3450000, 3000000));
            Assert.False(contact.IsFarOff(2550001, 3000000) || contact.IsFarOff(3449999, 3000000));
            contact.Commission(990000);
            Assert.Equal(495000, contact.CollapsedMicrovolts);
            Assert.Equal(150000, contact.CalmMicrovolts);
            contact = new ContactDetector(true);
            contact.Commission(10000);
            Assert.False(contact.IsCollapsed(-100000));
            for (int sample = 0; sample < 5; sample++)
            {
                contact.Judge(-2000000, false, 10000, true, sample * Second);
                Assert.False(contact.TouchesAnode || contact.TouchesCathode);
            }

            contact.Judge(0, true, 10000, false, 6 * Second);
            Assert.True(contact.TouchesCathode);
        }

        /// <summary>A known contact ends within half of the threshold; half of it for 250 ms and three samples is suspicious; a step of the current starts what is shallow over.</summary>
        [Fact]
        public void A_known_contact_a_suspicion_and_a_disturbance()
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            contact.IsKnown = true;
            contact.Judge(2775000, false, 3000000, true, 0);
            Assert.True(contact.TouchesAnode);
            contact.Judge(2775001, false, 3000000, true, 1);
            Assert.False(contact.TouchesAnode);
            contact.Judge(3225000, false, 3000000, true, 2);
            Assert.True(contact.TouchesCathode);
            contact.IsKnown = false;
            contact.Judge(3000000, false, 3000000, true, 3);
            Assert.False(contact.TouchesCathode || contact.IsStirring);
            foreach ((long time, bool suspicious) in new[] { (1000L, false), (2000L, false), (250999L, false), (251000L, true) })
            {
                contact.Judge(2775000, false, 3000000, true, time);
                Assert.Equal(suspicious, contact.IsSuspicious);
                Assert.False(contact.TouchesAnode);
            }

            contact.Judge(2775001, false, 3000000, true, 300000);
            Assert.False(contact.IsSuspicious);
            for (int sample = 0; sample < 6; sample++)
            {
                contact.Judge(2550000, false, 3000000, true, Second + (sample * 60000));
                Assert.Equal(sample == 2 || sample == 5, contact.TouchesAnode);
                if (sample == 2)
                {
                    contact.Judge(3000000, false, 3000000, true, Second + 150000);
                    contact.Disturbed();
                }
            }

            // Unsettled samples count for nothing shallow.
            contact = new ContactDetector(false);
            contact.Commission(3000000);
            for (int sample = 0; sample < 9; sample++)
            {
                contact.Judge(2550000, false, 3000000, false, sample * 60000);
                Assert.False(contact.TouchesAnode);
            }
        }

        /// <summary>What was found shallow a sample ago holds at half of the threshold, before the row has made it known.</summary>
        [Theory]
        [InlineData(-1)]
        [InlineData(1)]
        public void A_shallow_contact_holds_at_half(int sign)
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            for (int sample = 0; sample < 4; sample++)
            {
                contact.Judge(3000000 + (sign * (sample < 3 ? 450000 : 225000)), false, 3000000, true, sample * 60000);
            }

            Assert.True(sign < 0 ? contact.TouchesAnode : contact.TouchesCathode);
            contact.Judge(3000000 + (sign * 224999), false, 3000000, true, 240000);
            Assert.False(contact.TouchesAnode || contact.TouchesCathode);
        }

        /// <summary>
        /// Under a current steady for 30 s: 40 mV for half a second and three samples that the cell does not share by half, the
        /// layer no more than 0.1 V above the cathode.
        /// </summary>
        [Theory]
        [InlineData(40000, 0, 30000000, 500000, true)]
        [InlineData(39999, 0, 30000000, 500000, false)]
        [InlineData(40000, 19999, 30000000, 500000, true)]
        [InlineData(40000, 20000, 30000000, 500000, false)]
        [InlineData(40000, 0, 29999999, 500000, false)]
        [InlineData(40000, 0, 30000000, 499999, false)]
        public void A_layer_that_creeps(long rise, long with, long steady, long lasts, bool creeps)
        {
            Creep run = new Creep();
            run.Judge(3000000, 3000000, 3800000, 2000000);
            run.Judge(3000000, 3000000, 3800000, 1000000 + steady);

            // What the rise is held against follows by 1 mV/s.
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 1000000 + steady);
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 1000000 + steady);
            Assert.False(run.Watch.IsCreeping);
            long follows = lasts / 1000;
            run.Judge(3000000 + rise + follows, 3000000, 3800000 + with, 1000000 + steady + lasts);
            Assert.Equal(creeps, run.Watch.IsCreeping);
        }

        /// <summary>Beyond the cathode by more than 0.1 V nothing creeps; a rise below 20 mV ends what crept.</summary>
        [Theory]
        [InlineData(3100000, true)]
        [InlineData(3099999, false)]
        public void A_layer_beyond_the_cathode(long cell, bool creeps)
        {
            Creep run = new Creep();
            run.Judge(3100000, 3100000, cell, 2000000);
            run.Judge(3100000, 3100000, cell, 31000000);
            for (int sample = 0; sample < 3; sample++)
            {
                run.Judge(3200000, 3100000, cell, 31000000 + (sample * 250000));
            }

            Assert.Equal(creeps, run.Watch.IsCreeping);
        }

        /// <summary>
        /// With depletion near: 0.15 V that the cell shares by three quarters, twice within 15 ms, is depletion itself.
        /// </summary>
        [Theory]
        [InlineData(150000, 112500, 15000, true)]
        [InlineData(149999, 149999, 15000, false)]
        [InlineData(150000, 112499, 15000, false)]
        [InlineData(150000, 112500, 14999, false)]
        public void A_layer_that_is_lifted(long rise, long with, long lasts, bool lifted)
        {
            Creep run = new Creep();
            run.Faults.Confirm(FaultId.DepletionNear, FaultLevel.Warning);
            run.Judge(3000000, 3000000, 3800000, 2000000);
            run.Judge(3000000, 3000000, 3800000, 31000000);
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 31000000);
            Assert.Equal(with * 4 >= rise * 3, run.Watch.IsLifted);
            run.Judge(3000000 + rise + 15, 3000000, 3800000 + with, 31000000 + lasts);
            Assert.Equal(lifted ? FaultLevel.Alarm : FaultLevel.Warning, run.Faults.LevelOf(FaultId.DepletionNear));
        }

        /// <summary>
        /// Under a pull: off by a contact's threshold twice within 15 ms holds the switch open; above 2.6 V no pull leads, the
        /// cathode does; what is still collapsed 30 ms into the pull-up is the anode.
        /// </summary>
        [Theory]
        [InlineData(3000000, 2550000, 15000, SenseDrive.PullDown, 0, true, false, false)]
        [InlineData(3000000, 2550001, 15000, SenseDrive.PullDown, 0, false, false, false)]
        [InlineData(3000000, 2550000, 14999, SenseDrive.PullDown, 0, false, false, false)]
        [InlineData(2000000, 2600000, 15000, SenseDrive.PullUp, 0, true, false, false)]
        [InlineData(2000000, 2600001, 15000, SenseDrive.PullUp, 0, false, true, false)]
        [InlineData(3000000, 499999, 15000, SenseDrive.PullUp, 30000, true, false, true)]
        [InlineData(3000000, 499999, 15000, SenseDrive.PullUp, 29999, true, false, false)]
        [InlineData(3000000, 500000, 15000, SenseDrive.PullUp, 30000, true, false, false)]
        [InlineData(3000000, 499999, 15000, SenseDrive.PullDown, 30000, true, false, false)]
        public void What_moves_under_a_pull(long baseline, long microvolts, long lasts, SenseDrive drive, long driven, bool holds, bool cathode, bool anode)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(baseline);
            SlowBaseline slow = new SlowBaseline();
            slow.Set(baseline);
            PullWatch watch = new PullWatch(new GuardSettings(), faults, contact, slow);
            Channel sense = new Channel { Value = microvolts };
            foreach (long time in new[] { 0, lasts, lasts, lasts + 15000 })
            {
                sense.TimeMicroseconds = time;
                if (time <= lasts)
                {
                    watch.Judge(sense, false, false, drive, driven);
                    Assert.Equal(holds && time >= lasts, watch.HoldsOpen);
                }
                else if (cathode || anode)
                {
                    watch.Judge(sense, false, false, drive, driven);
                    watch.Judge(sense, false, false, drive, driven);
                }
            }

            Assert.Equal(cathode, faults.IsActive(FaultId.SenseContactCathode));
            Assert.Equal(anode, faults.IsActive(FaultId.SenseContactAnode));
            watch.End();
            Assert.Equal(!anode && !cathode, faults.IsActive(FaultId.SelfTestFailed));
        }

        /// <summary>The slow baseline follows by 1 mV/s; a gap counts for a minute at most, and parts of a microvolt are not lost.</summary>
        [Theory]
        [InlineData(1000000, 10000, 1000)]
        [InlineData(1000000, -10000, -1000)]
        [InlineData(1000000, 999, 999)]
        [InlineData(60000000, 100000, 60000)]
        [InlineData(60000001, 100000, 60000)]
        [InlineData(90000000, -100000, -60000)]
        [InlineData(-5, 100000, 0)]
        public void The_slow_baseline_follows(long elapsed, long away, long expected)
        {
            SlowBaseline slow = new SlowBaseline();
            slow.Set(3000000);
            slow.Follow(3000000, 5);
            slow.Follow(3000000 + away, 5 + elapsed);
            Assert.Equal(3000000 + expected, slow.Microvolts);
        }

        [Fact]
        public void Parts_of_a_microvolt_add_up_and_a_hold_lets_time_pass()
        {
            SlowBaseline slow = new SlowBaseline();
            Assert.False(slow.IsSet);
            slow.Set(0);
            slow.Hold(0);
            for (int step = 1; step <= 1000; step++)
            {
                slow.Follow(1000000, step * 1500);
            }

            Assert.Equal(1500, slow.Microvolts);
            slow.Hold(3000000);
            slow.Follow(1000000, 3001000);
            Assert.Equal(1501, slow.Microvolts);
        }

        /// <summary>0.8 V however slowly; 0.45 V at 1.7 mV/min over half an hour to two hours; it ends within half of 0.45 V.</summary>
        [Theory]
        [InlineData(800000, 0, false)]
        [InlineData(800001, 0, true)]
        [InlineData(-800001, 0, true)]
        public void A_leak_that_is_far_away(long away, int marks, bool leaks)
        {
            LeakageWatch watch = new LeakageWatch();
            watch.Judge(3000000 + away, 3000000, marks);
            Assert.Equal(leaks, watch.IsLeaking);
            watch.Judge(3000000 + (away < 0 ? -225001 : 225001), 3000000, 1);
            Assert.Equal(leaks, watch.IsLeaking);
            watch.Judge(3000000 + (away < 0 ? -225000 : 225000), 3000000, 2);
            Assert.False(watch.IsLeaking);
        }

        /// <summary>17 mV in ten minutes; half an hour is the least.</summary>
        [Theory]
        [InlineData(2, 30000, -1)]
        [InlineData(3, 17000, -1)]
        [InlineData(3, 17001, 3)]
        [InlineData(3, -17001, 3)]
        [InlineData(11, 17000, -1)]
        [InlineData(11, 17001, 3)]
        public void A_leak_by_its_rate(int intervals, long perMark, int found)
        {
            LeakageWatch watch = new LeakageWatch();
            long first = perMark > 0 ? 3450001 : 2549999;
            for (int mark = 0; mark <= intervals; mark++)
            {
                watch.Judge(first + (mark * perMark), 3000000, 5 + (mark * 600 * Second));
                Assert.Equal(found >= 0 && mark >= found, watch.IsLeaking);
                if (!watch.IsLeaking)
                {
                    Assert.Equal((mark * perMark, mark * 600 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
                }
            }
        }

        /// <summary>At 0.45 V it is near; more than twenty minutes without a sample begin anew; twelve marks are held.</summary>
        [Fact]
        public void A_leak_that_is_near_a_gap_and_the_last_two_hours()
        {
            LeakageWatch watch = new LeakageWatch();
            foreach (int mark in Enumerable.Range(0, 4))
            {
                watch.Judge(3450000 - ((3 - mark) * 20000), 3000000, mark * 600 * Second);
            }

            Assert.False(watch.IsLeaking);
            Assert.False(watch.IsDue(2399999999));
            Assert.True(watch.IsDue(2400000000));
            Assert.True(watch.IsDue(1799999999));
            watch.Judge(3450000, 3000000, (1800 * Second) + (1200 * Second));
            Assert.Equal(2400 * Second, watch.DriftMicroseconds);
            watch.Judge(3450000, 3000000, (3000 * Second) + (1200 * Second) + 1);
            Assert.Equal(0, watch.DriftMicroseconds);
            for (int mark = 1; mark < 20; mark++)
            {
                watch.Judge(3450000 - mark, 3000000, 4200000001 + (mark * 600 * Second));
                int seen = mark < 12 ? mark : 11;
                Assert.Equal((-seen, seen * 600 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
            }

            // Nothing between two marks.
            watch.Judge(3400000, 3000000, 4200000001 + (19 * 600 * Second) + (600 * Second) - 1);
            Assert.Equal(-11, watch.DriftMicrovolts);
        }

        /// <summary>The settled reading and one before it, from 19 ms on; settled from 45 ms on.</summary>
        [Fact]
        public void A_pull_is_read_twice()
        {
            PullReading pull = new PullReading();
            pull.Add(1, 18999);
            pull.Add(10, 45000);
            Assert.True(pull.IsKnown);
            Assert.False(pull.IsBelow(100) || pull.IsAbove(0));
            pull.Add(20, 50000);
            Assert.True(pull.IsBelow(21));
            Assert.False(pull.IsBelow(20));
            Assert.True(pull.IsAbove(10));
            Assert.False(pull.IsAbove(11));
            pull.Clear();
            Assert.False(pull.IsKnown);
            pull.Add(10, 45000);
            Assert.False(pull.IsBelow(100) || pull.IsAbove(0));
            pull.Clear();
            pull.Add(5, 19000);
            pull.Add(7, 44999);
            Assert.False(pull.IsKnown);
            pull.Add(9, 45000);
            Assert.True(pull.IsAbove(7));
            Assert.False(pull.IsAbove(8));
            Assert.True(pull.IsBelow(10));
            Assert.False(pull.IsBelow(9));
        }

        /// <summary>
        /// 3.030 V: healthy is a step of 30 mV (1/101), a third to three times of it; half of the way tells a contact from an
        /// open lead, 1.25 V of the pull-up from a stiff zero.
        /// </summary>
        [Theory]
        [InlineData(3030000, 3000000, 1515000, SelfTestResult.Passed)]
        [InlineData(3030000, 3020000, 1515000, SelfTestResult.Passed)]
        [InlineData(3030000, 3020001, 1515000, SelfTestResult.InjectorDead)]
        [InlineData(3030000, 3040000, 1515000, SelfTestResult.Inconclusive)]
        [InlineData(3030000, 3039999, 1515000, SelfTestResult.InjectorDead)]
        [InlineData(3030000, 2940000, 1515000, SelfTestResult.Passed)]
        [InlineData(3030000, 2939999, 1515000, SelfTestResult.Inconclusive)]
        [InlineData(3030000, 3000000, 1514999, SelfTestResult.StiffAtZero)]
        [InlineData(3030000, 1515000, 3000000, SelfTestResult.Inconclusive)]
        [InlineData(3030000, 1514999, 1250000, SelfTestResult.LeadOpen)]
        [InlineData(3030000, 1514999, 1249999, SelfTestResult.StiffAtZero)]
        [InlineData(499999, 499999, 1250000, SelfTestResult.LeadOpen)]
        [InlineData(499999, 499999, 0, SelfTestResult.StiffAtZero)]
        [InlineData(500000, 495000, 1250000, SelfTestResult.Passed)]
        public void What_a_self_test_says(long idle, long down, long up, SelfTestResult expected)
        {
            SelfTestJudge judge = new SelfTestJudge();
            Channel sense = new Channel { IsFresh = true, Value = idle };
            Assert.False(judge.Observe(SenseDrive.Idle, 45000, sense));
            foreach (SenseDrive drive in new[] { SenseDrive.PullDown, SenseDrive.PullUp })
            {
                foreach (long driven in new long[] { 20000, 45000 })
                {
                    sense.Value = drive == SenseDrive.PullDown ? down : up;
                    Assert.False(judge.Observe(drive, driven, sense));
                    Assert.True(judge.IsRunning);
                }
            }

            sense.Value = idle;
            Assert.True(judge.Observe(SenseDrive.Idle, 0, sense));
            Assert.Equal(expected, judge.Result);
            Assert.False(judge.IsRunning);
            Assert.False(judge.Observe(SenseDrive.Idle, 1, sense));
        }

        /// <summary>Without a settled idle sample, or without one pull, nothing is said; readings that disagree say nothing either.</summary>
        [Theory]
        [InlineData(44999, true, true, 0, SelfTestResult.Inconclusive)]
        [InlineData(45000, false, true, 0, SelfTestResult.Inconclusive)]
        [InlineData(45000, true, false, 0, SelfTestResult.Inconclusive)]
        [InlineData(45000, true, true, 0, SelfTestResult.Passed)]
        public void A_self_test_that_misses_something(long driven, bool down, bool up, long ignored, SelfTestResult expected)
        {
            SelfTestJudge judge = new SelfTestJudge();
            Channel sense = new Channel { IsFresh = true, Value = 3030000 };
            judge.Observe(SenseDrive.Idle, driven, sense);
            foreach (long time in new long[] { 20000, 45000 + ignored })
            {
                sense.Value = 3000000;
                judge.Observe(down ? SenseDrive.PullDown : SenseDrive.RelayOpen, time, sense);
            }

            foreach (long time in new long[] { 20000, 45000 })
            {
                judge.Observe(up ? SenseDrive.PullUp : SenseDrive.RelayOpen, time, sense);
            }

            Assert.True(judge.Observe(SenseDrive.Idle, 0, sense));
            Assert.Equal(expected, judge.Result);

            // A relay alone is no test.
            judge.Observe(SenseDrive.RelayOpen, 45000, sense);
            Assert.False(judge.Observe(SenseDrive.Idle, 0, sense));
        }

        /// <summary>
        /// Of the default 5 s a tenth is left for the test; at rest 30 s; after half a second on suspicion, before the first
        /// pass and after an unclear one; two seconds of grace; three unclear ones in a row are a failure.
        /// </summary>
        [Theory]
        [InlineData(true, false, true, 4500000)]
        [InlineData(false, false, true, 30000000)]
        [InlineData(false, true, true, 500000)]
        [InlineData(true, true, true, 500000)]
        public void When_a_self_test_is_due(bool flows, bool suspicious, bool good, long expected)
        {
            SelfTestSchedule schedule = new SelfTestSchedule(5000000);
            schedule.Judge(false, flows, false, 100);
            Assert.True(schedule.IsWanted);
            schedule.Judge(true, flows, false, 100);
            Assert.False(schedule.IsWanted);
            schedule.Finished(SelfTestResult.Passed, good, 1000);
            Assert.False(schedule.IsDue);
            schedule.Judge(false, flows, suspicious, 1000 + expected - 1);
            Assert.False(schedule.IsDue);
            schedule.Judge(false, flows, suspicious, 1000 + expected);
            Assert.True(schedule.IsDue);
            schedule.Judge(false, flows, suspicious, 1000 + expected + 2000000);
            Assert.False(schedule.HasFailed);
            schedule.Judge(false, flows, suspicious, 1000 + expected + 2000001);
            Assert.True(schedule.HasFailed);
            Assert.Equal(expected + 2000001, schedule.AgeMicroseconds(1000 + expected + 2000001));
        }

        [Theory]
        [InlineData(SelfTestResult.Inconclusive, 500000, 500000, true)]
        [InlineData(SelfTestResult.InjectorDead, 500000, 500000, true)]
        [InlineData(SelfTestResult.LeadOpen, 500000, 4500000, false)]
        [InlineData(SelfTestResult.StiffAtZero, 500000, 4500000, false)]
        public void After_a_bad_self_test(SelfTestResult result, long waitBefore, long waitAfter, bool fails)
        {
            SelfTestSchedule schedule = new SelfTestSchedule(5000000);
            long now = 1000;
            schedule.Judge(false, false, false, now);
            schedule.Finished(result, false, now);
            Assert.False(schedule.HasPassed);
            now = Due(schedule, now, waitBefore);
            schedule.Finished(SelfTestResult.Passed, true, now);
            now = Due(schedule, now, 30000000);
            for (int test = 1; test <= 3; test++)
            {
                schedule.Finished(result, false, now);
                schedule.Judge(false, false, false, now);
                Assert.Equal(fails && test == 3, schedule.HasFailed);
                now = Due(schedule, now, waitAfter);
            }

            schedule.Finished(SelfTestResult.Passed, true, now);
            schedule.Judge(false, false, false, now);
            Assert.False(schedule.HasFailed);
        }

        /// <summary>R = t / (C ln(V0/V)) on 20 uF: an exact exponential of 100 kohm, 1 Mohm, 10 Mohm.</summary>
        [Theory]
        [InlineData(1e5, 0.02)]
        [InlineData(1e6, 0.02)]
        [InlineData(1e7, 0.1)]
        public void The_resistance_of_a_contact(double ohms, double spacing)
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            Assert.Equal(20000, resistance.Nanofarads);
            resistance.Add(3000000, 3000000, 0);
            double tau = ohms * 20e-6;
            for (double time = spacing; time < 1.5 * tau; time += spacing)
            {
                resistance.Add((long)(3e6 * System.Math.Exp(-time / tau)), 3000000, (long)(time * 1e6));
            }

            Assert.InRange(resistance.Ohms / ohms, 0.99, 1.01);
        }

        /// <summary>3 % of the baseline begin a fall; less than 2 % of it are noise; ten minutes are the longest; 1.6 tau within one sample is the bound.</summary>
        [Fact]
        public void What_a_falls_first_sample_says()
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(3000000, 3000000, 0);
            resistance.Add(2910001, 3000000, 100000);
            Assert.Equal(SenseFigures.Unknown, resistance.Ohms);
            resistance.Add(582000, 3000000, 200000);

            // 0.1 s over 20 uF times ln 5 of the fall from 2.91 V: at most 3107 ohm.
            Assert.Equal(3107, resistance.Ohms);
            resistance.Add(1, 3000000, 300000);
            Assert.Equal(3107, resistance.Ohms);
            resistance.Add(3000000, 3000000, 400000);
            resistance.Add(2910000, 3000000, 500000);

            // ln(3/2.91) as 2 * 0.09 / 5.91.
            Assert.InRange(resistance.Ohms, 164166, 164168);
        }

        /// <summary>2 % of a fall are the least that says something: 2 (1.01 - 0.99) / (1.01 + 0.99).</summary>
        [Theory]
        [InlineData(990000, true)]
        [InlineData(990001, false)]
        public void The_smallest_fall(long microvolts, bool known)
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(1010000, 1040000, 1000);
            resistance.Add(microvolts, 1040000, 1001000);

            // 1 s over 20 uF times 0.02.
            Assert.Equal(known ? 2500000 : SenseFigures.Unknown, resistance.Ohms);
        }

        /// <summary>A layer that was alive for a sample and has lost more than 40 % since had that sample's voltage for a baseline.</summary>
        [Theory]
        [InlineData(3000000, 1799999, true)]
        [InlineData(3000000, 1800000, false)]
        [InlineData(999999, 0, false)]
        [InlineData(1000000, 0, true)]
        [InlineData(3450001, 0, false)]
        public void A_layer_that_fell_before_it_was_known(long alive, long microvolts, bool fell)
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = true };
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            Commissioning search = new Commissioning(settings, faults, new SelfTestMonitor(settings, faults));
            Channel sense = new Channel { IsFreshAndValid = true, Value = alive, TimeMicroseconds = 1 };
            Assert.False(search.Judge(sense, true));
            sense.Value = microvolts;
            sense.TimeMicroseconds = 20001;
            Assert.False(search.Judge(sense, false));
            Assert.Equal(fell, search.Judge(sense, true));
            Assert.Equal(fell ? alive : 0, search.Microvolts);
        }

        /// <summary>
        /// Quiet: no more than C/100 for a minute, a test that passed less than 20 s ago, none due. What moved since a test
        /// passed moved with its lead whole.
        /// </summary>
        [Theory]
        [InlineData(50000, 59999999, false)]
        [InlineData(50000, 60000000, true)]
        [InlineData(-50000, 60000000, true)]
        [InlineData(50001, 60000000, false)]
        [InlineData(-50001, 60000000, false)]
        [InlineData(0, 74999999, true)]
        [InlineData(0, 75000000, false)]
        public void When_it_is_quiet(long nanoamperes, long now, bool quiet)
        {
            const long Passed = 55000000;
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            SelfTestMonitor monitor = new SelfTestMonitor(new GuardSettings(), faults);
            Snapshot snapshot = new Snapshot();
            ChannelSet channels = new ChannelSet();
            foreach ((SenseDrive drive, long volts, long time) in new[]
            {
                (SenseDrive.Idle, 3030000L, Passed - 300000), (SenseDrive.PullDown, 3000000L, Passed - 200000), (SenseDrive.PullDown, 3000000L, Passed - 180000),
                (SenseDrive.PullUp, 3000000L, Passed - 100000), (SenseDrive.PullUp, 3000000L, Passed - 80000), (SenseDrive.Idle, 3030000L, Passed),
            })
            {
                snapshot.TimeMicroseconds = time;
                snapshot.SenseMicrovolts.Set(volts, time, Validity.Valid, SampleSource.Ads1115);
                snapshot.CurrentNanoamperes.Set(0, time, Validity.Valid, SampleSource.Ina228);
                channels.Observe(snapshot, time);
                monitor.Judge(drive, 45000, channels, false, true, time);
            }

            Assert.True(monitor.LastWasGood);
            Assert.True(monitor.HasPassedSince(Passed, now));
            Assert.False(monitor.HasPassedSince(Passed + 1, now));
            snapshot.CurrentNanoamperes.Set(nanoamperes, now, Validity.Valid, SampleSource.Ina228);
            channels.Observe(snapshot, now);
            monitor.Judge(SenseDrive.Idle, 45000, channels, false, true, now);
            Assert.Equal(quiet, monitor.IsQuiet);
        }

        /// <summary>The relay: every ten minutes, from 0.1 s on, over 0.9 s; 8.4 mV/s is what 1 pA does on 119 pF.</summary>
        [Fact]
        public void The_relay_open_test()
        {
            RelayOpenWatch watch = new RelayOpenWatch();
            SenseFigures figures = new SenseFigures();
            watch.Schedule(100);
            Assert.True(watch.IsWanted);
            Channel sense = new Channel { IsFreshAndValid = true, Value = 9000000 };
            watch.Add(sense, 99999, figures);
            foreach ((long time, bool known) in new[] { (100000L, false), (999999L, false), (1000000L, true) })
            {
                sense.TimeMicroseconds = 7000000 + time;
                sense.Value = 3000000 - (time * 84 / 10000);
                watch.Add(sense, time, figures);
                Assert.Equal(known, figures.RelayOpenDriftKnown);
            }

            Assert.Equal(-8400, figures.RelayOpenDriftMicrovoltsPerSecond);
            Assert.False(watch.IsWanted);
            watch.Close(1000);
            watch.Schedule(600000999);
            Assert.False(watch.IsWanted);
            watch.Schedule(600001000);
            Assert.True(watch.IsWanted);
            watch.Schedule(1000);
            Assert.False(watch.IsWanted);
            watch.Schedule(999);
            Assert.True(watch.IsWanted);
        }

        /// <summary>A hundred samples of one code over two seconds, of the board's converter, with time between them.</summary>
        [Theory]
        [InlineData(100, 20203, SampleSource.Ads1115, true)]
        [InlineData(99, 20203, SampleSource.Ads1115, false)]
        [InlineData(100, 20202, SampleSource.Ads1115, false)]
        [InlineData(100, 20203, SampleSource.Recording, false)]
        public void A_stuck_code(int samples, long spacing, SampleSource source, bool stuck)
        {
            StuckWatch watch = new StuckWatch();
            Channel sense = new Channel { IsFreshAndValid = true, Value = 5, PreviousValue = 5, IntervalMicroseconds = spacing };
            bool found = false;
            for (int sample = 0; sample < samples; sample++)
            {
                Assert.False(found);
                sense.TimeMicroseconds = sample * spacing;
                found = watch.Observe(source, sense);
            }

            Assert.Equal(stuck, found);
            sense.IntervalMicroseconds = 0;
            Assert.False(watch.Observe(source, sense));
        }

        /// <summary>Sixteen samples 60 ms apart that rise by 3 mV each: 50 mV/s; time that runs back begins anew.</summary>
        [Fact]
        public void The_slope()
        {
            SlopeEstimator slope = new SlopeEstimator();
            for (int sample = 0; sample < 40; sample++)
            {
                slope.Add(1000000 + (sample * 3000), sample * 60000);
                Assert.Equal(sample < 15 ? 0 : 50000, slope.MicrovoltsPerSecond);
                Assert.Equal(sample < 15 ? 1000000 : 1000000 + ((sample - 15) * 3000), slope.OldestMicrovolts);
            }

            // The newest four against the oldest four: one sample of 1.2 V moves their mean by a quarter of it over 0.72 s.
            slope.Add(1120000 + 1200000, 40 * 60000);
            Assert.Equal(50000 + 416667, slope.MicrovoltsPerSecond);
            slope.Add(0, 0);
            Assert.Equal(0, slope.MicrovoltsPerSecond);
        }

        /// <summary>A doubt stands with the row's debounce, and falls with its channel.</summary>
        [Fact]
        public void A_doubt()
        {
            Doubt doubt = new Doubt(SomeRow);
            Channel channel = new Channel { IsFitted = true, IsFresh = true };
            for (int sample = 0; sample < 3; sample++)
            {
                channel.TimeMicroseconds = sample * 25000;
                doubt.Judge(channel, false);
                Assert.Equal(sample == 2, doubt.Stands);
                Assert.True(doubt.IsStirring);
            }

            channel.IsFresh = false;
            doubt.Judge(channel, true);
            Assert.True(doubt.Stands);
            channel.IsFitted = false;
            doubt.Judge(channel, true);
            Assert.False(doubt.Stands);
            channel.IsFitted = true;
            channel.IsFresh = true;
            doubt.Judge(channel, true);
            Assert.False(doubt.IsStirring);
        }

        /// <summary>A layer and a cell under a current that has flowed since 1 s, self-tests waived.</summary>
        private sealed class Creep
        {
            private readonly Channel _sense = new Channel { IsFitted = true };
            private readonly Channel _voltage = new Channel { IsFitted = true };

            public Creep()
            {
                GuardSettings settings = new GuardSettings { SelfTestWaived = true };
                Faults = new FaultRegister(new byte[FaultId.Count]);
                SteadyCurrent current = new SteadyCurrent(settings) { HasCurrent = true, SinceMicroseconds = 1000000 };
                Watch = new RiseWatch(current, new SelfTestMonitor(settings, Faults), Faults);
            }

            public FaultRegister Faults { get; }

            public RiseWatch Watch { get; }

            public void Judge(long sense, long slow, long cell, long time)
            {
                _sense.Value = sense;
                _sense.TimeMicroseconds = time;
                _voltage.Value = cell;
                Watch.Judge(_sense, slow, _voltage);
            }
        }

        private static long Due(SelfTestSchedule schedule, long now, long wait)
        {
            schedule.Judge(false, false, false, now + wait - 1);
            Assert.False(schedule.IsDue);
            schedule.Judge(false, false, false, now + wait);
            Assert.True(schedule.IsDue);
            return now + wait;
        }
    }
}

using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Self-tests of the sense electrode: what a pull says, when one is due, what it makes of a failure, at the borders that the docstrings name.</summary>
    public class SelfTestBorderTests
    {
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
            pull.Clear();
            pull.Add(5, 19000);
            pull.Add(9, 45000);
            Assert.True(pull.IsAbove(5));
            Assert.False(pull.IsAbove(6));
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
                channels.Look(snapshot, time);
                monitor.Judge(drive, 45000, channels, false, true, time);
            }

            Assert.True(monitor.LastWasGood);
            Assert.True(monitor.HasPassedSince(Passed, now));
            Assert.False(monitor.HasPassedSince(Passed + 1, now));
            snapshot.CurrentNanoamperes.Set(nanoamperes, now, Validity.Valid, SampleSource.Ina228);
            channels.Observe(snapshot, now);
            channels.Look(snapshot, now);
            monitor.Judge(SenseDrive.Idle, 45000, channels, false, true, now);
            Assert.Equal(quiet, monitor.IsQuiet);
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

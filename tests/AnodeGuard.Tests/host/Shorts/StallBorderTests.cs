using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A charge whose voltage no longer rises, at the borders that the docstrings name.</summary>
    public class StallBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// 10 mV below where it was while more than 3 % of the last discharge went in, from a twentieth of it on; the current
        /// within 5 %, no more than 3 K warmer.
        /// </summary>
        [Theory]
        [InlineData(3990000, 30000001, 100000, 25000, true)]
        [InlineData(3990000, 30000000, 100000, 25000, false)]
        [InlineData(3990001, 30000001, 100000, 25000, false)]
        [InlineData(3990000, 30000001, 105000, 25000, true)]
        [InlineData(3990000, 30000001, 105001, 25000, false)]
        [InlineData(3990000, 30000001, 94999, 25000, false)]
        [InlineData(3990000, 30000001, 100000, 28000, true)]
        [InlineData(3990000, 30000001, 100000, 28001, false)]
        [InlineData(3990000, 30000001, 100000, 21999, false)]
        public void A_charge_that_stalls(long microvolts, long more, long nanoamperes, long millicelsius, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            Stall(stall, tracker, 50000000, 4000000, 100000, 25000);
            Stall(stall, tracker, 50000000 + (more / 2), microvolts, nanoamperes, millicelsius);
            Assert.False(stall.IsStalling);
            Stall(stall, tracker, 50000000 + more, microvolts, nanoamperes, millicelsius);
            Assert.Equal(stalls, stall.IsStalling);

            // It is told through the discharge and the next charge, not longer.
            tracker.Direction = -1;
            stall.Turn(tracker);
            Assert.Equal(stalls, stall.IsStalling);
            tracker.Direction = 1;
            stall.Turn(tracker);
            Assert.Equal(stalls, stall.IsStalling);
            tracker.Direction = -1;
            stall.Turn(tracker);
            Assert.False(stall.IsStalling);
        }

        /// <summary>Held against the highest voltage, however slowly it goes down: 5 mV, and 11 mV below it.</summary>
        [Theory]
        [InlineData(90000000, false)]
        [InlineData(90000001, true)]
        public void A_charge_that_sinks_slowly(long charge, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            Stall(stall, tracker, 50000000, 4000000, 100000, 25000);
            Stall(stall, tracker, 60000000, 3995000, 100000, 25000);
            Stall(stall, tracker, 70000000, 3989000, 100000, 25000);
            Stall(stall, tracker, charge, 3989000, 100000, 25000);
            Assert.Equal(stalls, stall.IsStalling);
        }

        /// <summary>The first twentieth of a charge begins anew with each sample; so does a current below C/1000.</summary>
        [Theory]
        [InlineData(49999999, 100000, false)]
        [InlineData(50000000, 100000, true)]
        [InlineData(50000000, 5000, false)]
        public void Where_a_charge_begins(long from, long between, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            Stall(stall, tracker, 49000000, 4000000, 100000, 25000);
            Stall(stall, tracker, from, 3980000, between, 25000);
            Stall(stall, tracker, 80000002, 3980000, 100000, 25000);
            Assert.Equal(stalls, stall.IsStalling);
        }

        /// <summary>
        /// More went in than the last charge held, by more than 5 %, and the voltage is more than 20 mV below its end; the current
        /// within 10 %, the temperature within 3 K, no day of rest since.
        /// </summary>
        [Theory]
        [InlineData(50000001, 4079999, 100000, 25000, 0, true)]
        [InlineData(50000000, 4079999, 100000, 25000, 0, false)]
        [InlineData(50000001, 4080000, 100000, 25000, 0, false)]
        [InlineData(50000001, 4079999, 110000, 25000, 0, true)]
        [InlineData(50000001, 4079999, 110001, 25000, 0, false)]
        [InlineData(50000001, 4079999, 100000, 28000, 0, true)]
        [InlineData(50000001, 4079999, 100000, 28001, 0, false)]
        [InlineData(50000001, 4079999, 89999, 25000, 0, false)]
        [InlineData(50000001, 4079999, 100000, 22000, 0, true)]
        [InlineData(50000001, 4079999, 100000, 21999, 0, false)]
        [InlineData(50000001, 4079999, 100000, 25000, 86399, true)]
        [InlineData(50000001, 4079999, 100000, 25000, 86400, false)]
        public void A_charge_that_never_ends(long beyond, long microvolts, long nanoamperes, long millicelsius, long rest, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            tracker.Charged.Pairs = 1;
            tracker.Charged.HighestMicrovolts = 4100000;
            tracker.Charged.PeakNanoamperes = 100000;
            tracker.Charged.Millicelsius = 25000;
            tracker.Direction = -1;
            stall.Turn(tracker);
            stall.Judge(tracker, 3000000, -100000, 25000, Second);
            stall.Judge(tracker, 3000000, -5000, 25000, rest * Second / 2);
            stall.Judge(tracker, 3000000, 5000, 25000, rest * Second / 2);
            stall.Judge(tracker, 3000000, -5001, 25000, 90000 * Second);
            tracker.Direction = 1;
            stall.Turn(tracker);
            tracker.Nanocoulombs = beyond;
            Assert.Equal(stalls, stall.Judge(tracker, microvolts, nanoamperes, millicelsius, Second));
            Assert.Equal(stalls, stall.IsStalling);
        }

        private static void Stall(SoftShortStall stall, HalfCycleTracker tracker, long charge, long microvolts, long nanoamperes, long millicelsius)
        {
            tracker.Nanocoulombs = charge;
            stall.Judge(tracker, microvolts, nanoamperes, millicelsius, Second);
        }

        private static HalfCycleTracker Charging()
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings()) { Direction = 1 };
            tracker.Discharged.IsWhole = true;
            tracker.Discharged.Nanocoulombs = 1000000000;
            return tracker;
        }
    }
}

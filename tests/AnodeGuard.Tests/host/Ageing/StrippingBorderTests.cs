using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Jumps of the polarisation in stripping, at the borders that FAULTS.md and the docstrings name.</summary>
    public class StrippingBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// 50 mV (150 mV) within 0.3 % of the half-cycle's charge, for 2 s and three samples, from 2 % after a change of current
        /// to 70 %, at the usual current (a fifth more at most) and temperature (10 K). Two findings raise the row.
        /// </summary>
        [Theory]
        [InlineData(49999, 300, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(149999, 300, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(150000, 300, 100000, 25000, FaultLevel.Warning)]
        [InlineData(50000, 12, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 13, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 419, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 420, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 120000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 300, 120001, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 35000, FaultLevel.Advisory)]
        [InlineData(50000, 300, 100000, 35001, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 14999, FaultLevel.None)]
        public void A_jump_of_the_polarisation_in_stripping(long jump, int at, long nanoamperes, long millicelsius, byte level)
        {
            foreach (CellType type in new[] { CellType.Full, CellType.HalfCopper, CellType.Symmetric })
            {
                Stripping run = new Stripping(type, 600000);
                for (int sample = 0; sample < 500; sample++)
                {
                    run.Judge(sample * 1000, 20000 + (sample >= at ? jump : 0), nanoamperes, millicelsius, Second);

                    // Three samples, two seconds, and one more for the row.
                    Assert.Equal(sample >= at + 3 ? level : FaultLevel.None, run.Level);
                }
            }
        }

        /// <summary>It must last two seconds and three samples.</summary>
        [Theory]
        [InlineData(999999, 4)]
        [InlineData(1000000, 3)]
        [InlineData(5000000, 3)]
        [InlineData(500000, 5)]
        public void A_jump_must_last(long interval, int after)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 120; sample++)
            {
                run.Judge(sample * 1000, sample >= 100 ? 60000 : 0, 100000, 25000, interval);
                Assert.Equal(sample >= 100 + after ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>Half of the rise gone ends it; so does another current (5 %).</summary>
        [Theory]
        [InlineData(45000, 100000, FaultLevel.Advisory)]
        [InlineData(44999, 100000, FaultLevel.None)]
        [InlineData(80000, 105000, FaultLevel.Advisory)]
        [InlineData(80000, 105001, FaultLevel.None)]
        [InlineData(80000, 94999, FaultLevel.None)]
        public void A_jump_that_is_over(long polarisation, long nanoamperes, byte level)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 130; sample++)
            {
                bool later = sample >= 110;
                run.Judge(sample * 1000, later ? polarisation : sample >= 100 ? 80000 : 20000, later ? nanoamperes : 100000, 25000, Second);
                Assert.Equal(sample >= 111 ? level : sample >= 103 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>Within a tenth of the place it had in the half-cycle before, it is the cell's own.</summary>
        [Theory]
        [InlineData(400, FaultLevel.None)]
        [InlineData(402, FaultLevel.Advisory)]
        [InlineData(200, FaultLevel.None)]
        [InlineData(198, FaultLevel.Advisory)]
        public void A_jump_at_its_usual_place(int place, byte level)
        {
            foreach (CellType type in new[] { CellType.Full, CellType.HalfCopper })
            {
                Stripping run = new Stripping(type, 1000000);
                Jump(run, 300);
                Assert.Equal(FaultLevel.Advisory, run.Level);
                run.Turn();
                Assert.Equal(FaultLevel.None, run.Level);
                run.Turn();
                Jump(run, place);
                Assert.Equal(level, run.Level);
                run.Turn();
                run.Turn();

                // And then where it was then.
                Jump(run, place);
                Assert.Equal(FaultLevel.None, run.Level);
            }
        }

        /// <summary>Samples more than 1 % of the charge apart say nothing about a jump.</summary>
        [Theory]
        [InlineData(6000, FaultLevel.Advisory)]
        [InlineData(6001, FaultLevel.None)]
        public void Samples_too_far_apart(long apart, byte level)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 60; sample++)
            {
                run.Judge(sample * apart, sample >= 30 ? 60000 : 0, 100000, 25000, Second);
            }

            Assert.Equal(level, run.Level);
        }

        /// <summary>Where metal is plated a jump means something else.</summary>
        [Theory]
        [InlineData(CellType.Full, 1)]
        [InlineData(CellType.HalfCopper, -1)]
        public void A_jump_in_plating(CellType type, int direction)
        {
            Stripping run = new Stripping(type, 600000, direction);
            for (int sample = 0; sample < 200; sample++)
            {
                run.Judge(sample * 1000, sample >= 100 ? 60000 : 0, 100000, 25000, Second);
                Assert.Equal(FaultLevel.None, run.Level);
            }
        }

        /// <summary>A rest, or a pulse back, within a half-cycle says nothing about a jump: neither that it is over nor that it is one.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(-100000)]
        public void A_jump_outlasts_a_rest(long between)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 140; sample++)
            {
                bool rests = sample >= 110 && sample < 120;
                run.Judge(sample * 1000, rests || sample < 100 ? 0 : 60000, rests ? between : 100000, 25000, Second);
                Assert.Equal(sample >= 103 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>One sample beyond 150 mV makes it a warning, with the next sample, and a warning it stays.</summary>
        [Theory]
        [InlineData(110)]
        [InlineData(111)]
        public void A_jump_that_was_a_warning(int at)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 130; sample++)
            {
                run.Judge(sample * 1000, sample == at ? 150000 : sample >= 100 ? 60000 : 0, 100000, 25000, Second);
                Assert.Equal(sample > at ? FaultLevel.Warning : sample >= 103 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>60 mV over a sixtieth of a percent of the charge are a jump, over half a percent none, however dense the samples.</summary>
        [Theory]
        [InlineData(6000, FaultLevel.Advisory)]
        [InlineData(2000, FaultLevel.None)]
        public void A_jump_of_many_samples(long perSample, byte level)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 400; sample++)
            {
                long polarisation = sample < 300 ? 0 : System.Math.Min(60000, (sample - 299) * perSample);
                run.Judge(sample * 100, polarisation, 100000, 25000, Second);
            }

            Assert.Equal(level, run.Level);
        }

        private static void Jump(Stripping run, int at)
        {
            for (int sample = 0; sample < 700; sample += 2)
            {
                run.Judge(sample * 1000, 20000 + (sample >= at ? 60000 : 0), 100000, 25000, Second);
                if (sample > at + 20)
                {
                    return;
                }
            }
        }

        /// <summary>A half-cycle that strips, sample by sample.</summary>
        private sealed class Stripping
        {
            private readonly FaultRegister _faults = new FaultRegister(new byte[FaultId.Count]);
            private readonly HalfCycleTracker _tracker;
            private readonly StrippingWatch _watch;
            private readonly int _direction;
            private long _now;

            public Stripping(CellType type, long length, int direction = 0)
            {
                GuardSettings settings = new GuardSettings { CellType = type };
                _direction = direction != 0 ? direction : type == CellType.HalfCopper ? 1 : -1;
                _watch = new StrippingWatch(settings, _faults);
                _tracker = new HalfCycleTracker(settings) { Direction = _direction };
                HalfCycle before = _tracker.Before;
                before.IsWhole = true;
                before.Nanocoulombs = length;
                before.PeakNanoamperes = 100000;
                before.Millicelsius = 25000;
            }

            public byte Level
            {
                get { return _faults.LevelOf(FaultId.StrippingPolarisation); }
            }

            public void Turn()
            {
                _tracker.Direction = -_tracker.Direction;
                _watch.Turn(_tracker.Direction, _now);
            }

            public void Judge(long flowed, long polarisation, long nanoamperes, long millicelsius, long interval)
            {
                _now += interval;
                _tracker.Nanocoulombs = _direction * flowed;
                _watch.Judge(_tracker, _direction * polarisation, _direction * nanoamperes, millicelsius, _now);
            }
        }
    }
}

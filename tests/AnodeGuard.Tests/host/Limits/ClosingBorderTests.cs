using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Pores that close over seconds, at the borders that FAULTS.md names: at, one unit beyond, back. 5 mA through 10 ohm, which
    /// a step has shown, for 21 s; then the current falls by a fifth from sample to sample.
    /// </summary>
    public sealed class ClosingBorderTests
    {
        private const long Before = 5000000;

        /// <summary>What is left, how far the voltage has moved on, how far it came back, how much warmer the cell became.</summary>
        [Theory]

        // A third of the current: with 10 L - 5 mA through 10 ohm, 117 mV would do.
        [InlineData(1666666, 150000, 0, 500, true)]
        [InlineData(1666667, 150000, 0, 500, false)]

        // Ten times the resistance: (10 * 1.6 mA - 5 mA) * 10 ohm.
        [InlineData(1600000, 110000, 0, 500, true)]
        [InlineData(1600000, 109999, 0, 500, false)]

        // Held: a fifth of 3.3616 mA * 10 ohm.
        [InlineData(1638400, 150000, 6723, 500, true)]
        [InlineData(1638400, 150000, 6724, 500, false)]

        // A tenth of the current needs no more of the voltage than that it stays.
        [InlineData(500000, 0, 0, 500, true)]
        [InlineData(500010, 0, 0, 500, false)]
        [InlineData(500000, 0, 0, 499, false)]
        public void A_current_that_fades(long left, long moved, long back, long warmed, bool shut)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = Working(sign, 90000 - warmed, 50000);
                trace.Millicelsius = 90000;
                trace.Cell += sign * moved;
                Fade(trace, sign, left, Before / 5, back);
                trace.Steps(2);
                Assert.Equal(shut, IsShut(trace));
            }
        }

        [Theory]
        [InlineData(90000, true)]
        [InlineData(89999, false)]
        public void The_cell_is_hot(long millicelsius, bool shut)
        {
            ExactTrace trace = Working(1, 80000, 50000);
            trace.Millicelsius = millicelsius;
            trace.Cell += 150000;
            Fade(trace, 1, 1000000, Before / 5);
            trace.Steps(2);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>A fifth at most from sample to sample: what falls by more was turned down.</summary>
        [Theory]
        [InlineData(1000000, true)]
        [InlineData(1000001, false)]
        public void The_largest_fall_between_two_samples(long slice, bool shut)
        {
            ExactTrace trace = Working(1, 80000, 50000);
            trace.Millicelsius = 95000;
            trace.Cell += 150000;
            Fade(trace, 1, 1000000, slice);
            trace.Steps(2);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>I R of the 4.5 mA that are lost must have been 5 mV; the step shows 1.111 ohm.</summary>
        [Theory]
        [InlineData(5556, true)]
        [InlineData(5554, false)]
        public void The_smallest_polarisation_that_can_be_missed(long stepMicrovolts, bool shut)
        {
            ExactTrace trace = Working(1, 80000, stepMicrovolts);
            trace.Millicelsius = 95000;
            Fade(trace, 1, 500000, Before / 5);
            trace.Steps(2);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>Held against what was 20 to 40 s ago: a tenth is not reached within that where it takes a minute.</summary>
        [Theory]
        [InlineData(10, true)]
        [InlineData(20, true)]
        [InlineData(60, false)]
        public void How_fast_it_fades(int seconds, bool shut)
        {
            ExactTrace trace = Working(1, 80000, 50000);
            trace.Millicelsius = 95000;
            for (int tenth = 0; tenth < (seconds * 10) + 5; tenth++)
            {
                trace.Current = (long)(Before * System.Math.Pow(10, -tenth / (10.0 * seconds)));
                trace.Millicelsius += 10;
                trace.Steps(1);
            }

            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>Samples more than a second apart do not follow from each other, nor what an open switch parts.</summary>
        [Theory]
        [InlineData(1000000, false, true)]
        [InlineData(1000001, false, false)]
        [InlineData(1000000, true, false)]
        public void What_follows_from_what(long spacing, bool opened, bool shut)
        {
            ExactTrace trace = Working(1, 80000, 50000);
            trace.Millicelsius = 95000;
            trace.Cell += 150000;
            trace.Spacing = spacing;
            trace.Snapshot.SwitchFitted = opened;
            Fade(trace, 1, 1000000, Before / 5);
            trace.Steps(2);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>C/100 at most is no current.</summary>
        [Theory]
        [InlineData(500000, true)]
        [InlineData(500001, false)]
        public void A_current_that_hardly_flowed(long capacityMicroampereHours, bool shut)
        {
            ExactTrace trace = Working(1, 80000, 50000, capacityMicroampereHours - 1);
            trace.Millicelsius = 95000;
            trace.Cell += 150000;
            Fade(trace, 1, 1000000, Before / 5);
            trace.Steps(2);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>The next step shows whether it conducts: less than ten times the 10 ohm of before, and not none at all.</summary>
        [Theory]
        [InlineData(99, false)]
        [InlineData(100, true)]
        [InlineData(10, true)]
        [InlineData(0, true)]
        public void It_ends_with_a_step_through_little_resistance(long ohms, bool shut)
        {
            ExactTrace trace = Shut();
            trace.Current = 4000000;
            trace.Cell += ohms * 3500;
            trace.Steps(4);
            Assert.Equal(shut, IsShut(trace));
        }

        /// <summary>Behind the open switch it ends where the cell has cooled by 5 K; the switch closed it does not.</summary>
        [Theory]
        [InlineData(true, 84999, false)]
        [InlineData(true, 85000, true)]
        [InlineData(false, 25000, true)]
        public void It_ends_behind_the_open_switch(bool opened, long millicelsius, bool shut)
        {
            ExactTrace trace = Shut();
            trace.Snapshot.SwitchFitted = opened;
            trace.Millicelsius = millicelsius;
            trace.Steps(4);
            Assert.Equal(shut, IsShut(trace));
        }

        private static ExactTrace Shut()
        {
            ExactTrace trace = Working(1, 80000, 50000);
            trace.Millicelsius = 95000;
            Fade(trace, 1, 500000, Before / 5);
            trace.Steps(3);
            Assert.True(IsShut(trace));
            return trace;
        }

        private static ExactTrace Working(int sign, long millicelsius, long stepMicrovolts, long capacityMicroampereHours = 5000)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = millicelsius };
            trace.Settings.CapacityMicroampereHours = capacityMicroampereHours;
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Settings.OverVoltageMicrovolts = 6000000;
            trace.Start();
            trace.Steps(10);
            trace.Current = sign * Before;
            trace.Cell += sign * stepMicrovolts;
            trace.Steps(210);
            return trace;
        }

        /// <summary>By the slice at first, then by a fifth of what is left: half of it would be a step. The voltage comes back with the last.</summary>
        private static void Fade(ExactTrace trace, int sign, long left, long slice, long back = 0)
        {
            trace.Steps(1);
            long size = Before - slice;
            while (size > left)
            {
                trace.Current = sign * size;
                trace.Steps(1);
                size -= size / 5;
            }

            trace.Current = sign * left;
            trace.Cell -= sign * back;
            trace.Steps(1);
        }

        private static bool IsShut(ExactTrace trace)
        {
            return trace.LevelOf(FaultId.ThermalShutdown) != FaultLevel.None;
        }
    }
}

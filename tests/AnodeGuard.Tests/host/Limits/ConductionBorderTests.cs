using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A switch that does not obey and a current that breaks off, at the borders that FAULTS.md names: at, one unit beyond, back.</summary>
    public class ConductionBorderTests
    {
        /// <summary>C/100 flows, 5 uA at least.</summary>
        [Theory]
        [InlineData(499, 5000)]
        [InlineData(500, 5000)]
        [InlineData(501, 5010)]
        [InlineData(5000, 50000)]
        public void Which_current_flows(long capacity, long nanoamperes)
        {
            Assert.Equal(nanoamperes, CurrentScale.FlowNanoamperes(new GuardSettings { CapacityMicroampereHours = capacity }));
        }

        /// <summary>
        /// 50 ms after the command a closed switch, or a current of more than C/100 that was taken later than that (a mean: whose
        /// interval began later), is a failure; the row wants it twice within 20 ms.
        /// </summary>
        [Theory]
        [InlineData(true, 0, 0, 51000, true)]
        [InlineData(false, 50001, 51000, 51000, true)]
        [InlineData(false, -50001, 51000, 51000, true)]
        [InlineData(false, 50000, 51000, 51000, false)]
        [InlineData(false, -50000, 51000, 51000, false)]
        [InlineData(false, 50001, 50999, 51000, false)]
        [InlineData(true, 0, 0, 50999, false)]
        public void A_switch_that_does_not_obey(bool closed, long nanoamperes, long taken, long first, bool failed)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            SwitchWatch watch = new SwitchWatch(new GuardSettings(), faults);
            Snapshot snapshot = new Snapshot { SwitchFitted = true, SwitchClosed = closed };
            ChannelSet channels = new ChannelSet();
            watch.NoteCommand(true, 1000);
            watch.NoteCommand(true, 2000);
            snapshot.CurrentNanoamperes.Set(nanoamperes, taken, Validity.Valid, SampleSource.Ina228);
            channels.Observe(snapshot, first);
            channels.Look(snapshot, first);
            watch.Judge(snapshot, channels, first);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
            watch.Judge(snapshot, channels, 51000 + 20000 - 1);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
            watch.Judge(snapshot, channels, 51000 + 20000);
            Assert.Equal(failed, faults.IsActive(FaultId.SwitchFailed));
            watch.NoteCommand(false, 90000);
            watch.Judge(snapshot, channels, 100000);
            watch.Judge(snapshot, channels, 200000);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
        }

        /// <summary>
        /// The current is gone to a hundredth (5 uA at least) after five steady samples, and within a second the voltage has
        /// moved on by 20 mV or has kept more than four fifths of I R (10 mV at least); the cell is hot from 90 C.
        /// </summary>
        [Theory]
        [InlineData(0, 20000, 25000, FaultId.CellLeadOpen)]
        [InlineData(0, 19999, 25000, -1)]
        [InlineData(50000, 20000, 25000, FaultId.CellLeadOpen)]
        [InlineData(50001, 20000, 25000, -1)]
        [InlineData(0, 20000, 90000, FaultId.ThermalShutdown)]
        [InlineData(0, 20000, 89999, FaultId.CellLeadOpen)]
        public void A_current_that_broke_off(long left, long moved, long millicelsius, int fault)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                // No resistance is known: there is no step, the current was there from the beginning.
                ExactTrace trace = Flowing(sign * 5000000, millicelsius);
                trace.Current = sign * left;
                trace.Cell += sign * moved;
                trace.Steps(3);
                Assert.Equal(fault, Found(trace));
            }
        }

        /// <summary>A hundredth of the current is left at most, 5 uA at least.</summary>
        [Theory]
        [InlineData(1000000, 10000, true)]
        [InlineData(1000000, 10001, false)]
        [InlineData(100000, 5000, true)]
        [InlineData(100000, 5001, false)]
        public void What_is_left_of_the_current(long before, long left, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = Flowing(sign * before, 25000);
                trace.Current = sign * left;
                trace.Cell += sign * 30000;
                trace.Steps(3);
                Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
            }
        }

        /// <summary>
        /// A step is half of the current before or after it and more than C/100: its resistance counts, here 40 ohm after 10;
        /// what remains after the break lies between what the two would have missed.
        /// </summary>
        [Theory]
        [InlineData(8000000, 12000000, true)]
        [InlineData(8000000, 11999998, false)]
        [InlineData(12000000, 8000000, true)]
        [InlineData(12000000, 8000002, false)]
        [InlineData(-8000000, -12000000, true)]
        [InlineData(-8000000, -11999998, false)]
        public void What_is_a_step_of_the_current(long first, long second, bool step)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Settings.OverVoltageMicrovolts = 6000000;
            trace.Start();
            trace.Steps(10);
            trace.Current = first;
            trace.Cell += first / 100;
            trace.Steps(10);
            trace.Current = second;
            trace.Cell += (second - first) / 25;
            trace.Steps(10);

            // Of 12 mA: 40 ohm miss 480 mV, of which 96 must be gone; 10 ohm 120 mV, 24. Of 8 mA: 64 and 16.
            trace.Current = 0;
            trace.Cell -= System.Math.Sign(second) * 40000;
            trace.Steps(4);
            Assert.Equal(step ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>Behind an open switch no current is missed.</summary>
        [Fact]
        public void An_open_switch_breaks_nothing()
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Snapshot.SwitchFitted = true;
            trace.Snapshot.SwitchClosed = false;
            trace.Current = 0;
            trace.Cell += 30000;
            trace.Steps(4);
            Assert.Equal(-1, Found(trace));
        }

        /// <summary>Five steady samples (10 %), no more than a second apart.</summary>
        [Theory]
        [InlineData(6, 5000000, 100000, true)]
        [InlineData(5, 5000000, 100000, false)]
        [InlineData(6, 5500000, 100000, true)]
        [InlineData(6, 5500001, 100000, false)]
        [InlineData(6, 5000000, 1000000, true)]
        [InlineData(6, 5000000, 1000001, false)]
        public void A_current_that_was_steady(int samples, long last, long spacing, bool found)
        {
            ExactTrace trace = new ExactTrace { Current = 5000000, Millicelsius = 25000, Spacing = spacing };
            trace.Start();
            trace.Steps(samples - 1);
            trace.Current = last;
            trace.Steps(1);
            trace.Current = 0;
            trace.Cell += 30000;
            trace.Steps(3);
            Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>10 ohm (50 mV at 5 mA): 40 mV must go with the current; of 2 ohm, 10 mV, 8 mV; below 10 mV nothing can be missed.</summary>
        [Theory]
        [InlineData(50000, 9999, true)]
        [InlineData(50000, 10000, false)]
        [InlineData(10000, 1999, true)]
        [InlineData(10000, 2000, false)]
        [InlineData(9999, 0, false)]
        public void A_polarisation_that_stays(long polarisation, long gone, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = BrokenOff(sign, polarisation, gone);
                trace.Steps(4);
                Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
            }
        }

        /// <summary>
        /// Where I R is too small to be missed (9 mV at 5 mA), or the voltage has gone with the current, four fifths of it must be
        /// there still for what pushes it on by 20 mV later to be the source: else somebody has switched off.
        /// </summary>
        [Theory]
        [InlineData(9000, 1799, true)]
        [InlineData(9000, 1800, false)]
        [InlineData(50000, 50000, false)]
        public void Pushed_on_after_a_fall(long polarisation, long gone, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = BrokenOff(sign, polarisation, gone);
                trace.Steps(1);
                trace.Cell += sign * (gone + 20000);
                trace.Steps(3);
                Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
            }
        }

        /// <summary>
        /// A current that is turned down to nothing and up again, or over to the other sign, less than C/100 at a time, shows no step: 20 ohm are
        /// those of the one before. Of 200 mV at 10 mA 100 mV had gone with the ramp and 100 mV would be missed.
        /// </summary>
        [Theory]
        [InlineData(5, 10)]
        [InlineData(-5, -10)]
        [InlineData(-5, 10)]
        [InlineData(5, -10)]
        public void A_ramp_through_nothing(int firstMilliamperes, int lastMilliamperes)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Start();
            trace.Steps(10);
            long rest = trace.Cell;
            foreach ((long from, long to) in new[] { (firstMilliamperes * 1000000L, 0L), (0L, lastMilliamperes * 1000000L) })
            {
                for (long current = from; current != to; current += to > from ? 40000 : -40000)
                {
                    trace.Current = current;
                    trace.Cell = rest + (current / 50);
                    trace.Steps(1);
                }
            }

            trace.Steps(6);
            Assert.Equal(-1, Found(trace));
            trace.Current = 0;
            trace.Steps(3);
            Assert.Equal(FaultId.CellLeadOpen, Found(trace));
        }

        /// <summary>It is decided within a second; what comes later is something else.</summary>
        [Theory]
        [InlineData(10, true)]
        [InlineData(11, false)]
        public void Decided_within_a_second(int later, bool found)
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Current = 0;
            trace.Steps(later);
            trace.Cell += 20000;
            trace.Steps(4);
            Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>It ends when current flows again: more than C/100.</summary>
        [Theory]
        [InlineData(50001, false)]
        [InlineData(50000, true)]
        public void A_current_that_is_back(long nanoamperes, bool open)
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Current = 0;
            trace.Cell += 20000;
            trace.Steps(4);
            trace.Current = nanoamperes;
            trace.Steps(4);
            Assert.Equal(open ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>Behind the open switch a lead is back with a cell within its window; a hot cell, when it has cooled by 5 K as well.</summary>
        [Theory]
        [InlineData(90000, 84999, 3800000, true)]
        [InlineData(90000, 85000, 3800000, false)]
        [InlineData(25000, 25000, 4300000, true)]
        [InlineData(25000, 25000, 4300001, false)]
        [InlineData(25000, 25000, 2500000, true)]
        [InlineData(25000, 25000, 2499999, false)]
        public void A_cell_that_is_back(long before, long after, long microvolts, bool back)
        {
            ExactTrace trace = Flowing(5000000, before);
            trace.Current = 0;
            trace.Cell += 20000;
            trace.Steps(4);
            Assert.NotEqual(-1, Found(trace));
            trace.Snapshot.SwitchFitted = true;
            trace.Snapshot.SwitchClosed = false;
            trace.Cell = microvolts;
            trace.Millicelsius = after;
            trace.Steps(4);
            Assert.Equal(back, Found(trace) == -1);
        }

        /// <summary>5 mA of the given sign, up to the sample in which they are gone and with them a part of the polarisation.</summary>
        private static ExactTrace BrokenOff(int sign, long polarisation, long gone)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Start();
            trace.Steps(10);
            trace.Current = sign * 5000000;
            trace.Cell += sign * polarisation;
            trace.Steps(10);
            trace.Current = 0;
            trace.Cell -= sign * gone;
            return trace;
        }

        private static ExactTrace Flowing(long nanoamperes, long millicelsius)
        {
            ExactTrace trace = new ExactTrace { Current = nanoamperes, Millicelsius = millicelsius };
            trace.Settings.UnderVoltageMicrovolts = 2500000;
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Start();
            trace.Steps(10);
            return trace;
        }

        private static int Found(ExactTrace trace)
        {
            return trace.LevelOf(FaultId.CellLeadOpen) != FaultLevel.None ? FaultId.CellLeadOpen
                : trace.LevelOf(FaultId.ThermalShutdown) != FaultLevel.None ? FaultId.ThermalShutdown : -1;
        }
    }
}

using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>A current that breaks off: by a lead, by a separator that shut down, or because somebody stopped it.</summary>
    [TestClass]
    public class ConductionTests
    {
        [TestMethod]
        [DataRow(1, 25000, 32)]
        [DataRow(-1, 25000, 32)]
        [DataRow(1, 95000, 31)]
        [DataRow(1, 89999, 32)]
        public void A_source_that_pushes_on_has_lost_the_cell(int sign, int temperature, int fault)
        {
            Trace trace = Working(sign, temperature);
            trace.Current = 0;
            trace.Cell += sign * 30000;
            trace.Run(400);
            Assert.AreEqual(fault, Found(trace));
            Assert.AreEqual(fault == FaultId.CellLeadOpen, (trace.Verdict.Actions & GuardActions.OpenSwitch) != 0);
        }

        /// <summary>At constant voltage the source holds the terminals: the I R of 80 mV that a stop takes away stays.</summary>
        [TestMethod]
        public void A_source_that_holds_its_voltage_has_lost_the_cell_too()
        {
            Trace trace = Working(1, 95000);
            trace.Current = 10000;
            trace.Run(400);
            Assert.AreEqual(FaultId.ThermalShutdown, Found(trace));
        }

        /// <summary>The nearest neighbour: the cycler stops, with all of the polarisation or, at first, with its ohmic part.</summary>
        [TestMethod]
        [DataRow(1, 80000, 25000)]
        [DataRow(-1, 80000, 25000)]
        [DataRow(1, 80000, 95000)]
        [DataRow(1, 25000, 95000)]
        public void A_cycler_that_stops_is_no_fault(int sign, int microvolts, int temperature)
        {
            Trace trace = Working(sign, temperature);
            trace.Current = 0;
            trace.Cell -= sign * microvolts;
            trace.Run(400);
            trace.Cell -= sign * 20000;
            trace.Run(5000);
            Assert.AreEqual(-1, Found(trace));
        }

        /// <summary>The interrupt lies between the readings of current and voltage.</summary>
        [TestMethod]
        public void A_stop_that_the_voltage_shows_first_is_no_fault()
        {
            Trace trace = Working(1, 25000);
            trace.Cell -= 80000;
            trace.Step();
            trace.Current = 0;
            trace.Run(3000);
            Assert.AreEqual(-1, Found(trace));
        }

        /// <summary>Nucleation: of the 120 mV of the beginning 100 fade while the current flows, and the stop takes the other 20 away.</summary>
        [TestMethod]
        [DataRow(-20000, -1)]
        [DataRow(30000, 32)]
        public void A_polarisation_that_faded_by_itself_cannot_be_missed_at_the_stop(int moved, int fault)
        {
            Trace trace = Working(1, 25000);
            trace.Current = 0;
            trace.Cell -= 80000;
            trace.Run(2000);
            trace.Current = 2000000;
            trace.Cell += 120000;
            for (int i = 0; i < 50; i++)
            {
                trace.Run(100);
                trace.Cell -= 2000;
            }

            trace.Run(1000);
            trace.Current = 0;
            trace.Cell += moved;
            trace.Run(3000);
            Assert.AreEqual(fault, Found(trace));
        }

        /// <summary>A current that wanders by a tenth while the cell runs empty: the fall is no resistance.</summary>
        [TestMethod]
        public void A_current_that_wanders_shows_no_resistance()
        {
            Trace trace = Working(-1, 25000);
            for (int i = 0; i < 20; i++)
            {
                trace.Current = i % 2 == 0 ? -6000000 : -6500000;
                trace.Cell -= i % 2 == 0 ? 0 : 12000;
                trace.Run(100);
            }

            trace.Current = 0;
            trace.Cell += 20000;
            trace.Run(3000);
            Assert.AreEqual(-1, Found(trace));
        }

        [TestMethod]
        public void A_pulse_and_an_opened_switch_are_no_fault()
        {
            Trace trace = Working(1, 25000);
            trace.Current = 0;
            trace.Cell -= 80000;
            trace.Run(2000);
            trace.Current = 2000000;
            trace.Step();
            trace.Current = 0;
            trace.Run(2000);
            Assert.AreEqual(-1, Found(trace));

            Trace opened = Working(1, 25000);
            opened.Snapshot.SwitchFitted = true;
            opened.Current = 0;
            opened.Cell += 50000;
            opened.Run(2000);
            Assert.AreEqual(-1, Found(opened));
        }

        [TestMethod]
        public void It_ends_when_current_flows_again()
        {
            Trace trace = Working(1, 25000);
            trace.Current = 0;
            trace.Cell += 100000;
            trace.Run(1000);
            Assert.AreEqual(FaultId.CellLeadOpen, Found(trace));
            trace.Current = 2000000;
            trace.Cell -= 100000;
            trace.Run(1000);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.CellLeadOpen));
            Assert.IsTrue((trace.Verdict.LatchedFaults & (1L << FaultId.CellLeadOpen)) != 0, "latched");
        }

        /// <summary>Behind the open switch the cell must be seen again: a node that floats or is pulled away is none.</summary>
        [TestMethod]
        [DataRow(1000000)]
        [DataRow(4500000)]
        public void Behind_the_open_switch_it_ends_within_the_window_alone(int astray)
        {
            Trace trace = Working(1, 25000);
            trace.Current = 0;
            trace.Cell += 100000;
            trace.Run(1000);
            Assert.AreEqual(FaultId.CellLeadOpen, Found(trace));
            trace.Snapshot.SwitchFitted = true;
            trace.Cell = astray;
            trace.Run(1000);
            Assert.AreEqual(FaultLevel.Alarm, trace.LevelOf(FaultId.CellLeadOpen), "astray");
            trace.Cell = 3800000;
            trace.Run(1000);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.CellLeadOpen), "seen again");
        }

        private static int Found(Trace trace)
        {
            bool shut = trace.LevelOf(FaultId.ThermalShutdown) != FaultLevel.None;
            bool open = trace.LevelOf(FaultId.CellLeadOpen) != FaultLevel.None;
            return shut && !open ? FaultId.ThermalShutdown : open && !shut ? FaultId.CellLeadOpen : shut ? -2 : -1;
        }

        /// <summary>2 mA through 40 ohm, for three seconds.</summary>
        private static Trace Working(int sign, int temperature)
        {
            GuardSettings settings = new GuardSettings();
            settings.OverTemperatureMillicelsius = 100000;
            Trace trace = new Trace(settings, 5);
            trace.Temperature = temperature;
            trace.Run(1000);
            trace.Current = sign * 2000000;
            trace.Cell += sign * 80000;
            trace.Run(3000);
            return trace;
        }
    }
}

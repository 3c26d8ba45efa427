using System;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>
    /// The sense chain against the circuit simulation of the front end (ngspice; electrode 3 V, Rct and Cdl assumed) and
    /// against closed forms.
    /// </summary>
    public class SenseChainTests
    {
        private const double Farads = 20e-6;
        private const double PullSeconds = 0.05;

        [Theory]
        [InlineData(1e-6, 1e7)]
        [InlineData(20e-6, 1e7)]
        [InlineData(20e-6, 1e9)]
        public void Healthy_electrode_gives_way_by_one_per_cent(double farads, double chargeTransferOhms)
        {
            Chain chain = new Chain(farads, chargeTransferOhms);

            Assert.InRange(chain.Run(1), 2.9995, 3.0005);
            chain.Wiring.Drive = InjectorDrive.PullDown;
            Assert.InRange(chain.Run(PullSeconds), 2.968, 2.971);
            chain.Wiring.Drive = InjectorDrive.PullUp;
            Assert.InRange(chain.Run(PullSeconds), 2.993, 2.996);
        }

        [Fact]
        public void Contact_stays_near_zero_against_both_pulls()
        {
            Chain chain = new Chain(Farads, 1e7);
            chain.Wiring.AnodeSiemens = 1e-3;

            Assert.InRange(chain.Run(1), 0, 0.006);
            chain.Wiring.Drive = InjectorDrive.PullDown;
            Assert.InRange(chain.Run(PullSeconds), 0, 0.006);
            chain.Wiring.Drive = InjectorDrive.PullUp;
            Assert.InRange(chain.Run(PullSeconds), 0.0245, 0.0255);
        }

        [Theory]
        [InlineData((int)SenseLead.OpenAtConnector, 0.038, 2.469)]
        [InlineData((int)SenseLead.OpenAtCell, 0.182, 2.358)]
        public void Open_lead_follows_the_injector(int lead, double pullDown, double pullUp)
        {
            Chain chain = new Chain(Farads, 1e7);
            chain.Wiring.Lead = (SenseLead)lead;

            Assert.InRange(chain.Run(0.1), 2.99, 3.001);
            chain.Wiring.Drive = InjectorDrive.PullDown;
            Assert.InRange(chain.Run(PullSeconds), pullDown - 0.005, pullDown + 0.005);
            chain.Wiring.Drive = InjectorDrive.PullUp;
            Assert.InRange(chain.Run(PullSeconds), pullUp - 0.005, pullUp + 0.005);
        }

        [Fact]
        public void Open_lead_looks_healthy_to_a_mere_voltmeter()
        {
            Chain chain = new Chain(Farads, 1e7);
            chain.Wiring.Lead = SenseLead.OpenAtCell;
            chain.Wiring.NodeLeakage = 1e-12;

            Assert.InRange(chain.Run(20), 2.85, 2.92);
        }

        [Fact]
        public void Isolated_node_drifts_by_its_own_leakage()
        {
            Chain chain = new Chain(Farads, 1e7);
            chain.Wiring.RelayClosed = false;
            chain.Wiring.NodeLeakage = 0.92e-12;

            double before = chain.Run(1);
            double slope = before - chain.Run(1);

            Assert.InRange(slope, 8.4e-3 * 0.97, 8.4e-3 * 1.03);
        }

        [Fact]
        public void Cathode_lifts_the_sense_voltage_to_the_followers_limit()
        {
            Chain chain = new Chain(Farads, 1e8);
            chain.Wiring.CathodeSiemens = 1;
            chain.Wiring.CathodeVolts = 4.4;

            Assert.Equal(3.5, chain.Run(1), 6);
        }

        // Contact to 0.5 V with 20 uF, simulated.
        [Theory]
        [InlineData(10, 0.27e-3)]
        [InlineData(1e3, 37e-3)]
        [InlineData(1e4, 360e-3)]
        [InlineData(1e5, 3.6)]
        [InlineData(1e6, 36)]
        public void Contact_collapses_as_fast_as_simulated(double ohms, double expectedSeconds)
        {
            Chain chain = new Chain(Farads, 1e9);
            chain.Wiring.AnodeSiemens = 1 / ohms;

            double seconds = chain.SecondsUntil(s => s.Node, 0.5, 10 * expectedSeconds);

            Assert.InRange(seconds / expectedSeconds, 0.95, 1.05);
        }

        [Fact]
        public void Soft_contact_leaves_its_baseline_long_before_it_collapses()
        {
            Chain chain = new Chain(Farads, 1e9);
            chain.Wiring.AnodeSiemens = 1e-5;

            double seconds = chain.SecondsUntil(s => s.Node, 2.7, 10);

            Assert.InRange(seconds, 0.20, 0.22);
        }

        [Fact]
        public void Front_end_follows_a_step_within_its_time()
        {
            Chain chain = new Chain(1e-12, 1e3);
            chain.Wiring.EquilibriumVolts = 0;

            double buffer = chain.SecondsUntil(s => s.Node, 0.5, 0.1);
            double converter = new Chain(1e-12, 1e3) { Wiring = { EquilibriumVolts = 0 } }.SecondsUntil(s => s.Filter, 0.03, 0.1);

            Assert.InRange(buffer, 0.17e-3, 0.21e-3);
            Assert.InRange(converter, 12.0e-3, 12.9e-3);
        }

        // The whole chain against a plain numeric integration of its three equations.
        [Fact]
        public void Closed_form_is_the_solution_of_the_circuit()
        {
            Chain chain = new Chain(2e-6, 1e6);
            chain.Wiring.AnodeSiemens = 1e-4;
            chain.Wiring.CathodeSiemens = 2e-5;
            chain.Wiring.CathodeVolts = 4;
            chain.Wiring.ShiftVolts = 0.02;
            chain.Wiring.ElectrodeLeakage = 1e-7;
            chain.Wiring.Drive = InjectorDrive.PullUp;
            double layer = 3;
            double node = 3;
            double filter = 3;
            const double Step = 1e-7;
            for (int i = 0; i < 100000; i++)
            {
                double terminal = (((layer + 0.02) / 100) + (2e-5 * 4) + (2.5 / 101e6) - 1e-7)
                    / ((1 / 100.0) + 1e-4 + 2e-5 + (1 / 101e6));
                double discharge = (layer + 0.02 - terminal) / 100;
                layer += Step * (((3 - layer) / 1e6) - discharge) / 2e-6;
                node += Step * (((terminal - node) / 1e6) + ((2.5 - node) / 1e8)) / 107.5e-12;
                filter += Step * (Math.Min(node, 3.5) - filter) / 2.64e-3;
            }

            SenseState state = chain.After(0.01);

            Assert.Equal(layer, state.DoubleLayer, 1e-4);
            Assert.Equal(node, state.Node, 1e-4);
            Assert.Equal(filter, state.Filter, 1e-4);
        }

        private sealed class Chain
        {
            private readonly SenseChain _chain;
            private readonly SenseSolution _solution = new SenseSolution();
            private SenseState _state = new SenseState { DoubleLayer = 3, Node = 3, Filter = 3 };

            public Chain(double farads, double chargeTransferOhms)
            {
                SenseLayerDesign design = new SenseLayerDesign { FaradsPerArea = farads, ChargeTransferOhms = chargeTransferOhms };
                _chain = new SenseChain(design, 1);
            }

            public SenseWiring Wiring { get; } = new SenseWiring { RelayClosed = true, EquilibriumVolts = 3 };

            public SenseState After(double seconds)
            {
                _chain.Solve(Wiring, _state, _solution);
                return _solution.At(seconds);
            }

            /// <summary>Lets time pass in short pieces, as the bench does, and gives what the converter sees.</summary>
            public double Run(double seconds)
            {
                for (int i = 0; i < 1000; i++)
                {
                    _state = After(seconds / 1000);
                }

                return _state.Filter;
            }

            public double SecondsUntil(Func<SenseState, double> what, double level, double limit)
            {
                double low = 0;
                double high = limit;
                for (int i = 0; i < 60; i++)
                {
                    double middle = 0.5 * (low + high);
                    if (what(After(middle)) > level)
                    {
                        low = middle;
                    }
                    else
                    {
                        high = middle;
                    }
                }

                return low;
            }
        }
    }
}

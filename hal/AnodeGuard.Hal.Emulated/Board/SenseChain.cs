using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The sense chain of electronics.md, section 2, in closed form. Three first-order stages in a row: the electrode's
    /// double layer, the node SENSE_HZ behind 1 Mohm, and the divider's 220 nF. While the wiring stays, each is a sum of
    /// exponentials, so that an evaluation costs the same whether the chain is fast or slow, and nothing has to be
    /// stepped through.
    /// </summary>
    internal sealed class SenseChain
    {
        /// <summary>R1.</summary>
        public const double SeriesOhms = 1e6;

        /// <summary>R_T, the injector's resistor.</summary>
        public const double InjectorOhms = 1e8;

        /// <summary>C1 (100 pF) with the follower's input and the tracks: the value that gives the simulated table.</summary>
        public const double NodeFarads = 107.5e-12;

        /// <summary>What the cable of an open lead adds to the node (60 pF in hardware/sim/circuits/self_test.cir).</summary>
        public const double CableFarads = 60e-12;

        /// <summary>Highest output of the follower, volts; more is cut off.</summary>
        public const double FollowerLimit = 3.5;

        /// <summary>The front end's reference, volts.</summary>
        public const double ReferenceVolts = 2.5;

        /// <summary>Threshold of the collapse comparator at the follower's output, volts.</summary>
        public const double CollapseVolts = 0.5;

        /// <summary>30k parallel 20k, with 220 nF: seconds.</summary>
        public const double FilterSeconds = 12e3 * 220e-9;

        private const double BarelyDifferent = 1e-3;

        /// <summary>Double layer of the electrode, farads.</summary>
        private readonly double _farads;
        private readonly double _electrodeOhms;
        private readonly double _chargeTransferOhms;

        public SenseChain(SenseLayerDesign design, double area)
        {
            _farads = design.FaradsPerArea * area;
            _electrodeOhms = design.SeriesOhms;
            _chargeTransferOhms = design.ChargeTransferOhms;
        }

        /// <summary>Solves the chain from a state on, for as long as the wiring stays.</summary>
        public void Solve(SenseWiring wiring, SenseState from, SenseSolution into)
        {
            SolveElectrode(wiring, from, into);
            if (wiring.RelayClosed && wiring.Lead == SenseLead.Intact)
            {
                SolveDrivenNode(wiring, from, into);
            }
            else
            {
                SolveFloatingNode(wiring, from, into);
            }

            SolveFilter(from, into);
        }

        private static double InjectorVolts(InjectorDrive drive)
        {
            return drive == InjectorDrive.PullUp ? ReferenceVolts : 0;
        }

        // Apart by at least a thousandth: the formulas divide by the difference of two time constants.
        private static double Distinct(double seconds, double from)
        {
            return Math.Abs(seconds - from) < BarelyDifferent * from ? from * (1 + BarelyDifferent) : seconds;
        }

        private static void SolveFloatingNode(SenseWiring wiring, SenseState from, SenseSolution into)
        {
            bool cable = wiring.RelayClosed && wiring.Lead == SenseLead.OpenAtCell;
            double farads = NodeFarads + (cable ? CableFarads : 0);
            into.NodeFast = 0;
            if (wiring.Drive == InjectorDrive.Bootstrapped)
            {
                into.NodeSeconds = 1;
                into.NodeConstant = from.Node;
                into.NodeOwn = 0;
                into.NodeRamp = wiring.NodeLeakage / farads;
                return;
            }

            into.NodeSeconds = InjectorOhms * farads;
            into.NodeConstant = InjectorVolts(wiring.Drive) - (wiring.NodeLeakage * InjectorOhms);
            into.NodeOwn = from.Node - into.NodeConstant;
            into.NodeRamp = 0;
        }

        private void SolveElectrode(SenseWiring wiring, SenseState from, SenseSolution into)
        {
            bool loaded = wiring.RelayClosed && wiring.Lead == SenseLead.Intact && wiring.Drive != InjectorDrive.Bootstrapped;
            double injector = loaded ? 1 / (InjectorOhms + SeriesOhms) : 0;
            double series = 1 / _electrodeOhms;
            double sum = series + wiring.AnodeSiemens + wiring.CathodeSiemens + injector;
            double forced = (wiring.CathodeSiemens * wiring.CathodeVolts) + (injector * InjectorVolts(wiring.Drive)) - wiring.ElectrodeLeakage;

            // Terminal = slope * (double layer + shift) + offset.
            double slope = series / sum;
            double offset = forced / sum;
            double drain = series * (1 - slope);
            double hold = 1 / _chargeTransferOhms;
            double total = drain + hold;
            double final = ((hold * wiring.EquilibriumVolts) + (series * offset) - (drain * wiring.ShiftVolts)) / total;

            into.ElectrodeSeconds = Distinct(_farads / total, FilterSeconds);
            into.ElectrodeConstant = final;
            into.ElectrodeOwn = from.DoubleLayer - final;
            into.TerminalSlope = slope;
            into.TerminalOffset = offset + (slope * wiring.ShiftVolts);
        }

        private static void SolveDrivenNode(SenseWiring wiring, SenseState from, SenseSolution into)
        {
            double injector = wiring.Drive == InjectorDrive.Bootstrapped ? 0 : 1 / InjectorOhms;
            double sum = (1 / SeriesOhms) + injector;
            double gain = 1 / SeriesOhms / sum;
            double offset = ((injector * InjectorVolts(wiring.Drive)) - wiring.NodeLeakage) / sum;
            double seconds = NodeFarads / sum;
            into.ElectrodeSeconds = Distinct(into.ElectrodeSeconds, seconds);
            double terminalConstant = (into.TerminalSlope * into.ElectrodeConstant) + into.TerminalOffset;
            double terminalOwn = into.TerminalSlope * into.ElectrodeOwn;
            into.NodeSeconds = seconds;
            into.NodeRamp = 0;
            into.NodeConstant = (gain * terminalConstant) + offset;
            into.NodeFast = gain * terminalOwn * into.ElectrodeSeconds / (into.ElectrodeSeconds - seconds);
            into.NodeOwn = from.Node - into.NodeConstant - into.NodeFast;
        }

        private static void SolveFilter(SenseState from, SenseSolution into)
        {
            into.Clipped = from.Node >= FollowerLimit;
            if (into.Clipped)
            {
                into.FilterConstant = FollowerLimit;
                into.FilterElectrode = 0;
                into.FilterNode = 0;
                into.FilterRamp = 0;
            }
            else
            {
                into.FilterRamp = into.NodeRamp;
                into.FilterConstant = into.NodeConstant + (into.NodeRamp * FilterSeconds);
                into.FilterElectrode = into.NodeFast * into.ElectrodeSeconds / (into.ElectrodeSeconds - FilterSeconds);
                into.FilterNode = into.NodeOwn * into.NodeSeconds / (into.NodeSeconds - FilterSeconds);
            }

            into.FilterOwn = from.Filter - into.FilterConstant - into.FilterElectrode - into.FilterNode;
        }
    }
}

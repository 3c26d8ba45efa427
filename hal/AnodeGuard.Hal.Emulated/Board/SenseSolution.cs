using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The sense chain's three voltages at one instant.</summary>
    internal struct SenseState
    {
        /// <summary>Across the electrode's double layer, volts.</summary>
        public double DoubleLayer;

        /// <summary>SENSE_HZ, the follower's input, volts.</summary>
        public double Node;

        /// <summary>Behind the divider's lag, as volts at the follower's output.</summary>
        public double Filter;
    }

    /// <summary>The chain from an instant on: sums of exponentials. Times are seconds since that instant.</summary>
    internal sealed class SenseSolution
    {
        public double ElectrodeSeconds;
        public double ElectrodeConstant;
        public double ElectrodeOwn;
        public double TerminalSlope;
        public double TerminalOffset;
        public double NodeSeconds;
        public double NodeConstant;
        public double NodeFast;
        public double NodeOwn;
        public double NodeRamp;
        public double FilterConstant;
        public double FilterElectrode;
        public double FilterNode;
        public double FilterOwn;
        public double FilterRamp;
        public bool Clipped;

        /// <summary>Voltage at the electrode's terminal in the cell, against the anode.</summary>
        public double Terminal(double t)
        {
            return (TerminalSlope * (ElectrodeConstant + (ElectrodeOwn * Decay(t, ElectrodeSeconds)))) + TerminalOffset;
        }

        /// <summary>Voltage at the follower's input.</summary>
        public double Node(double t)
        {
            double v = NodeConstant - (NodeRamp * t);
            if (NodeFast != 0)
            {
                v += NodeFast * Decay(t, ElectrodeSeconds);
            }

            return v + (NodeOwn * Decay(t, NodeSeconds));
        }

        /// <summary>What the converter sees, as volts at the electrode (before the x0.4 of the divider).</summary>
        public double Filter(double t)
        {
            double v = FilterConstant - (FilterRamp * t) + (FilterOwn * Decay(t, SenseChain.FilterSeconds));
            if (FilterElectrode != 0)
            {
                v += FilterElectrode * Decay(t, ElectrodeSeconds);
            }

            if (FilterNode != 0)
            {
                v += FilterNode * Decay(t, NodeSeconds);
            }

            return v;
        }

        /// <summary>All three at an instant.</summary>
        public SenseState At(double t)
        {
            return new SenseState
            {
                DoubleLayer = ElectrodeConstant + (ElectrodeOwn * Decay(t, ElectrodeSeconds)),
                Node = Node(t),
                Filter = Filter(t),
            };
        }

        private static double Decay(double t, double seconds)
        {
            // Below e^-40 nothing is left of a double that matters.
            double x = t / seconds;
            return x > 40 ? 0 : Math.Exp(-x);
        }
    }
}

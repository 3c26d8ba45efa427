using System;
using System.Collections.Generic;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>The emulated sense chain, walked through the same changes as a circuit of hardware/sim/circuits.</summary>
    internal sealed class ChainRun
    {
        private readonly SenseChain _chain;
        private readonly SenseSolution _solution = new();
        private readonly Queue<(double Seconds, Action<SenseWiring> Change)> _changes = new();
        private readonly SenseWiring _wiring = new() { RelayClosed = true, EquilibriumVolts = Rest };
        private SenseState _state = new() { DoubleLayer = Rest, Node = Rest, Filter = Rest };
        private double _since;

        /// <param name="farads">Double layer of the electrode.</param>
        /// <param name="chargeTransferOhms">Charge transfer of the electrode.</param>
        /// <param name="begin">The wiring at time 0.</param>
        public ChainRun(double farads, double chargeTransferOhms, Action<SenseWiring> begin = null)
        {
            _chain = new SenseChain(new SenseLayerDesign { FaradsPerArea = farads, ChargeTransferOhms = chargeTransferOhms }, 1);
            begin?.Invoke(_wiring);
        }

        /// <summary>Rest potential of the simulated electrodes, volts.</summary>
        public static double Rest => 3;

        /// <summary>The wiring changes at an instant; in order of time.</summary>
        public ChainRun Then(double seconds, Action<SenseWiring> change)
        {
            _changes.Enqueue((seconds, change));
            return this;
        }

        /// <summary>At the electrode's terminal, at the follower's output, and at the converter; times may not run back.</summary>
        public (double Terminal, double Buffer, double Converter) At(double seconds)
        {
            while (_changes.TryPeek(out (double Seconds, Action<SenseWiring> Change) next) && next.Seconds <= seconds)
            {
                MoveTo(next.Seconds);
                next.Change(_wiring);
                _changes.Dequeue();
            }

            // In short pieces, as the bench does: the follower's limit is looked at in each.
            const double Piece = 1e-4;
            while (seconds - _since > Piece)
            {
                MoveTo(_since + Piece);
            }

            MoveTo(seconds);
            _chain.Solve(_wiring, _state, _solution);
            return (_solution.Terminal(0), Math.Min(_state.Node, SenseChain.FollowerLimit), SenseNode.Divider * _state.Filter);
        }

        private void MoveTo(double seconds)
        {
            _chain.Solve(_wiring, _state, _solution);
            _state = _solution.At(seconds - _since);
            _since = seconds;
        }
    }
}

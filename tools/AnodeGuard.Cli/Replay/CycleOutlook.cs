using System;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>State of charge at the end of a cycle, and the least of what its rows left room for.</summary>
    internal sealed class CycleOutlook
    {
        private readonly OutlookScope _scope;
        private long _stateOfCharge = CellFigures.Unknown;
        private long _stateOfChargeUncertainty = CellFigures.Unknown;
        private long _tip = CellFigures.Unknown;
        private long _moss = CellFigures.Unknown;
        private long _recommended = TransportFigures.Unknown;
        private long _sand = TransportFigures.Unknown;

        public CycleOutlook(OutlookScope scope)
        {
            _scope = scope;
        }

        /// <summary>State of charge when the cycle ended, share of the capacity; null where no full or empty cell was seen before.</summary>
        public double? StateOfCharge
        {
            get { return Scaled(_stateOfCharge, 1e6); }
        }

        /// <summary>Its standard uncertainty.</summary>
        public double? StateOfChargeSigma
        {
            get { return Scaled(_stateOfChargeUncertainty, 1e6); }
        }

        /// <summary>Shortest time that a dendrite's tip would have needed across the free gap, s.</summary>
        public double? LeastTipLead_s
        {
            get { return Scaled(_tip, 1e6); }
        }

        /// <summary>Shortest time that moss would have needed, s.</summary>
        public double? LeastMossLead_s
        {
            get { return Scaled(_moss, 1e6); }
        }

        /// <summary>Lowest recommended charge current, A.</summary>
        public double? LeastRecommended_A
        {
            get { return Scaled(_recommended, 1e9); }
        }

        /// <summary>Least charge that could still be passed until the salt at a surface ran out, mAh; null where it never would.</summary>
        public double? LeastSandCapacity_mAh
        {
            get { return Scaled(_sand, 3.6e9); }
        }

        /// <summary>Takes a row.</summary>
        public void Take(in Judgement judgement)
        {
            if (_scope.CountsCharge)
            {
                _stateOfCharge = judgement.StateOfChargeMillionths;
                _stateOfChargeUncertainty = judgement.StateOfChargeUncertainty;
            }

            _sand = Least(_sand, judgement.SandCapacityNanocoulombs);
            if (_scope.Leads)
            {
                _tip = Least(_tip, judgement.TipLeadMicroseconds);
                _moss = Least(_moss, judgement.MossLeadMicroseconds);
            }

            if (_scope.Recommends)
            {
                _recommended = Least(_recommended, judgement.RecommendedNanoamperes);
            }
        }

        /// <summary>-1 is the core's word for unknown, in every group of figures.</summary>
        private static long Least(long least, long value)
        {
            return value == CellFigures.Unknown ? least : least == CellFigures.Unknown ? value : Math.Min(least, value);
        }

        private static double? Scaled(long value, double scale)
        {
            return value == CellFigures.Unknown ? null : value / scale;
        }
    }
}

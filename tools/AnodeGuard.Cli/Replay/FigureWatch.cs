using System;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Sees by the core's own counters when it has identified something anew, and hands that over once.</summary>
    internal sealed class FigureWatch
    {
        private long _limiting;
        private long _diffusion;
        private long _resistance;
        private long _oneSecond;
        private long _nucleation;
        private long _efficiency;
        private long _rests;
        private long _microShorts;

        /// <summary>Looks at a verdict; calls back for each new figure.</summary>
        public void See(Verdict verdict, Action<Figure> found)
        {
            TransportFigures transport = verdict.Transport;
            CellFigures cell = verdict.Cell;
            ShortFigures shorts = verdict.Shorts;
            if (((transport.IdentifiedLimitingCount ^ _limiting) | (transport.IdentifiedDiffusionCount ^ _diffusion)
                | (cell.ResistanceCount ^ _resistance) | (cell.NucleationCount ^ _nucleation) | (cell.EfficiencyCount ^ _efficiency)
                | (shorts.RestCount ^ _rests) | (shorts.MicroShorts ^ _microShorts)) == 0
                && !HasOneSecond(cell))
            {
                return;
            }

            SeeTransport(transport, found);
            SeeCell(cell, found);
            SeeShorts(shorts, found);
        }

        private void SeeTransport(TransportFigures transport, Action<Figure> found)
        {
            if (IsNew(transport.IdentifiedLimitingCount, ref _limiting))
            {
                Tell(FigureKind.LimitingCurrentDensity, transport.IdentifiedLimitingMicroamperesPerSquareMetre, transport.IdentifiedLimitingUncertainty, 1e6, found);
            }

            if (IsNew(transport.IdentifiedDiffusionCount, ref _diffusion))
            {
                Tell(FigureKind.DiffusionTime, transport.IdentifiedDiffusionMicroseconds, transport.IdentifiedDiffusionUncertainty, 1e6, found);
            }
        }

        private void SeeCell(CellFigures cell, Action<Figure> found)
        {
            if (IsNew(cell.ResistanceCount, ref _resistance))
            {
                Tell(FigureKind.FastResistance, cell.FastResistanceMicroohms, CellFigures.Unknown, 1e6, found);
            }

            if (HasOneSecond(cell))
            {
                _oneSecond = cell.ResistanceCount;
                Tell(FigureKind.OneSecondResistance, cell.OneSecondMicroohms, CellFigures.Unknown, 1e6, found);
            }

            if (IsNew(cell.NucleationCount, ref _nucleation))
            {
                Tell(FigureKind.Nucleation, cell.NucleationMicrovolts, CellFigures.Unknown, 1e6, found);
            }

            if (IsNew(cell.EfficiencyCount, ref _efficiency))
            {
                Tell(FigureKind.Efficiency, cell.EfficiencyMillionths, CellFigures.Unknown, 1e6, found);
            }
        }

        private void SeeShorts(ShortFigures shorts, Action<Figure> found)
        {
            if (IsNew(shorts.RestCount, ref _rests))
            {
                Tell(FigureKind.RestShort, shorts.RestShortMilliohms, ShortFigures.Unknown, 1e3, found);
            }

            if (IsNew(shorts.MicroShorts, ref _microShorts))
            {
                Tell(FigureKind.MicroShort, shorts.MicroShortMicrovolts, ShortFigures.Unknown, 1e6, found);
            }
        }

        /// <summary>The core counts a step at its first resistance; the other comes a second later, without a count of its own.</summary>
        private bool HasOneSecond(CellFigures cell)
        {
            return cell.OneSecondMicroohms != CellFigures.Unknown && _oneSecond != cell.ResistanceCount;
        }

        private static bool IsNew(long count, ref long last)
        {
            bool isNew = count > last;
            last = count;
            return isNew;
        }

        /// <summary>-1 is the core's word for unknown, in every group of figures.</summary>
        private static void Tell(FigureKind kind, long value, long uncertainty, double scale, Action<Figure> found)
        {
            if (value != TransportFigures.Unknown)
            {
                found(new Figure(kind, value / scale, uncertainty == TransportFigures.Unknown ? null : uncertainty / scale));
            }
        }
    }
}

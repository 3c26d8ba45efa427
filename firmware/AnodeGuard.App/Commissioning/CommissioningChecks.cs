using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>What each step of the commissioning looks at. A number of <see cref="CommissioningProblem"/>: none where it holds.</summary>
    internal sealed class CommissioningChecks
    {
        private const long SmallestCellMicrovolts = 100000;
        private const long LargestDifferenceMicrovolts = 20000;
        private const long LowestSenseMicrovolts = 500000;
        private const long HighestSenseMicrovolts = 3500000;
        private const long LargestLossMicrovolts = 60000;

        /// <summary>10 pA on the node behind the open relay: 1 pA moves it by 8.4 mV/s (hardware/sim, leakage self-test).</summary>
        private const long LargestDriftMicrovoltsPerSecond = 84000;

        /// <summary>C/100 and C/40, nanoamperes: what is no current, and what is one.</summary>
        private readonly long _restNanoamperes;
        private readonly long _flowNanoamperes;
        private readonly bool _zeroVoltByDesign;
        private long _heldMicrovolts;

        /// <param name="settings">Capacity and kind of the cell.</param>
        public CommissioningChecks(GuardSettings settings)
        {
            _restNanoamperes = settings.CapacityMicroampereHours * 10;
            _flowNanoamperes = settings.CapacityMicroampereHours * 25;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
        }

        /// <summary>No current flows.</summary>
        public bool IsAtRest(Snapshot snapshot)
        {
            Sample current = snapshot.CurrentNanoamperes;
            return current.IsValid && Saturating.Abs(current.Value) < _restNanoamperes;
        }

        /// <summary>A current of the wanted direction flows.</summary>
        public bool Flows(Snapshot snapshot, bool charging)
        {
            Sample current = snapshot.CurrentNanoamperes;
            return current.IsValid && (charging ? current.Value : -current.Value) > _flowNanoamperes;
        }

        /// <summary>Remembers the voltage that a pulled sense wire must not change.</summary>
        public void Hold(Snapshot snapshot)
        {
            _heldMicrovolts = snapshot.CellBipolarMicrovolts.Value;
        }

        /// <summary>The step's condition.</summary>
        public byte Problem(int step, Snapshot snapshot, Verdict verdict)
        {
            switch (step)
            {
                case CommissioningStep.Isolated:
                    return IsAtRest(snapshot) ? CommissioningProblem.None : CommissioningProblem.CurrentFlows;
                case CommissioningStep.Polarity:
                    return Polarity(snapshot.CellBipolarMicrovolts);
                case CommissioningStep.VoltagePaths:
                    return Agreement(snapshot);
                case CommissioningStep.SenseRange:
                    return SenseRange(snapshot.SenseMicrovolts);
                case CommissioningStep.SelfTest:
                    return verdict.SelfTest == SelfTestResult.Passed ? CommissioningProblem.None : CommissioningProblem.NoSelfTest;
                case CommissioningStep.LeadCut:
                    return verdict.SelfTest == SelfTestResult.LeadOpen ? CommissioningProblem.None : CommissioningProblem.LeadNotCut;
                case CommissioningStep.LeadBack:
                    return LeadBack(verdict);
                case CommissioningStep.CathodeSense:
                case CommissioningStep.AnodeSense:
                    return Held(snapshot.CellBipolarMicrovolts);
                case CommissioningStep.Leakage:
                    return Leakage(verdict);
                default:
                    return CommissioningProblem.None;
            }
        }

        private static byte Polarity(Sample cell)
        {
            if (!cell.IsValid)
            {
                return CommissioningProblem.NoVoltage;
            }

            if (cell.Value < -SmallestCellMicrovolts)
            {
                return CommissioningProblem.Swapped;
            }

            return cell.Value > SmallestCellMicrovolts ? CommissioningProblem.None : CommissioningProblem.NoCell;
        }

        private static byte Agreement(Snapshot snapshot)
        {
            if (!snapshot.CellMicrovolts.IsValid || !snapshot.CellBipolarMicrovolts.IsValid)
            {
                return CommissioningProblem.PathFails;
            }

            long apart = snapshot.CellMicrovolts.Value - snapshot.CellBipolarMicrovolts.Value;
            return Saturating.Abs(apart) <= LargestDifferenceMicrovolts
                ? CommissioningProblem.None
                : CommissioningProblem.PathsDiffer;
        }

        private static byte LeadBack(Verdict verdict)
        {
            if (verdict.SelfTest != SelfTestResult.Passed)
            {
                return CommissioningProblem.NoSelfTest;
            }

            return verdict.LatchedFaults == 0 ? CommissioningProblem.None : CommissioningProblem.Acknowledge;
        }

        private static byte Leakage(Verdict verdict)
        {
            if (!verdict.BaselineKnown)
            {
                return CommissioningProblem.NoBaseline;
            }

            if (!verdict.Sense.RelayOpenDriftKnown)
            {
                return CommissioningProblem.LeakageUnknown;
            }

            return Saturating.Abs(verdict.Sense.RelayOpenDriftMicrovoltsPerSecond) <= LargestDriftMicrovoltsPerSecond
                ? CommissioningProblem.None
                : CommissioningProblem.Leaks;
        }

        private byte SenseRange(Sample sense)
        {
            if (!sense.IsValid)
            {
                return CommissioningProblem.SenseFails;
            }

            if (_zeroVoltByDesign)
            {
                return CommissioningProblem.None;
            }

            return sense.Value >= LowestSenseMicrovolts && sense.Value <= HighestSenseMicrovolts
                ? CommissioningProblem.None
                : CommissioningProblem.SenseOutside;
        }

        private byte Held(Sample cell)
        {
            return cell.IsValid && Saturating.Abs(cell.Value - _heldMicrovolts) <= LargestLossMicrovolts
                ? CommissioningProblem.None
                : CommissioningProblem.VoltageMoved;
        }
    }
}

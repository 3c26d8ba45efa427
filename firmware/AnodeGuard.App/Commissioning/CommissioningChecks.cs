using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>What each step of the commissioning looks at. Says null where it holds, else what is wrong.</summary>
    internal sealed class CommissioningChecks
    {
        private const long SmallestCellMicrovolts = 100000;
        private const long LargestDifferenceMicrovolts = 20000;
        private const long LowestSenseMicrovolts = 500000;
        private const long HighestSenseMicrovolts = 3500000;
        private const long LargestLossMicrovolts = 60000;
        private const long LargestLeakagePicoamperes = 10;

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
        public string Problem(int step, Snapshot snapshot, Verdict verdict)
        {
            switch (step)
            {
                case CommissioningStep.Isolated:
                    return IsAtRest(snapshot) ? null : "a current flows";
                case CommissioningStep.Polarity:
                    return Polarity(snapshot.CellBipolarMicrovolts);
                case CommissioningStep.VoltagePaths:
                    return Agreement(snapshot);
                case CommissioningStep.SenseRange:
                    return SenseRange(snapshot.SenseMicrovolts);
                case CommissioningStep.SelfTest:
                    return verdict.SelfTest == SelfTestResult.Passed ? null : "no passed self-test yet";
                case CommissioningStep.LeadCut:
                    return verdict.SelfTest == SelfTestResult.LeadOpen ? null : "the self-test still finds the electrode";
                case CommissioningStep.LeadBack:
                    return LeadBack(verdict);
                case CommissioningStep.CathodeSense:
                case CommissioningStep.AnodeSense:
                    return Held(snapshot.CellBipolarMicrovolts);
                case CommissioningStep.Leakage:
                    return Leakage(verdict);
                default:
                    return null;
            }
        }

        private static string Polarity(Sample cell)
        {
            if (!cell.IsValid)
            {
                return "no cell voltage is measured";
            }

            if (cell.Value < -SmallestCellMicrovolts)
            {
                return "the cell voltage is negative: the cell's wires are swapped";
            }

            return cell.Value > SmallestCellMicrovolts ? null : "the cell voltage is below 0.1 V: no cell, or a wire is open";
        }

        private static string Agreement(Snapshot snapshot)
        {
            if (!snapshot.CellMicrovolts.IsValid || !snapshot.CellBipolarMicrovolts.IsValid)
            {
                return "a voltage path does not measure";
            }

            long apart = snapshot.CellMicrovolts.Value - snapshot.CellBipolarMicrovolts.Value;
            return Saturating.Abs(apart) <= LargestDifferenceMicrovolts
                ? null
                : "the two voltage paths differ by more than 20 mV: a sense wire is open or at the wrong place";
        }

        private static string LeadBack(Verdict verdict)
        {
            if (verdict.SelfTest != SelfTestResult.Passed)
            {
                return "no passed self-test yet";
            }

            return verdict.LatchedFaults == 0 ? null : "press the button to acknowledge";
        }

        private static string Leakage(Verdict verdict)
        {
            if (!verdict.BaselineKnown)
            {
                return "no baseline yet";
            }

            if (!verdict.Sense.LeakageKnown)
            {
                return "the leakage is not measured yet";
            }

            return Saturating.Abs(verdict.Sense.LeakagePicoamperes) <= LargestLeakagePicoamperes
                ? null
                : "more than 10 pA leak: clean the board around J301";
        }

        private string SenseRange(Sample sense)
        {
            if (!sense.IsValid)
            {
                return "the sense electrode is not measured";
            }

            if (_zeroVoltByDesign)
            {
                return null;
            }

            return sense.Value >= LowestSenseMicrovolts && sense.Value <= HighestSenseMicrovolts
                ? null
                : "the Cu layer is not between 0.5 V and 3.5 V: shorted, open, or at 0 V by design (then say so in the settings)";
        }

        private string Held(Sample cell)
        {
            return cell.IsValid && Saturating.Abs(cell.Value - _heldMicrovolts) <= LargestLossMicrovolts
                ? null
                : "the voltage moved by more than 60 mV: the wire's 1 kohm path to the power terminal is missing";
        }
    }
}

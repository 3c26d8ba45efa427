using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>A fingerprint of verdicts: FNV-1a, 64 bits, over every field.</summary>
    public class Fnv
    {
        public long Hash { get; private set; } = unchecked((long)14695981039346656037UL);

        public void Add(Verdict verdict)
        {
            Add(verdict.TimeMicroseconds);
            Add((long)verdict.State);
            for (int fault = 0; fault < verdict.Levels.Length; fault++)
            {
                Add(verdict.Levels[fault]);
            }

            Add(verdict.ActiveFaults);
            Add(verdict.LatchedFaults);
            Add(verdict.RaisedFaults);
            Add(verdict.ClearedFaults);
            Add(verdict.Actions);
            Add(verdict.TripCause);
            Add(verdict.NormalizedCurrentQ24);
            Add(verdict.SurfaceDepletionQ24);
            Add(verdict.DepletionMicroseconds);
            Add(verdict.BaselineMicrovolts);
            Add(verdict.BaselineKnown ? 1 : 0);
            Add(verdict.SlowBaselineMicrovolts);
            Add(verdict.SenseSlopeMicrovoltsPerSecond);
            Add(verdict.SelfTestAgeMicroseconds);
            Add((long)verdict.SelfTest);
            Add(verdict.ChargeNanocoulombs);
            Add(verdict.Cycles);
            Add(verdict.Transport);
            Add(verdict.Sense);
            Add(verdict.Shorts);
            Add(verdict.Cell);
        }

        private void Add(TransportFigures figures)
        {
            Add(figures.Applies ? 1 : 0);
            Add(figures.LimitingMicroamperesPerSquareMetre);
            Add(figures.DiffusionMicroseconds);
            Add(figures.RecommendedChargeNanoamperes);
            Add(figures.SandCapacityLeftNanocoulombs);
            Add(figures.IdentifiedLimitingMicroamperesPerSquareMetre);
            Add(figures.IdentifiedLimitingUncertainty);
            Add(figures.IdentifiedLimitingCount);
            Add(figures.IdentifiedDiffusionMicroseconds);
            Add(figures.IdentifiedDiffusionUncertainty);
            Add(figures.IdentifiedDiffusionCount);
        }

        private void Add(SenseFigures figures)
        {
            Add(figures.ContactOhms);
            Add(figures.Touches);
            Add(figures.RelayOpenDriftMicrovoltsPerSecond);
            Add(figures.RelayOpenDriftKnown ? 1 : 0);
            Add(figures.LeakagePicoamperes);
            Add(figures.LeakageKnown ? 1 : 0);
        }

        private void Add(ShortFigures figures)
        {
            Add(figures.MicroShorts);
            Add(figures.MicroShortsPerHour);
            Add(figures.MicroShortMicrovolts);
            Add(figures.SoftShortSigns);
            Add(figures.RestShortMilliohms);
            Add(figures.RestCount);
        }

        private void Add(CellFigures figures)
        {
            Add(figures.GeometricMicroamperesPerSquareMetre);
            Add(figures.LocalMicroamperesPerSquareMetre);
            Add(figures.FastResistanceMicroohms);
            Add(figures.FastResistanceMicroseconds);
            Add(figures.OneSecondMicroohms);
            Add(figures.ResistanceCount);
            Add(figures.NucleationMicrovolts);
            Add(figures.NucleationCount);
            Add(figures.HalfCycles);
            Add(figures.ChargedNanocoulombs);
            Add(figures.DischargedNanocoulombs);
            Add(figures.EfficiencyMillionths);
            Add(figures.EfficiencyCount);
            Add(figures.StateOfChargeMillionths);
            Add(figures.StateOfChargeUncertaintyMillionths);
            Add(figures.PlatedNanometres);
            Add(figures.TipLeadMicroseconds);
            Add(figures.MossLeadMicroseconds);
        }

        private void Add(long value)
        {
            unchecked
            {
                ulong hash = (ulong)Hash;
                for (int i = 0; i < 8; i++)
                {
                    hash = (hash ^ (byte)(value >> (8 * i))) * 1099511628211UL;
                }

                Hash = (long)hash;
            }
        }
    }
}

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

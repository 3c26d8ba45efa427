using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>A stretch of snapshots that can be judged by itself: the core's state before it, and every snapshot of it.</summary>
    internal sealed class RecorderSegment
    {
        /// <summary>Records, one behind the other.</summary>
        public readonly byte[] Data;

        /// <summary>The core's state before the first snapshot.</summary>
        public readonly StateImage Image;

        /// <summary>Bytes of <see cref="Data"/> in use.</summary>
        public int Length;

        /// <summary>Place among all segments; 0: never used.</summary>
        public int Sequence;

        /// <summary>When it began, microseconds since start.</summary>
        public long StartMicroseconds;

        /// <summary>Snapshots in it.</summary>
        public int Snapshots;

        /// <summary>What the core made of them: a sum over the verdicts that a replay has to give as well.</summary>
        public long Sum;

        public RecorderSegment(int dataBytes, int imageWords)
        {
            Data = new byte[dataBytes];
            Image = new StateImage(imageWords);
        }

        /// <summary>Adds a verdict to a sum: order counts, and so does every bit of what the verdict rests on.</summary>
        public static long Add(long sum, Verdict verdict)
        {
            // Wraps on purpose; 31 is odd, so nothing is lost at the top.
            unchecked
            {
                sum = (sum * 31) + (long)verdict.State;
                sum = (sum * 31) + verdict.Actions;
                sum = (sum * 31) + verdict.ActiveFaults;
                sum = (sum * 31) + verdict.LatchedFaults;
                sum = (sum * 31) + verdict.TripCause;
                sum = (sum * 31) + verdict.SurfaceDepletionQ24;
                sum = (sum * 31) + verdict.DepletionMicroseconds;
                sum = (sum * 31) + verdict.SlowBaselineMicrovolts;
                sum = (sum * 31) + verdict.SenseSlopeMicrovoltsPerSecond;
                return (sum * 31) + verdict.ChargeNanocoulombs;
            }
        }
    }
}

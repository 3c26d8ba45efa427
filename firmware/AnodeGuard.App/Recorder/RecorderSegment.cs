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
            // Wraps on purpose; 31 is odd, so nothing is lost at the top. Few statements, and 31 in a local: this is reckoned in every
            // turn, and on the interpreter a constant of 64 bits costs more than the multiplication by it.
            long by = 31;
            unchecked
            {
                sum = (((((sum * by) + (long)verdict.State) * by) + verdict.Actions) * by) + verdict.ActiveFaults;
                sum = (((((sum * by) + verdict.LatchedFaults) * by) + verdict.TripCause) * by) + verdict.SurfaceDepletionQ24;
                sum = (((sum * by) + verdict.DepletionMicroseconds) * by) + verdict.SlowBaselineMicrovolts;
                return (((sum * by) + verdict.SenseSlopeMicrovoltsPerSecond) * by) + verdict.ChargeNanocoulombs;
            }
        }
    }
}

using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>A stretch of snapshots that can be judged by itself: the core's state before it, and every snapshot of it.</summary>
    internal sealed class RecorderSegment
    {
        /// <summary>The snapshots, one behind the other, see <see cref="RecordWord"/>.</summary>
        public readonly long[] Words;

        /// <summary>The core's state before the first snapshot.</summary>
        public readonly StateImage Image;

        /// <summary>How many of <see cref="Words"/> are in use, once it is over.</summary>
        public int Length;

        /// <summary>Place among all segments; 0: never used.</summary>
        public int Sequence;

        /// <summary>When it began, microseconds since start.</summary>
        public long StartMicroseconds;

        /// <summary>What the core made of the snapshots, once it is over: <see cref="VerdictSum"/>.</summary>
        public long Sum;

        public RecorderSegment(int words, int imageWords)
        {
            Words = new long[words];
            Image = new StateImage(imageWords);
        }
    }
}

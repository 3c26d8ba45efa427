namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Finds the microsecond in which the sense node passes a level.</summary>
    internal static class Crossing
    {
        /// <summary>
        /// First whole microsecond in (start, end] at which the node is on the other side of a level than at the start;
        /// <paramref name="end"/> where it stays. Within a segment the node passes a level once at most: it is driven
        /// from one side by sums of exponentials of one sign.
        /// </summary>
        public static long First(Segment segment, long start, long end, double level)
        {
            bool below = segment.Sense.Node(segment.SecondsAt(start)) < level;
            if (segment.Sense.Node(segment.SecondsAt(end)) < level == below)
            {
                return end;
            }

            long low = start;
            long high = end;
            while (high - low > 1)
            {
                long middle = low + ((high - low) / 2);
                if (segment.Sense.Node(segment.SecondsAt(middle)) < level == below)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return high;
        }
    }
}

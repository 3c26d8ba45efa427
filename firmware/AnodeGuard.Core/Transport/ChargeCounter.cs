namespace AnodeGuard.Core
{
    /// <summary>Charge since start from mean currents. What is less than a nanocoulomb is carried.</summary>
    public sealed class ChargeCounter
    {
        private const long MicrosecondsPerSecond = 1000000;

        private const long Easy = 1L << 30;

        private long _remainder;

        /// <summary>Charge, nanocoulombs, positive when charging, held within the range of long.</summary>
        public long Nanocoulombs;

        /// <summary>Adds the charge of one interval.</summary>
        public void Add(long nanoamperes, long intervalMicroseconds)
        {
            // Within 2^30 of either sign and below 2^31: the product and a remainder stay below 2^62. A bit above those of either is in
            // both together, and less than 0 is a large number without a sign.
            bool easy = unchecked((ulong)((nanoamperes + Easy) | intervalMicroseconds)) < 2 * (ulong)Easy;
            long product = easy
                ? (nanoamperes * intervalMicroseconds) + _remainder
                : Saturating.Add(Saturating.Multiply(nanoamperes, intervalMicroseconds), _remainder);
            long whole = product / MicrosecondsPerSecond;
            _remainder = product - (whole * MicrosecondsPerSecond);

            // Two counters run in every cycle, and a call costs as much as all of this: Saturating.Add only where it has to.
            long charge = Nanocoulombs;
            long sum = unchecked(charge + whole);
            Nanocoulombs = ((charge ^ sum) & (whole ^ sum)) < 0 ? Saturating.Add(charge, whole) : sum;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _remainder = image.Number(_remainder);
            Nanocoulombs = image.Number(Nanocoulombs);
        }
    }
}

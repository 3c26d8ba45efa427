namespace AnodeGuard.Core
{
    /// <summary>Who finds a fault; see <see cref="FaultRow.Detector"/>.</summary>
    public static class FaultDetector
    {
        /// <summary>Nobody yet: the row is reserved, the fault is never reported.</summary>
        public const byte NotYet = 0;

        /// <summary>The core, from snapshots.</summary>
        public const byte Core = 1;
    }
}

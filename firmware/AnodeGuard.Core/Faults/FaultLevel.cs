namespace AnodeGuard.Core
{
    /// <summary>How bad a fault is at this instant; values of <see cref="Verdict.Levels"/>.</summary>
    public static class FaultLevel
    {
        /// <summary>The condition does not hold.</summary>
        public const byte None = 0;

        /// <summary>Something to know.</summary>
        public const byte Advisory = 1;

        /// <summary>Something to act on.</summary>
        public const byte Warning = 2;

        /// <summary>Danger.</summary>
        public const byte Alarm = 3;
    }
}

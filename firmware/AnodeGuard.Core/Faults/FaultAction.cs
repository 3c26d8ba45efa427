namespace AnodeGuard.Core
{
    /// <summary>What an active fault does to the switch; see <see cref="FaultRow.Action"/>.</summary>
    public static class FaultAction
    {
        /// <summary>It is only reported.</summary>
        public const byte None = 0;

        /// <summary>An open switch may not be closed.</summary>
        public const byte BlockArming = 1;

        /// <summary>The switch opens.</summary>
        public const byte OpenSwitch = 2;
    }
}

namespace AnodeGuard.Core
{
    /// <summary>What the board has to do about a verdict; bits of <see cref="Verdict.Actions"/>.</summary>
    public static class GuardActions
    {
        /// <summary>Open the switch now and keep it open.</summary>
        public const int OpenSwitch = 1;

        /// <summary>Open the dry-contact interlock to the cycler: the switch alone did not do it.</summary>
        public const int OpenInterlock = 2;

        /// <summary>The switch may be closed: ready, no fault that forbids it, nothing latched.</summary>
        public const int AllowArm = 4;

        /// <summary>Run the sense-path self-test: it is due.</summary>
        public const int RunSelfTest = 8;

        /// <summary>What is latched, or the measured baseline, has changed: write the boot record.</summary>
        public const int StoreState = 16;

        /// <summary>
        /// Open the relay between electrode and front end for as long as this is asked for, 1.2 s at most: what the isolated
        /// node then does is the board's own leakage.
        /// </summary>
        public const int OpenRelay = 32;
    }
}

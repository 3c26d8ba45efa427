namespace AnodeGuard.Core
{
    /// <summary>What the sense-path self-test found. Numbers are stable: they are stored and sent.</summary>
    public enum SelfTestResult : byte
    {
        /// <summary>None has finished since start.</summary>
        None = 0,

        /// <summary>The electrode holds against the injector, and the injector's 1 % step was seen.</summary>
        Passed = 1,

        /// <summary>The node follows the injector: the lead is open.</summary>
        LeadOpen = 2,

        /// <summary>The node stays near zero against both pulls: a contact, or a lead shorted to the anode.</summary>
        StiffAtZero = 3,

        /// <summary>The injector's step was not seen: the test itself does not work.</summary>
        InjectorDead = 4,

        /// <summary>A sample was missing, or the readings fit no picture.</summary>
        Inconclusive = 5,
    }
}

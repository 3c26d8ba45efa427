namespace AnodeGuard.App
{
    /// <summary>What a step of the commissioning waits for or found wrong. A number: see <see cref="CalibrationResult"/>.</summary>
    public static class CommissioningProblem
    {
        /// <summary>Nothing to say.</summary>
        public const byte None = 0;
        public const byte CurrentFlows = 1;
        public const byte NoSelfTest = 2;
        public const byte LeadNotCut = 3;
        public const byte NoVoltage = 4;
        public const byte Swapped = 5;
        public const byte NoCell = 6;
        public const byte PathFails = 7;
        public const byte PathsDiffer = 8;
        public const byte Acknowledge = 9;
        public const byte NoBaseline = 10;
        public const byte LeakageUnknown = 11;
        public const byte Leaks = 12;
        public const byte SenseFails = 13;
        public const byte SenseOutside = 14;
        public const byte VoltageMoved = 15;
        public const byte WatchdogSilent = 16;
        public const byte NotClosed = 17;
        public const byte NotAllowed = 18;
        public const byte OpenedItself = 19;
        public const byte WaitsForCharge = 20;
        public const byte WaitsForDischarge = 21;
        public const byte NoCurrent = 22;
        public const byte NotOpened = 23;
        public const byte StillFlows = 24;
        public const byte ClosedAfterRestart = 25;

        private static readonly string[] Texts =
        {
            null,
            "a current flows",
            "no passed self-test yet",
            "the self-test still finds the electrode",
            "no cell voltage is measured",
            "the cell voltage is negative: the cell's wires are swapped",
            "the cell voltage is below 0.1 V: no cell, or a wire is open",
            "a voltage path does not measure",
            "the two voltage paths differ by more than 20 mV: a sense wire is open or at the wrong place",
            "press the button to acknowledge",
            "no baseline yet",
            "the leakage is not measured yet",
            "more than 10 pA leak: clean the board around J301",
            "the sense electrode is not measured",
            "the Cu layer is not between 0.5 V and 3.5 V: shorted, open, or at 0 V by design (then say so in the settings)",
            "the voltage moved by more than 60 mV: the wire's 10 kohm path to the power terminal is missing",
            "the watchdog did not restart the board",
            "the switch did not close",
            "the guard does not allow the switch to close",
            "the switch opened by itself",
            "waiting for a charging current",
            "waiting for a discharging current",
            "no current came within two minutes",
            "the switch did not open within 50 ms: replace it",
            "current flows although the switch reads open: one of its two transistors is shorted",
            "the board restarted, but the switch is closed",
        };

        /// <summary>For people; null where there is nothing to say.</summary>
        public static string Text(byte problem)
        {
            return Texts[problem];
        }
    }
}

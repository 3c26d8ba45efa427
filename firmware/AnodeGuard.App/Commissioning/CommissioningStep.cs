namespace AnodeGuard.App
{
    /// <summary>One step of the commissioning: what the operator has to do, and how it ends.</summary>
    public sealed class CommissioningStep
    {
        public const int Settings = 0;
        public const int Isolated = 1;
        public const int Polarity = 2;
        public const int VoltagePaths = 3;
        public const int SenseRange = 4;
        public const int SelfTest = 5;
        public const int LeadCut = 6;
        public const int LeadBack = 7;
        public const int CathodeSense = 8;
        public const int AnodeSense = 9;
        public const int Leakage = 10;
        public const int Trip = 11;
        public const int Watchdog = 12;
        public const int Interlock = 13;
        public const int Charge = 14;
        public const int Discharge = 15;

        /// <summary>How many steps there are; as a step: all are done.</summary>
        public const int Count = 16;

        private static readonly CommissioningStep[] Steps =
        {
            new CommissioningStep("settings", true, "Read the settings back: chemistry, area, capacity, limits. Are they this cell's? Confirm."),
            new CommissioningStep("isolated", true, "Cell connected to this board alone; cycler's output off, its interlock input on J603. Confirm."),
            new CommissioningStep("polarity", false, "J602: cathode to +, anode to -. Waiting for a positive cell voltage."),
            new CommissioningStep("voltage-paths", false, "J401: cathode sense to 1, anode sense to 2, each at the cell's tab. Both voltage paths must agree within 20 mV."),
            new CommissioningStep("sense-range", false, "Coax to the Cu layer, centre only. Waiting for 0.5 V to 3.5 V."),
            new CommissioningStep("self-test", false, "Waiting for a passed self-test of the sense path."),
            new CommissioningStep("lead-cut", false, "Pull the coax on purpose: the self-test must find the cut lead."),
            new CommissioningStep("lead-back", false, "Plug the coax again, wait for a passed self-test, press the button."),
            new CommissioningStep("cathode-sense", true, "Pull the cathode sense wire at J401, then confirm. The voltage must stay within 60 mV."),
            new CommissioningStep("anode-sense", true, "Plug it again. Pull the anode sense wire, then confirm. The voltage must stay within 60 mV."),
            new CommissioningStep("leakage", true, "Plug it again, then confirm. Waiting for the baseline and for a leakage below 10 pA."),
            new CommissioningStep("trip", true, "Confirm: the switch closes and is tripped at once; it must open within 50 ms."),
            new CommissioningStep("watchdog", true, "Confirm: the switch closes and the watchdog is no longer kicked; it must open the switch and restart the board."),
            new CommissioningStep("interlock", true, "Did the cycler see its interlock open at both trips? Confirm."),
            new CommissioningStep("charge", true, "Confirm, then charge at C/20 for 10 s. The switch opens; the current must end within 0.2 s."),
            new CommissioningStep("discharge", true, "Confirm, then discharge at C/20 for 10 s. The switch opens; the current must end within 0.2 s."),
        };

        private CommissioningStep(string name, bool needsConfirmation, string instruction)
        {
            Name = name;
            NeedsConfirmation = needsConfirmation;
            Instruction = instruction;
        }

        /// <summary>Name in messages.</summary>
        public string Name { get; }

        /// <summary>The operator says when to look; otherwise the board sees by itself.</summary>
        public bool NeedsConfirmation { get; }

        /// <summary>What to do.</summary>
        public string Instruction { get; }

        /// <summary>The step of a number below <see cref="Count"/>.</summary>
        public static CommissioningStep Of(int number)
        {
            return Steps[number];
        }
    }
}

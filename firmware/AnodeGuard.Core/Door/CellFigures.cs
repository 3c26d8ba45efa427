namespace AnodeGuard.Core
{
    /// <summary>
    /// Ageing and state of the cell. Figures that come once per half-cycle carry a count, so that a reader sees a new one
    /// even where its value is the old one's. Part of <see cref="Verdict"/>, overwritten by the next step.
    /// </summary>
    public sealed class CellFigures
    {
        /// <summary>Value of a figure that is not known.</summary>
        public const long Unknown = -1;

        /// <summary>Current density over the geometric area, microamperes per square metre, positive when charging.</summary>
        public long GeometricMicroamperesPerSquareMetre;

        /// <summary>Current density over the host's real area, times the local-current factor, microamperes per square metre.</summary>
        public long LocalMicroamperesPerSquareMetre;

        /// <summary>Resistance soon after the last current step (10 ms where the samples allow), microohms; <see cref="Unknown"/>.</summary>
        public long FastResistanceMicroohms = Unknown;

        /// <summary>How long after the step it was read, microseconds.</summary>
        public long FastResistanceMicroseconds = Unknown;

        /// <summary>Resistance 1 s after the last current step, microohms; <see cref="Unknown"/>.</summary>
        public long OneSecondMicroohms = Unknown;

        /// <summary>How many current steps gave a resistance since start.</summary>
        public long ResistanceCount;

        /// <summary>Nucleation overpotential of the last plating start, microvolts: dip below the plateau; <see cref="Unknown"/>.</summary>
        public long NucleationMicrovolts = Unknown;

        /// <summary>How many plating starts gave one since start.</summary>
        public long NucleationCount;

        /// <summary>Half-cycles (charge or discharge) that have ended since start.</summary>
        public long HalfCycles;

        /// <summary>Charge of the last whole charging half-cycle, nanocoulombs; <see cref="Unknown"/>.</summary>
        public long ChargedNanocoulombs = Unknown;

        /// <summary>Charge of the last whole discharging half-cycle, nanocoulombs, positive; <see cref="Unknown"/>.</summary>
        public long DischargedNanocoulombs = Unknown;

        /// <summary>Coulombic efficiency of the last cycle, millionths; <see cref="Unknown"/>.</summary>
        public long EfficiencyMillionths = Unknown;

        /// <summary>How many cycles gave an efficiency since start.</summary>
        public long EfficiencyCount;

        /// <summary>State of charge, millionths of the nominal capacity; <see cref="Unknown"/> until a full or empty cell was seen.</summary>
        public long StateOfChargeMillionths = Unknown;

        /// <summary>Standard uncertainty of it, millionths: grows with the charge counted since the last reference point.</summary>
        public long StateOfChargeUncertaintyMillionths = Unknown;

        /// <summary>Dense metal plated since the anode was last at its thinnest, nanometres over the geometric area.</summary>
        public long PlatedNanometres;

        /// <summary>Time a dendrite's tip needs across the free gap at the present current, microseconds; <see cref="Unknown"/> while nothing plates.</summary>
        public long TipLeadMicroseconds = Unknown;

        /// <summary>The same for mossy metal, which fills the gap by its volume, microseconds.</summary>
        public long MossLeadMicroseconds = Unknown;

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            GeometricMicroamperesPerSquareMetre = image.Number(GeometricMicroamperesPerSquareMetre);
            LocalMicroamperesPerSquareMetre = image.Number(LocalMicroamperesPerSquareMetre);
            FastResistanceMicroohms = image.Number(FastResistanceMicroohms);
            FastResistanceMicroseconds = image.Number(FastResistanceMicroseconds);
            OneSecondMicroohms = image.Number(OneSecondMicroohms);
            ResistanceCount = image.Number(ResistanceCount);
            NucleationMicrovolts = image.Number(NucleationMicrovolts);
            NucleationCount = image.Number(NucleationCount);
            HalfCycles = image.Number(HalfCycles);
            ChargedNanocoulombs = image.Number(ChargedNanocoulombs);
            DischargedNanocoulombs = image.Number(DischargedNanocoulombs);
            EfficiencyMillionths = image.Number(EfficiencyMillionths);
            EfficiencyCount = image.Number(EfficiencyCount);
            StateOfChargeMillionths = image.Number(StateOfChargeMillionths);
            StateOfChargeUncertaintyMillionths = image.Number(StateOfChargeUncertaintyMillionths);
            PlatedNanometres = image.Number(PlatedNanometres);
            TipLeadMicroseconds = image.Number(TipLeadMicroseconds);
            MossLeadMicroseconds = image.Number(MossLeadMicroseconds);
        }

        /// <summary>Copies every figure.</summary>
        public void CopyFrom(CellFigures other)
        {
            GeometricMicroamperesPerSquareMetre = other.GeometricMicroamperesPerSquareMetre;
            LocalMicroamperesPerSquareMetre = other.LocalMicroamperesPerSquareMetre;
            FastResistanceMicroohms = other.FastResistanceMicroohms;
            FastResistanceMicroseconds = other.FastResistanceMicroseconds;
            OneSecondMicroohms = other.OneSecondMicroohms;
            ResistanceCount = other.ResistanceCount;
            NucleationMicrovolts = other.NucleationMicrovolts;
            NucleationCount = other.NucleationCount;
            HalfCycles = other.HalfCycles;
            ChargedNanocoulombs = other.ChargedNanocoulombs;
            DischargedNanocoulombs = other.DischargedNanocoulombs;
            EfficiencyMillionths = other.EfficiencyMillionths;
            EfficiencyCount = other.EfficiencyCount;
            StateOfChargeMillionths = other.StateOfChargeMillionths;
            StateOfChargeUncertaintyMillionths = other.StateOfChargeUncertaintyMillionths;
            PlatedNanometres = other.PlatedNanometres;
            TipLeadMicroseconds = other.TipLeadMicroseconds;
            MossLeadMicroseconds = other.MossLeadMicroseconds;
        }
    }
}

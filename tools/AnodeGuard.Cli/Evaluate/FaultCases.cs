using System;
using System.Collections.Generic;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>The kinds of faults, each drawn anew for every case.</summary>
    internal static class FaultCases
    {
        private const double Start_s = Scenarios.CyclerStartSeconds;
        private const int Ads1115 = 0x48;

        private static readonly int[] AnodeContact = { FaultId.SenseContactAnode, FaultId.SenseLeadOpen, FaultId.SelfTestFailed };

        /// <summary>All of them; the contacts stand twice, for they are what the instrument is for.</summary>
        public static readonly IReadOnlyList<CaseClass> All = new[]
        {
            Contact("contact-100-ohm", 100, 1e3),
            Contact("contact-1-kohm", 1e3, 1e4),
            Contact("contact-10-kohm", 1e4, 1e5),
            new CaseClass("contact-cathode", "metal or a pinhole joins the Cu layer to the cathode, 1 to 100 kohm", ContactCathode, FaultId.SenseContactCathode) { Deadline_s = 10 },
            new CaseClass("lead-open", "the wire to the Cu layer breaks", LeadOpen, FaultId.SenseLeadOpen, FaultId.SenseContactAnode) { Deadline_s = 6 },
            new CaseClass("hard-short", "the separator is pierced: 0.1 to 2 ohm", HardShort, FaultId.HardShort, FaultId.SenseContactAnode, FaultId.UnderVoltage) { Deadline_s = 1 },
            new CaseClass("depletion", "a thick gap is charged at 1.2 to 2 times its limiting current", Depletion, FaultId.DepletionNear, FaultId.Depleted) { Danger = Danger.Depletion, IsGradual = true },
            Contact("contact-100-ohm", 100, 1e3),
            Contact("contact-1-kohm", 1e3, 1e4),
            Contact("contact-10-kohm", 1e4, 1e5),
            new CaseClass("contact-100-kohm", "a dendrite touches the Cu layer through 100 kohm to 1 Mohm: beyond what is asked", Dendrite(1e5, 1e6), AnodeContact) { Danger = Danger.Short },
            new CaseClass("micro-short", "brief shorts: the cell dips by 20 to 80 mV for 0.2 to 2 s, five in an hour", MicroShorts, FaultId.MicroShort) { Level = FaultLevel.Advisory, Deadline_s = 3 },
            new CaseClass("intermittent-touch", "a filament touches the Cu layer for 0.1 to 0.5 s and lets go, three times in an hour", Touches, FaultId.SenseIntermittent, FaultId.SenseContactAnode) { Level = FaultLevel.Advisory, Deadline_s = 2 },
            new CaseClass("soft-short", "a resistive short takes 8 to 40 % of the current, over several half-cycles", SoftShort, FaultId.SoftShort, FaultId.RestLeakage) { Level = FaultLevel.Advisory },
            new CaseClass("rest-leakage", "the resting cell discharges itself through a short that would empty it in 20 to 100 h", RestLeakage, FaultId.RestLeakage) { Level = FaultLevel.Advisory },
            new CaseClass("sense-leakage", "moisture discharges the Cu layer, slower than a contact", Leakage, FaultId.SenseLeakage, FaultId.SenseContactAnode) { Level = FaultLevel.Warning },
            new CaseClass("over-temperature", "the cell is heated from outside", Heated, FaultId.OverTemperature) { Deadline_s = 120 },
            new CaseClass("sense-stuck", "the sense converter repeats one code", Stuck, FaultId.SensorStuck, FaultId.SelfTestFailed) { Deadline_s = 6 },
            new CaseClass("converter-silent", "the sense converter does not answer any more", Silent, FaultId.SensorStale, FaultId.SelfTestFailed) { Deadline_s = 6 },
            new CaseClass("switch-welded", "a dendrite touches, and the switch does not open", Welded, FaultId.SwitchFailed) { Deadline_s = 60 },
            new CaseClass("over-voltage", "the cycler does not end the charge", OverVoltage, FaultId.OverVoltage) { IsGradual = true },
            new CaseClass("cell-lead", "a wire between board and cell breaks under current", CellCases.CellLead, FaultId.CellLeadOpen) { Deadline_s = 2 },
            new CaseClass("thermal-shutdown", "a hot cell's separator closes: its resistance rises ten thousandfold within some 3 K", CellCases.Shutdown, FaultId.ThermalShutdown) { Level = FaultLevel.Warning },
            new CaseClass("dead-metal", "the resistance doubles within 16 to 40 half-cycles", CellCases.DeadMetal, FaultId.ResistanceRise) { Level = FaultLevel.Advisory },
            new CaseClass("voids", "the resistance to stripping alone grows as much", CellCases.Voids, FaultId.StrippingResistanceRise) { Level = FaultLevel.Advisory },
            new CaseClass("charge-loss", "the efficiency falls by 0.5 to 1.5 % with each cycle, seven times", CellCases.Losing, FaultId.CoulombicLoss, FaultId.SoftShort) { Level = FaultLevel.Advisory },
            new CaseClass("gas-release", "the cell vents 0.6 to 5 mmol into a litre of housing with a gas sensor", CellCases.Vents, FaultId.GasRelease) { Level = FaultLevel.Advisory, Deadline_s = 60 },
            new CaseClass("over-current", "the cycler drives 1.6 to 2.5 times its current", OverCurrent, FaultId.OverCurrentCharge) { Deadline_s = 1 },
        };

        private static CaseClass Contact(string name, double low, double high)
        {
            return new CaseClass(
                name,
                "a dendrite touches the Cu layer through " + Ohms(low) + " to " + Ohms(high) + ", then bridges the cell",
                Dendrite(low, high),
                AnodeContact)
            { Danger = Danger.Short };
        }

        private static string Ohms(double ohms)
        {
            return ohms < 1000 ? ohms + " ohm" : (ohms / 1000) + " kohm";
        }

        private static Action<CaseDraft> Dendrite(double low, double high)
        {
            return draft =>
            {
                CellDraw.Full(draft);
                double ohms = draft.Decades(low, high);
                double start = Start_s + draft.Between(20, 600);
                draft.Note("contact_ohm", ohms);
                draft.Setup.Dendrite = new DendriteDesign
                {
                    StartMicroseconds = (long)(start * VirtualClock.Second),
                    LocalCurrentFactor = draft.Between(1.5, 4),
                    ContactOhms = ohms,
                };
                draft.EndMicroseconds = (long)((start + 3600) * VirtualClock.Second);
            };
        }

        private static void Once(CaseDraft draft, double runs_s, Action<MachineFaults> fault)
        {
            double at = Start_s + draft.Between(20, 600);
            draft.At(at, fault);
            draft.OnsetMicroseconds = (long)(at * VirtualClock.Second);
            draft.EndMicroseconds = (long)((at + runs_s) * VirtualClock.Second);
        }

        private static void ContactCathode(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double ohms = draft.Decades(1e3, 1e5);
            draft.Note("contact_ohm", ohms);
            Once(draft, 600, faults => faults.ConnectSenseToCathode(ohms));
        }

        private static void LeadOpen(CaseDraft draft)
        {
            CellDraw.Full(draft);
            SenseLead where = draft.Chance(0.5) ? SenseLead.OpenAtConnector : SenseLead.OpenAtCell;
            Once(draft, 60, faults => faults.OpenSenseLead(where));
        }

        private static void HardShort(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double ohms = draft.Decades(0.1, 2);
            draft.Note("short_ohm", ohms);
            draft.Setup.Dendrite = new DendriteDesign { ContactOhms = draft.Decades(10, 1e4), FirstBridgeOhms = ohms, LastBridgeOhms = ohms };
            Once(draft, 60, faults => faults.PierceSeparator());
        }

        private static void Depletion(CaseDraft draft)
        {
            CellDraw.Symmetric(draft, new Gap(draft.Between(0.5e-3, 1.5e-3)), draft.Between(1.2, 2), 2 * 3600);
            draft.OnsetMicroseconds = (long)(Start_s * VirtualClock.Second);
            draft.EndMicroseconds = 2 * 3600 * (long)VirtualClock.Second;
        }

        private static void MicroShorts(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double ohms = MicroShort.Ohms(draft.Setup.Cell, draft.Amperes, out double depth, draft.Between(0.02, 0.08));
            draft.Note("dip_v", depth);
            double at = Start_s + draft.Between(60, 600);
            draft.OnsetMicroseconds = (long)(at * VirtualClock.Second);
            for (int i = 0; i < 5; i++)
            {
                long begins = (long)(at * VirtualClock.Second);
                double lasts = draft.Between(0.2, 2);
                draft.Dips.Add((begins, begins + (long)(lasts * VirtualClock.Second)));
                draft.At(at, faults => faults.BridgeCell(ohms));
                draft.At(at + lasts, faults => faults.BridgeCell(double.PositiveInfinity));
                at += draft.Between(120, 600);
            }

            draft.EndMicroseconds = (long)((at + 60) * VirtualClock.Second);
        }

        private static void Touches(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double at = Start_s + draft.Between(60, 600);
            double lasts = draft.Between(0.1, 0.5);
            double part = draft.Between(0.03, 0.1);

            // The layer falls by a part of its voltage and stays there: 1 - exp(-t / R C).
            double farads = draft.Setup.Sense.FaradsPerArea * draft.Setup.Cell.Area;
            double ohms = lasts / (farads * -Math.Log(1 - part));
            draft.Note("contact_ohm", ohms);
            draft.Note("lasts_s", lasts);
            draft.Note("part", part);
            draft.OnsetMicroseconds = (long)(at * VirtualClock.Second);
            for (int i = 0; i < 3; i++)
            {
                draft.At(at, faults => faults.ConnectSenseToAnode(ohms));
                draft.At(at + lasts, faults => faults.ConnectSenseToAnode(double.PositiveInfinity));
                at += draft.Between(300, 1200);
            }

            draft.EndMicroseconds = (long)((at + 60) * VirtualClock.Second);
        }

        private static void SoftShort(CaseDraft draft)
        {
            const double HalfCycle_s = 1200;
            double share = draft.Between(0.08, 0.4);
            bool symmetric = draft.Chance(0.5);
            double ohms;
            if (symmetric)
            {
                CellDraw.Symmetric(draft, new Gap(draft.Between(100e-6, 260e-6), 0.9), draft.Between(0.1, 0.4), HalfCycle_s);

                // Of the cell's own resistance, so that the terminal voltage falls by the share.
                double own = MicroShort.Resistance(draft.Setup.Cell, draft.Amperes);
                ohms = own * (1 - share) / share;
            }
            else
            {
                CellDraw.Timed(draft, HalfCycle_s);
                ohms = 3.8 / (share * draft.Amperes);
            }

            draft.Note("symmetric", symmetric ? 1 : 0);
            draft.Note("share", share);
            draft.Note("short_ohm", ohms);

            // At any moment of a cycle: while it charges, discharges, or rests between.
            double at = Start_s + (draft.Between(8, 10) * HalfCycle_s);
            draft.At(at, faults => faults.BridgeCell(ohms));
            draft.OnsetMicroseconds = (long)(at * VirtualClock.Second);
            draft.EndMicroseconds = (long)((at + (8 * HalfCycle_s)) * VirtualClock.Second);
        }

        private static void RestLeakage(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double hours = draft.Decades(20, 100);
            double ohms = 3.8 * hours * 3600 / draft.Setup.Cell.Capacity;
            draft.Note("empties_h", hours);
            draft.Note("short_ohm", ohms);
            CellDraw.Replay(draft, new[] { new CyclerStep(draft.Amperes, 1800, 4.25), new CyclerStep(0, 6 * 3600) });
            draft.At(Start_s + 1800, faults => faults.BridgeCell(ohms));
            draft.OnsetMicroseconds = (long)((Start_s + 1800) * VirtualClock.Second);
            draft.EndMicroseconds = (long)((Start_s + 1800 + (4 * 3600)) * VirtualClock.Second);
        }

        private static void Leakage(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double slope = draft.Between(0.25e-3, 0.4e-3);
            SenseLayerDesign before = draft.Setup.Sense;
            draft.Setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = before.EquilibriumVolts,
                ChargeTransferOhms = draft.Between(0.5e9, 1e9),
                DriftVolts = before.DriftVolts,
                DriftPeriod = before.DriftPeriod,
            };
            double amperes = slope * draft.Setup.Sense.FaradsPerArea * draft.Setup.Cell.Area;
            draft.Note("leakage_a", amperes);
            Once(draft, 2 * 3600, faults => faults.LeakSense(amperes));
        }

        private static void Heated(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double by = draft.Between(45, 60);
            Once(draft, 600, faults => faults.HeatCell(by));
        }

        private static void Stuck(CaseDraft draft)
        {
            CellDraw.Full(draft);
            Once(draft, 60, faults => faults.StickCode(BoardChannel.Sense));
        }

        private static void Silent(CaseDraft draft)
        {
            CellDraw.Full(draft);
            Once(draft, 60, faults => faults.SilenceChip(Ads1115));
        }

        private static void Welded(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double ohms = draft.Decades(100, 1e4);
            double at = Start_s + draft.Between(20, 600);
            draft.At(at - 1, faults => faults.WeldSwitch());
            draft.At(at, faults => faults.ConnectSenseToAnode(ohms));
            draft.OnsetMicroseconds = (long)(at * VirtualClock.Second);
            draft.EndMicroseconds = (long)((at + 60) * VirtualClock.Second);
        }

        private static void OverVoltage(CaseDraft draft)
        {
            CellDraw.Full(draft);
            CellDraw.Replay(draft, new[] { new CyclerStep(draft.Amperes, 20 * 3600, 4.6) });
            draft.OnsetMicroseconds = (long)(Start_s * VirtualClock.Second);
            draft.EndMicroseconds = 8 * 3600 * (long)VirtualClock.Second;
        }

        private static void OverCurrent(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double amperes = draft.Amperes * draft.Between(1.6, 2.5);
            Once(draft, 60, faults => faults.StickCycler(amperes));
        }
    }
}

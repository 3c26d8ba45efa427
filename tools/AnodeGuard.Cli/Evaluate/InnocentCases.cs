using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>What looks like a fault and is none: the false-positive sources that are known.</summary>
    internal static class InnocentCases
    {
        private const double Start_s = Scenarios.CyclerStartSeconds;

        public static readonly IReadOnlyList<CaseClass> All = new[]
        {
            new CaseClass("healthy", "a healthy cell is charged and discharged", Healthy),
            new CaseClass("baseline-drift", "the Cu layer's potential wanders by up to 1 mV/min", Drift),
            new CaseClass("leakage-below-limit", "the Cu layer loses up to 0.25 V to a small leakage", SmallLeakage),
            new CaseClass("relay-clicks", "spikes of up to 1 V on the sense lead and 50 mV on the cell, 1 to 15 ms long, thirty an hour", Clicks),
            new CaseClass("current-steps", "the cycler pulses: on and off, up and down, every 5 to 120 s", Pulses),
            new CaseClass("polarity-changes", "a symmetric cell reverses every few minutes", Polarity),
            new CaseClass("temperature-steps", "the surroundings jump by up to 12 K, again and again", Temperature),
            new CaseClass("nucleation-dips", "each plating begins with a dip of 10 to 60 mV that fades within seconds", Nucleation),
            new CaseClass("coarse-noise", "two to sixteen times the usual noise on the sense input, up to four times on the cell's", Noise),
            new CaseClass("relaxations", "a thick gap near its limiting current, switched on and off", Relaxation),
            new CaseClass("shuttle", "self-discharge of a few hundred hours, as from a shuttle", Shuttle),
            new CaseClass("zero-volt-layer", "a Cu layer that sits at 0 V by design", ZeroVolt),
            new CaseClass("brief-overload", "pulses above the limiting current that end long before depletion", Overload),
            new CaseClass("near-shutdown", "a hot polymer cell from 1.4 K below to 0.7 K above the shutdown temperature of its settings, 9 K below where its pores close; its current on, down, off and round", CellCases.NearShutdown),
            new CaseClass("slow-ageing", "1 to 4 % of the charge is lost from the start, the resistance grows by a quarter", CellCases.SlowAgeing),
            new CaseClass("weather", "pressure and humidity of the air change as fast as weather does, with a gas sensor fitted", CellCases.Weather),
            new CaseClass("fast-cycling", "the strongest current, a warm cell, ambient swing", Warm),
        };

        private static void End(CaseDraft draft)
        {
            draft.EndMicroseconds = (long)(draft.InnocentHours * 3600 * VirtualClock.Second);
        }

        private static void Healthy(CaseDraft draft)
        {
            CellDraw.Full(draft);
            End(draft);
        }

        private static void Drift(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double slope = draft.Between(0.3e-3, 1e-3) / 60;
            double period = draft.Between(3600, 20000);
            Layer(draft, draft.Setup.Sense.EquilibriumVolts, slope * period / (2 * Math.PI), period);
            draft.Note("drift_v_s", slope);
            End(draft);
        }

        private static void SmallLeakage(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double amperes = draft.Between(0.05, 0.25) / draft.Setup.Sense.ChargeTransferOhms;
            draft.Note("leakage_a", amperes);
            draft.At(Start_s + draft.Between(60, 3600), faults => faults.LeakSense(amperes));
            End(draft);
        }

        private static void Clicks(CaseDraft draft)
        {
            CellDraw.Full(draft);
            End(draft);
            double at = Start_s;
            double end = draft.EndMicroseconds * 1e-6;
            while (true)
            {
                at += -Math.Log(1 - draft.Random.NextUnit()) * 120;
                if (at >= end)
                {
                    return;
                }

                double sense = draft.Between(-1, 1);
                double cell = draft.Between(-0.05, 0.05);
                double lasts = draft.Between(0.001, 0.015);
                draft.At(at, faults => Disturb(faults, sense, cell));
                draft.At(at + lasts, faults => Disturb(faults, 0, 0));
            }
        }

        private static void Disturb(MachineFaults faults, double sense, double cell)
        {
            faults.Offset(BoardChannel.Sense, sense);
            faults.Offset(BoardChannel.Cell, cell);
        }

        private static void Pulses(CaseDraft draft)
        {
            CellDraw.Full(draft);
            List<CyclerStep> steps = new List<CyclerStep>();
            for (int i = 0; i < 40; i++)
            {
                double amperes = draft.Amperes * draft.Between(-1, 1.2);
                steps.Add(draft.Chance(0.3) ? new CyclerStep(0, draft.Between(5, 120)) : new CyclerStep(amperes, draft.Between(5, 120), amperes > 0 ? 4.2 : 3.3));
            }

            CellDraw.Replay(draft, steps.ToArray());
            End(draft);
        }

        private static void Polarity(CaseDraft draft)
        {
            CellDraw.Symmetric(draft, new Gap(draft.Between(50e-6, 260e-6), draft.Between(0.5, 0.9)), draft.Between(0.05, 0.5), draft.Between(60, 1800));
            End(draft);
        }

        private static void Temperature(CaseDraft draft)
        {
            CellDraw.Full(draft);
            End(draft);
            double end = draft.EndMicroseconds * 1e-6;
            for (double at = Start_s + 60; at < end; at += draft.Between(900, 3600))
            {
                double by = draft.Between(-12, 12);
                double constant = draft.Between(30, 300);
                draft.At(at, faults => faults.HeatCell(by, constant));
            }
        }

        private static void Nucleation(CaseDraft draft)
        {
            double half = draft.Between(300, 1800);
            CellDraw.Symmetric(draft, new Gap(draft.Between(50e-6, 260e-6), draft.Between(0.5, 0.9)), draft.Between(0.05, 0.4), half);
            End(draft);
            double end = draft.EndMicroseconds * 1e-6;
            double depth = draft.Between(0.01, 0.06);
            double constant = draft.Between(0.5, 5);
            int sign = 1;
            draft.Note("dip_v", depth);
            for (double at = Start_s; at < end; at += half)
            {
                // Positive at the anode's plating: more voltage is needed; negative when the other side plates.
                for (int i = 0; i <= 20; i++)
                {
                    double part = i == 20 ? 0 : sign * depth * Math.Exp(-0.25 * i);
                    draft.At(at + (0.25 * i * constant), faults => faults.Offset(BoardChannel.Cell, part));
                    draft.At(at + (0.25 * i * constant), faults => faults.Offset(BoardChannel.Bipolar, part));
                }

                sign = -sign;
            }
        }

        private static void Noise(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double sense = draft.Between(0.5e-3, 4e-3);
            double cell = draft.Between(0.3e-3, 1e-3);
            draft.Note("noise_v", sense);
            draft.At(0.001, faults => faults.AddNoise(BoardChannel.Sense, sense));
            draft.At(0.001, faults => faults.AddNoise(BoardChannel.Cell, cell));
            End(draft);
        }

        private static void Relaxation(CaseDraft draft)
        {
            CellDraw.Symmetric(draft, new Gap(draft.Between(0.3e-3, 1e-3)), draft.Between(0.3, 0.55), 1800);
            double on = draft.Between(300, 1800);
            CellDraw.Replay(draft, new[]
            {
                new CyclerStep(draft.Amperes, on, 4), new CyclerStep(0, on), new CyclerStep(-draft.Amperes, on, -4), new CyclerStep(0, on),
            });
            End(draft);
        }

        private static void Shuttle(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double hours = draft.Decades(400, 2000);
            double ohms = 3.8 * hours * 3600 / draft.Setup.Cell.Capacity;
            draft.Note("empties_h", hours);
            draft.At(0.001, faults => faults.BridgeCell(ohms));
            CellDraw.Replay(draft, new[]
            {
                new CyclerStep(draft.Amperes, 3600, 4.25), new CyclerStep(0, 3600), new CyclerStep(-draft.Amperes, 3000, 3.2), new CyclerStep(0, 3600),
            });
            End(draft);
        }

        private static void ZeroVolt(CaseDraft draft)
        {
            CellDraw.Full(draft);
            Layer(draft, draft.Between(0, 0.03), 0.002, 20000);
            CellDraw.Set(draft, "sense", "zero_volt_by_design", JsonValue.Create(true));
            draft.Setup.ComparatorEnabled = false;
            End(draft);
        }

        private static void Overload(CaseDraft draft)
        {
            double j = draft.Between(1.1, 1.6);
            CellDraw.Symmetric(draft, new Gap(draft.Between(0.5e-3, 1e-3)), j, 1800);
            CellDesign cell = draft.Setup.Cell;
            double diffusion = cell.Gap.DiffusionTime(cell.Electrolyte, cell.AmbientCelsius + 273.15);

            // s = 4 j sqrt(theta/pi): to 0.3 and back; rests of ten times as long.
            double pulse = Math.PI * Math.Pow(0.3 / (4 * j), 2) * diffusion;
            CellDraw.Replay(draft, new[]
            {
                new CyclerStep(draft.Amperes, pulse, 4), new CyclerStep(0, 10 * pulse), new CyclerStep(-draft.Amperes, pulse, -4), new CyclerStep(0, 10 * pulse),
            });
            draft.Note("normalized_current", j);
            End(draft);
        }

        private static void Warm(CaseDraft draft)
        {
            CellDraw.Timed(draft, 900);
            End(draft);
        }

        private static void Layer(CaseDraft draft, double equilibrium, double drift, double period)
        {
            SenseLayerDesign before = draft.Setup.Sense;
            draft.Setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = equilibrium,
                ChargeTransferOhms = before.ChargeTransferOhms,
                DriftVolts = drift,
                DriftPeriod = period,
                LeakageAmperes = before.LeakageAmperes,
            };
        }
    }
}

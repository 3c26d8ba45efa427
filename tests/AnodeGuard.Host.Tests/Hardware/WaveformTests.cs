using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>
    /// The emulated front end against the waveforms of the circuit simulation (hardware/sim/results), at every time of the
    /// files. The differences are written to hardware/docs/emulated-front-end.md; run with ANODEGUARD_WRITE_PAGES=1 to
    /// write that page anew.
    /// </summary>
    public class WaveformTests
    {
        /// <summary>The simulated contact closes in the middle of a ramp of 1 us at 10 ms.</summary>
        private const double Touch = 0.0100005;

        /// <summary>Largest difference allowed at the follower, millivolts: its output's floor of 20 mV and 0.5 ms of relay and pole.</summary>
        private const double BufferMillivolts = 25;

        /// <summary>Largest difference allowed at the converter, millivolts: 0.25 % load of its input, floor, and delay.</summary>
        private const double ConverterMillivolts = 10;

        /// <summary>Largest difference allowed at the electrode, millivolts: the solver's tolerance of 1e-4.</summary>
        private const double TerminalMillivolts = 1;

        private static readonly string[] SelfTestNames =
        {
            "healthy, 10 Mohm 1 uF", "healthy, 1 Gohm 20 uF", "contact 1 kohm", "lead open at the connector", "lead open at the cell", "cathode contact, 4.4 V",
        };

        private static readonly int[] ContactOhms = { 10, 1000, 10000, 100000 };

        public static TheoryData<int> Electrodes => new(1, 2, 3, 4, 5, 6);

        public static TheoryData<int> Contacts => new(ContactOhms);

        [Theory]
        [MemberData(nameof(Electrodes))]
        public void Self_test_is_as_simulated(int electrode)
        {
            Check(SelfTest(electrode));
        }

        [Theory]
        [MemberData(nameof(Contacts))]
        public void Contact_decays_as_simulated(int ohms)
        {
            Check(Contact(ohms));
        }

        [Fact]
        public void Leakage_drifts_as_simulated()
        {
            Check(Leakage());
        }

        [Fact]
        public void Times_are_as_simulated()
        {
            foreach (Timing timing in Timings())
            {
                Assert.True(
                    Math.Abs(timing.Emulated - timing.Simulated) <= timing.Tolerance * timing.Simulated,
                    FormattableString.Invariant($"{timing.What}: emulated {timing.Emulated} {timing.Unit}, simulated {timing.Simulated}, allowed {timing.Tolerance:P0}"));
            }
        }

        [Fact]
        public void The_page_says_what_was_measured()
        {
            string path = HardwareFolder.PathOf("docs", "emulated-front-end.md");
            string expected = Page();
            if (Environment.GetEnvironmentVariable("ANODEGUARD_WRITE_PAGES") == "1")
            {
                File.WriteAllText(path, expected);
            }

            Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
        }

        private static void Check(Difference found)
        {
            Assert.True(found.Points > 100, found.Name + ": only " + found.Points + " points");
            Assert.True(found.Terminal <= TerminalMillivolts, found.Name + ": electrode differs by " + Text(found.Terminal) + " mV");
            Assert.True(found.Buffer <= BufferMillivolts, found.Name + ": follower differs by " + Text(found.Buffer) + " mV");
            Assert.True(found.Converter <= ConverterMillivolts, found.Name + ": converter differs by " + Text(found.Converter) + " mV");
        }

        // hardware/sim/circuits/self_test.cir. The simulation begins with empty capacitors: compared once they are charged.
        private static Difference SelfTest(int electrode)
        {
            const double Charged = 0.045;
            ChainRun run = electrode switch
            {
                1 => new ChainRun(1e-6, 1e7),
                2 => new ChainRun(20e-6, 1e9),
                3 => new ChainRun(5e-6, 1e8, w => w.AnodeSiemens = 1e-3),
                4 => new ChainRun(5e-6, 1e8, w => w.Lead = SenseLead.OpenAtConnector),
                5 => new ChainRun(5e-6, 1e8, w => w.Lead = SenseLead.OpenAtCell),
                _ => new ChainRun(5e-6, 1e8, Cathode),
            };
            run.Then(0.05, w => w.Drive = InjectorDrive.PullDown)
                .Then(0.1, w => w.Drive = InjectorDrive.Bootstrapped)
                .Then(0.15, w => w.Drive = InjectorDrive.PullUp)
                .Then(0.2, w => w.Drive = InjectorDrive.Bootstrapped);
            return Compare("self-test: " + SelfTestNames[electrode - 1], "self_test.csv", run, null, "buf" + electrode + "_v", "ain" + electrode + "_v", Charged);
        }

        private static void Cathode(SenseWiring wiring)
        {
            wiring.CathodeSiemens = 0.01;
            wiring.CathodeVolts = 4.4;
            wiring.EquilibriumVolts = 4.4;
        }

        // hardware/sim/circuits/contact.cir
        private static Difference Contact(int ohms)
        {
            ChainRun run = new ChainRun(20e-6, 1e8).Then(Touch, w => w.AnodeSiemens = 1.0 / ohms);
            return Compare("contact of " + ohms + " ohm", "contact_" + ohms + "_ohm.csv", run, "e_v", "buf_v", "ain_v", 0);
        }

        // hardware/sim/circuits/leakage.cir: 1 pA into the node once the relay is open.
        private static Difference Leakage()
        {
            ChainRun run = new ChainRun(5e-6, 1e8, w => w.NodeLeakage = -1e-12).Then(0.02, w => w.RelayClosed = false);
            return Compare("leakage of 1 pA, relay open", "leakage_1pa.csv", run, null, "buf_v", "ain_v", 0.001);
        }

        private static Difference Compare(string name, string file, ChainRun run, string terminal, string buffer, string converter, double from)
        {
            Difference found = new() { Name = name };
            foreach (IReadOnlyDictionary<string, string> row in HardwareFolder.Rows("sim", "results", file))
            {
                double time = HardwareFolder.Number(row["time_s"]);
                (double Terminal, double Buffer, double Converter) emulated = run.At(time);
                if (time < from)
                {
                    continue;
                }

                found.Points++;
                found.Terminal = Math.Max(found.Terminal, terminal == null ? 0 : Millivolts(emulated.Terminal, row[terminal]));
                found.Buffer = Math.Max(found.Buffer, Millivolts(emulated.Buffer, row[buffer]));
                found.Converter = Math.Max(found.Converter, Millivolts(emulated.Converter, row[converter]));
            }

            return found;
        }

        private static IEnumerable<Timing> Timings()
        {
            Dictionary<string, double> simulated = HardwareFolder.Rows("sim", "results", "summary.csv")
                .ToDictionary(row => row["id"], row => row["nominal"].Length == 0 ? double.NaN : HardwareFolder.Number(row["nominal"]));
            yield return new Timing("contact of 10 ohm to 0.5 V", "ms", 1e3 * SecondsToCollapse(10), simulated["contact.10_ohm_to_collapse_ms"], 0.05);
            yield return new Timing("contact of 1 kohm to 0.5 V", "ms", 1e3 * SecondsToCollapse(1e3), simulated["contact.1_kohm_to_collapse_ms"], 0.05);
            yield return new Timing("contact of 10 kohm to 0.5 V", "ms", 1e3 * SecondsToCollapse(1e4), simulated["contact.10_kohm_to_collapse_ms"], 0.05);
            yield return new Timing("contact of 100 kohm to 0.5 V", "s", SecondsToCollapse(1e5), simulated["contact.100_kohm_to_collapse_s"], 0.05);
            yield return new Timing("mask of the collapse comparator", "ms", 1e-3 * TripCircuit.MaskMicroseconds, simulated["mask.length_ms"], 0.1);
            yield return new Timing("over-current of 5.5 A to the trip line", "us", TripCircuit.OverCurrentMicroseconds, simulated["over_current.trip_5_5_a_us"], 0.1);
            yield return new Timing("latch to open switch", "ms", 1e-3 * TripCircuit.SwitchMicroseconds, simulated["latch.turn_off_ms"], 0.15);
            yield return new Timing("last kick to the watchdog's trip", "s", 1e-6 * WindowedWatchdog.LatestMicroseconds, simulated["watchdog.silent_trip_s"], 0.01);
        }

        private static double SecondsToCollapse(double ohms)
        {
            const double Step = 1e-5;
            ChainRun run = new ChainRun(20e-6, 1e8).Then(Touch, w => w.AnodeSiemens = 1 / ohms);
            double time = Touch;
            while (run.At(time).Buffer > SenseChain.CollapseVolts)
            {
                time += Step;
            }

            return time - Touch;
        }

        private static string Page()
        {
            StringBuilder page = new();
            page.Append("# The emulated front end against the circuit simulation\n\n");
            page.Append("Largest difference between the emulated board's sense chain and the waveforms of `sim/results`, at the times of the files,\n");
            page.Append("nominal parts. **Both are computed, nothing is measured.** Made and held by `tests/AnodeGuard.Host.Tests/Hardware/WaveformTests.cs`;\n");
            page.Append("`ANODEGUARD_WRITE_PAGES=1` writes it anew.\n\n");
            page.Append("| waveform | points | electrode, mV (").Append(Text(TerminalMillivolts)).Append(" allowed) | follower, mV (")
                .Append(Text(BufferMillivolts)).Append(") | converter, mV (").Append(Text(ConverterMillivolts)).Append(") |\n|---|---|---|---|---|\n");
            foreach (Difference found in Enumerable.Range(1, SelfTestNames.Length).Select(SelfTest).Concat(ContactOhms.Select(Contact)).Append(Leakage()))
            {
                page.Append("| ").Append(found.Name).Append(" | ").Append(found.Points).Append(" | ").Append(found.Terminal == 0 ? "-" : Text(found.Terminal))
                    .Append(" | ").Append(Text(found.Buffer)).Append(" | ").Append(Text(found.Converter)).Append(" |\n");
            }

            page.Append("\n| time | emulated | simulated | difference | allowed |\n|---|---|---|---|---|\n");
            foreach (Timing timing in Timings())
            {
                page.Append(CultureInfo.InvariantCulture, $"| {timing.What} | {timing.Emulated:G4} {timing.Unit} | {timing.Simulated:G4} {timing.Unit} | ");
                page.Append(CultureInfo.InvariantCulture, $"{Math.Round(100 * ((timing.Emulated / timing.Simulated) - 1), 1) + 0.0:F1} % | {100 * timing.Tolerance:F0} % |\n");
            }

            page.Append("\nWhat the emulated chain leaves out: the follower's floor of 20 mV (seen on a contact and on a pulled-down open lead), the 0.5 ms\n");
            page.Append("of the reed relay, the 4.9 Mohm of the converter's input (0.25 %), the injector's own capacitance, and the shorter masks of a\n");
            page.Append("self-test that follows sooner than the mask's recovery.\n");
            return page.ToString();
        }

        private static double Millivolts(double emulated, string simulated)
        {
            return 1e3 * Math.Abs(emulated - HardwareFolder.Number(simulated));
        }

        private static string Text(double millivolts)
        {
            return millivolts.ToString("F1", CultureInfo.InvariantCulture);
        }

        private sealed class Difference
        {
            public string Name;
            public int Points;
            public double Terminal;
            public double Buffer;
            public double Converter;
        }

        private sealed record Timing(string What, string Unit, double Emulated, double Simulated, double Tolerance);
    }
}

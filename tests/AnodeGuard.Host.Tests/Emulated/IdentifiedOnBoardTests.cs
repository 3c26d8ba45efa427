using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>
    /// J* and t_D identified by the whole firmware on the emulated board, from a cell that is finite volumes in double
    /// precision (no modes), read by register-level converters with their noise, steps and self-tests. The settings are wrong
    /// on purpose; the truth is the geometry's: J* = 2 F D_eff c0/(t_a L), t_D = eps L^2/D_eff.
    /// </summary>
    public class IdentifiedOnBoardTests
    {
        private const double Area = 2.5e-4;
        private const double Diffusivity = 3e-10;
        private const double Anion = 0.62;

        private readonly ITestOutputHelper _output;

        public IdentifiedOnBoardTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // Gap in m, porosity; settings over truth; j of the truth, negative: discharge.
        [Theory]
        [InlineData(50e-6, 0.39, 1.0, 1.0, 0.30)]
        [InlineData(50e-6, 0.39, 1.35, 0.75, 0.30)]
        [InlineData(50e-6, 0.39, 0.7, 1.4, 0.30)]
        [InlineData(50e-6, 0.39, 1.0, 1.0, -0.30)]
        [InlineData(120e-6, 0.45, 1.3, 1.3, 0.40)]
        [InlineData(120e-6, 0.45, 0.8, 0.7, -0.40)]
        public void Both_are_right_within_their_stated_uncertainty(double gap, double porosity, double limitingWrong, double diffusionWrong, double j)
        {
            const int Boards = 12;
            double effective = Diffusivity * Math.Pow(porosity, 1.5);
            double limiting = 2 * 96485.33212 * effective * 1000 / (Anion * gap);
            double diffusion_s = porosity * gap * gap / effective;
            double seconds = Math.Max(4 * diffusion_s, 60);
            List<double> limitingErrors = [];
            List<double> diffusionErrors = [];
            for (int seed = 1; seed <= Boards; seed++)
            {
                TransportFigures figures = Run(seed, new Gap(gap, porosity), limiting * limitingWrong, diffusion_s * diffusionWrong, j * limiting * Area, seconds);
                if (figures.IdentifiedLimitingCount == 0)
                {
                    continue;
                }

                // In units of what is stated, which is neither nothing nor anything.
                limitingErrors.Add(((figures.IdentifiedLimitingMicroamperesPerSquareMetre / 1e6) - limiting) / (figures.IdentifiedLimitingUncertainty / 1e6));
                diffusionErrors.Add(((figures.IdentifiedDiffusionMicroseconds / 1e6) - diffusion_s) / (figures.IdentifiedDiffusionUncertainty / 1e6));
                Assert.InRange(figures.IdentifiedLimitingUncertainty / 1e6 / limiting, 0.004, 0.08);
                Assert.InRange(figures.IdentifiedDiffusionUncertainty / 1e6 / diffusion_s, 0.004, 0.08);
            }

            _output.WriteLine($"J* {limiting:F1} A/m2, t_D {diffusion_s:F2} s, {limitingErrors.Count} of {Boards} boards; errors over stated: J* "
                + string.Join(' ', limitingErrors.Select(error => error.ToString("F1", CultureInfo.InvariantCulture))) + "; t_D "
                + string.Join(' ', diffusionErrors.Select(error => error.ToString("F1", CultureInfo.InvariantCulture))));
            Assert.True(limitingErrors.Count >= Boards - 1, "hardly anything identified");
            foreach (List<double> errors in new[] { limitingErrors, diffusionErrors })
            {
                // Two standard uncertainties hold 95 %; of 12 boards two outside are still 10 % likely, four are 0.2 %.
                Assert.InRange(errors.Count(error => Math.Abs(error) > 2), 0, 3);

                // The last case is the worst: settings 30 % short end the record early, and J* comes out 2 % low on the average.
                Assert.InRange(errors.Average(), -1.5, 1.5);
            }
        }

        private TransportFigures Run(int seed, Gap gap, double limitingSetting, double diffusionSetting_s, double amperes, double seconds)
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = seed });
            setup.Board = BoardKind.Coin;
            setup.Cell = new CellDesign { Area = Area, Gap = gap, Capacity = 72, InitialStateOfCharge = 0.5 };
            setup.Sense = new SenseLayerDesign();
            setup.Program = new CyclerProgram(20, new[] { new CyclerStep(amperes, seconds, amperes > 0 ? 4.3 : 3.0), new CyclerStep(0, seconds) });
            setup.SettingsJson = string.Format(
                CultureInfo.InvariantCulture,
                "{{\"cell\":{{\"area_cm2\":2.5,\"capacity_mah\":20}},\"transport\":{{\"limiting_current_density_a_m2\":{0:F3},\"diffusion_time_s\":{1:F3}}},"
                + "\"limits\":{{\"over_voltage_v\":4.5,\"under_voltage_v\":2.5,\"over_current_charge_a\":0.05,\"over_current_discharge_a\":0.05}}}}",
                limitingSetting,
                diffusionSetting_s);
            EmulatedMachine machine = new EmulatedMachine(setup);
            using (machine.Bind())
            {
                Listener listener = new Listener();
                Application application = new Application(machine.CreateBoard(new FakeLink { Reachable = false }), listener);
                application.Start();
                Assert.Null(application.SettingsProblem);
                machine.RunUntil((long)((25 + (2 * seconds)) * VirtualClock.Second), default);
                Assert.Null(machine.JobFailure);
                foreach (string fault in listener.Faults)
                {
                    _output.WriteLine(fault);
                }

                return listener.Verdict.Transport;
            }
        }

        private sealed class Listener : IVerdictListener
        {
            public Verdict Verdict { get; private set; }

            public HashSet<string> Faults { get; } = [];

            public void OnVerdict(Snapshot snapshot, Verdict verdict)
            {
                Verdict = verdict;
                for (int fault = 0; fault < FaultId.Count; fault++)
                {
                    if ((verdict.RaisedFaults & (1L << fault)) != 0)
                    {
                        Faults.Add(FaultTable.Rows[fault].Name);
                    }
                }
            }
        }
    }
}

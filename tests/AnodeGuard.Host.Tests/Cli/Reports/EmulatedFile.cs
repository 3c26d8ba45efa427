using System;
using System.Globalization;
using System.Text;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Cli.Reports
{
    /// <summary>
    /// A cycler's file of an emulated cell: the physics of the emulated board (its own finite volumes, not the core's model)
    /// under a cycler, a row a second, with a converter's noise and steps. What the cell is built with is known, so what a
    /// replay identifies can be held against it.
    /// </summary>
    internal sealed class EmulatedFile
    {
        private const double SenseStep = 156.25e-6;
        private const double CellStep = 195.3125e-6;

        private readonly StringBuilder _csv = new StringBuilder("Cycle,Time (s),Voltage (V),Current (A),Sense (V),Temperature (degC)\n");
        private readonly Random _random = new Random(20);
        private double _seconds;
        private int _cycle;

        public string Text
        {
            get { return _csv.ToString(); }
        }

        /// <summary>Noise of a row, volts.</summary>
        public double NoiseVolts { get; init; } = 0.1e-3;

        /// <summary>The Cu layer is in the file.</summary>
        public bool HasSense { get; init; } = true;

        /// <summary>Runs a protocol from its first step to its end; it is one cycle of the file.</summary>
        /// <returns>The state of charge afterwards.</returns>
        public double Cycle(CellDesign design, params CyclerStep[] steps)
        {
            CyclerStep[] all = [.. steps, new CyclerStep(0, 1e9)];
            EmulatedMachine machine = new EmulatedMachine(new MachineSetup
            {
                Unprotected = true,
                Cell = design,
                Sense = new SenseLayerDesign { DriftVolts = 0.005, DriftPeriod = 40000 },
                Program = new CyclerProgram(0, all, all.Length - 1),
            });
            _cycle++;
            for (int i = 1; machine.Cell.Cycler.StepIndex < steps.Length; i++)
            {
                // Cyclers write a row just before they go on to the next step.
                machine.RunUntil((i * VirtualClock.Second) - 1000, default);
                _seconds++;
                _csv.Append(CultureInfo.InvariantCulture, $"{_cycle},{_seconds},{Read(machine.View.CellVolts, CellStep)},{Math.Round(machine.View.Amperes, 7)},")
                    .Append(HasSense ? Read(machine.View.LayerVolts, SenseStep) : string.Empty)
                    .Append(CultureInfo.InvariantCulture, $",{Math.Round(machine.View.CellCelsius, 2)}\n");
            }

            return machine.Cell.Chemistry.StateOfCharge;
        }

        private string Read(double volts, double step)
        {
            double noise = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            return Math.Round(Math.Round((volts + (NoiseVolts * noise)) / step) * step, 7).ToString(CultureInfo.InvariantCulture);
        }
    }
}

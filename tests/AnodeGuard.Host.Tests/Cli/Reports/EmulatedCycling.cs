using System.Collections.Generic;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Cli.Reports
{
    /// <summary>Files of emulated cells from which the core can identify something, and what the cells were built with.</summary>
    internal static class EmulatedCycling
    {
        private const double RoomKelvin = 298.15;

        /// <summary>The settings of a user who took J* and t_D from a paper and is wrong in both.</summary>
        public const string PolymerSettings = "{\"cell\":{\"area_cm2\":2.5,\"capacity_mah\":5},"
            + "\"transport\":{\"limiting_current_density_a_m2\":70,\"diffusion_time_s\":200},\"limits\":{\"over_voltage_v\":4.6}}";

        /// <summary>
        /// A cell with a slow electrolyte, as polymers are, in whose gap the pores are blocked from cycle to cycle: J* falls,
        /// t_D grows. Every charge and discharge lasts for many t_D, every rest for more than two.
        /// </summary>
        public static (string Csv, IReadOnlyList<(double LimitingDensity, double DiffusionTime)> Built) Polymer(int cycles)
        {
            EmulatedFile file = new EmulatedFile();
            List<(double, double)> built = [];
            double stateOfCharge = 0.2;
            for (int cycle = 0; cycle < cycles; cycle++)
            {
                CellDesign design = new CellDesign
                {
                    Gap = new Gap(50e-6, 1 - (0.04 * cycle)),
                    Electrolyte = Electrolyte.Constant(1e-11, 1000, 0.38, 17000, 0.05),
                    Capacity = 18,
                    InitialStateOfCharge = stateOfCharge,
                };
                stateOfCharge = file.Cycle(
                    design, new CyclerStep(0, 60), new CyclerStep(6.25e-3, 1920, 5), new CyclerStep(0, 660), new CyclerStep(-6.25e-3, 1880, 0), new CyclerStep(0, 660));
                built.Add((design.Gap.LimitingCurrentDensity(design.Electrolyte, RoomKelvin), design.Gap.DiffusionTime(design.Electrolyte, RoomKelvin)));
            }

            return (file.Text, built);
        }

        /// <summary>Metal against metal without a sense layer; each cycle another overpotential of nucleation. 98 % comes back.</summary>
        public static (string Csv, CellDesign Design) Symmetric(params double[] nucleationVolts)
        {
            EmulatedFile file = new EmulatedFile { HasSense = false };
            CellDesign last = null;
            foreach (double volts in nucleationVolts)
            {
                last = new CellDesign { Symmetric = true, NucleationVolts = volts, NucleationCoulombsPerArea = 200 };
                file.Cycle(last, new CyclerStep(0, 30), new CyclerStep(2.5e-3, 500, 1), new CyclerStep(0, 60), new CyclerStep(-2.5e-3, 490, -1), new CyclerStep(0, 60));
            }

            return (file.Text, last);
        }
    }
}

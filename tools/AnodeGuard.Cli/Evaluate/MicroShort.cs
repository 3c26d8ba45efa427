using System;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>Which bridge makes the cell dip by how much: from the emulated cell's own characteristic.</summary>
    internal static class MicroShort
    {
        /// <summary>Resistance of the first moment at a current, ohms.</summary>
        public static double Resistance(CellDesign design, double amperes)
        {
            const double Step = 0.01;
            ElectrochemicalCell cell = new ElectrochemicalCell(design);
            return (cell.Voltage(amperes) - cell.Voltage(amperes * (1 - Step))) / (amperes * Step);
        }

        /// <summary>The bridge for a dip, ohms.</summary>
        public static double Ohms(CellDesign design, double amperes, out double depth, double wanted)
        {
            ElectrochemicalCell cell = new ElectrochemicalCell(design);
            double before = cell.Voltage(amperes);

            // V falls to before - wanted when the cell itself is left with the current i: the rest goes through the bridge.
            double low = amperes - (Math.Abs(amperes) * 100);
            double high = amperes;
            for (int i = 0; i < 100; i++)
            {
                double middle = 0.5 * (low + high);
                if (before - cell.Voltage(middle) > wanted)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            depth = before - cell.Voltage(low);
            return (before - depth) / (amperes - low);
        }
    }
}

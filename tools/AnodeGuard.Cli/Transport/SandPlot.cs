using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Output.Plots;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>Time to depletion against current density, log-log: Sand's line, the real gap's curve, J*, and the user's cell.</summary>
    internal static class SandPlot
    {
        private const int Points = 240;
        private const double BelowLimit = 0.05;
        private const double AboveLimit = 20;

        /// <summary>Writes it to a file: .svg alone, .html as a page.</summary>
        /// <exception cref="InputException">Another kind of file is asked for.</exception>
        public static void Write(string path, string option, SandCase problem, SandScale scale, double currentDensity)
        {
            string kind = Path.GetExtension(path).ToLowerInvariant();
            if (kind is not (".svg" or ".html"))
            {
                throw new InputException(option + ": " + path + " names no kind of picture (accepted: .svg, .html)");
            }

            string drawing = Draw(problem, scale, currentDensity);
            string text = kind == ".svg"
                ? drawing
                : "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>Time to depletion</title></head><body>\n" + drawing
                    + "<p style='font-family:system-ui,sans-serif;font-size:13px;color:#57606a'>" + SvgPlot.Escape(ProductVersion.Line) + "</p>\n</body></html>\n";
            using (AtomicFile file = AtomicFile.Open(path, option))
            {
                file.Stream.Write(Encoding.UTF8.GetBytes(text));
                file.Commit();
            }
        }

        private static string Draw(SandCase problem, SandScale scale, double currentDensity)
        {
            double limiting = scale.LimitingCurrentDensity_A_m2;
            double low = Math.Min(BelowLimit * limiting, currentDensity > 0 ? 0.5 * currentDensity : double.PositiveInfinity);
            double high = Math.Max(AboveLimit * limiting, 2 * currentDensity);
            PlotAxis x = new PlotAxis("Current density, A/m\u00b2 (10 A/m\u00b2 = 1 mA/cm\u00b2)", low, high, true);
            double shortest = scale.Sand_s(high).Value;
            double longest = Math.Max(scale.Sand_s(low).Value, 10 * scale.DiffusionTime_s);
            PlotAxis y = new PlotAxis("Time until the salt at the anode is used up, s", shortest, longest, true);
            XyPlot plot = new XyPlot(860, 560, "Sand's time and the time to depletion in this gap", x, y)
                .Subtitle(Describe(problem))
                .Curve(PlotPalette.Forecast, "7 5", "Sand's time: a gap without end", Curve(low, high, scale.Sand_s))
                .Curve(PlotPalette.CellVoltage, null, problem.IsPlainGap ? "depletion time of this gap: never, up to J*" : "depletion time of this stack: never, up to J*", Depletion(scale, high))
                .Vertical(limiting, PlotPalette.Current, "3 3", "J* = " + Show(limiting) + " A/m\u00b2");
            if (currentDensity > 0)
            {
                Mark(plot, scale, currentDensity);
            }

            return plot.ToElement();
        }

        private static void Mark(XyPlot plot, SandScale scale, double currentDensity)
        {
            double? depletion = scale.Depletion_s(currentDensity);
            string here = "this cell, " + Show(currentDensity) + " A/m\u00b2: ";
            if (depletion != null)
            {
                plot.Point(currentDensity, depletion.Value, PlotPalette.Mark, here + "depleted after " + Show(depletion.Value) + " s");
            }
            else
            {
                plot.Point(currentDensity, scale.Sand_s(currentDensity).Value, PlotPalette.Mark, here + "never depleted (Sand's formula would say " + Show(scale.Sand_s(currentDensity).Value) + " s)", false);
            }
        }

        private static IEnumerable<(double X, double Y)> Curve(double low, double high, Func<double, double?> time)
        {
            for (int i = 0; i <= Points; i++)
            {
                double j = low * Math.Pow(high / low, i / (double)Points);
                yield return (j, time(j) ?? double.NaN);
            }
        }

        // Points crowd towards J*, where the time rises without end.
        private static IEnumerable<(double X, double Y)> Depletion(SandScale scale, double high)
        {
            double most = (high / scale.LimitingCurrentDensity_A_m2) - 1;
            for (int i = 0; i <= Points; i++)
            {
                double excess = 1e-9 * Math.Pow(most / 1e-9, i / (double)Points);
                double j = (1 + excess) * scale.LimitingCurrentDensity_A_m2;
                yield return (j, scale.Depletion_s(j) ?? double.NaN);
            }
        }

        private static string Describe(SandCase problem)
        {
            StringBuilder text = new StringBuilder();
            text.Append(problem.Electrolyte == null
                ? "D = " + problem.ConstantDiffusivity_m2_s.ToString("0.###e+0", CultureInfo.InvariantCulture) + " m\u00b2/s, t\u208a = " + Show(problem.ConstantTransference)
                : problem.Electrolyte.Salt + " (" + problem.Electrolyte.Name + ") at " + Show(problem.Temperature_C) + " \u00b0C");
            text.Append(", ").Append(Show(problem.Concentration_mol_m3)).Append(" mol/m\u00b3");
            foreach (Layer layer in problem.Stack.Layers)
            {
                text.Append(layer.Kind == LayerKind.Cathode ? "; cathode " : problem.IsPlainGap ? "; gap " : "; separator ")
                    .Append(Show(layer.Metres * 1e6)).Append(" \u00b5m, porosity ").Append(Show(layer.Porosity));
            }

            return text.ToString();
        }

        private static string Show(double value)
        {
            return value.ToString("G4", CultureInfo.InvariantCulture);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>What a layer is.</summary>
    internal enum LayerKind
    {
        /// <summary>Electrolyte in pores or none: the whole current passes as ions.</summary>
        Separator = 0,

        /// <summary>A porous electrode that takes the current up evenly over its thickness.</summary>
        Cathode = 1,
    }

    /// <summary>One layer between the anode and the cathode's collector.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Metres">Thickness, m.</param>
    /// <param name="Porosity">Share of it that is electrolyte.</param>
    /// <param name="Bruggeman">Exponent b of D_eff = D porosity^b.</param>
    internal readonly record struct Layer(LayerKind Kind, double Metres, double Porosity, double Bruggeman)
    {
        /// <summary>Effective over free diffusivity.</summary>
        public double TransportFactor
        {
            get { return Math.Pow(Porosity, Bruggeman); }
        }
    }

    /// <summary>
    /// What lies between a plane metal anode and the other electrode, in order. Separators first; porous cathode layers
    /// after them. Without a cathode the other electrode is a plane of metal, too: a symmetric cell.
    /// </summary>
    internal sealed class LayerStack
    {
        private const double ThickestMetres = 1;

        public LayerStack(IReadOnlyList<Layer> layers)
        {
            Layers = layers;
            CathodeMetres = layers.Where(layer => layer.Kind == LayerKind.Cathode).Sum(layer => layer.Metres);
            PoreMetres = layers.Sum(layer => layer.Metres * layer.Porosity);
        }

        public IReadOnlyList<Layer> Layers { get; }

        /// <summary>Thickness of all cathode layers, m; 0 for a symmetric cell.</summary>
        public double CathodeMetres { get; }

        /// <summary>Sum of porosity times thickness, m.</summary>
        public double PoreMetres { get; }

        /// <summary>A plain gap.</summary>
        public static LayerStack Gap(double metres, double porosity, double bruggeman)
        {
            return new LayerStack(new[] { new Layer(LayerKind.Separator, metres, porosity, bruggeman) });
        }

        /// <summary>Reads `separator:25e-6:0.4,cathode:70e-6:0.3`: kind, thickness in m, porosity, layer by layer from the anode.</summary>
        /// <exception cref="InputException">It is none.</exception>
        public static LayerStack Parse(string text, string option, double bruggeman)
        {
            List<Layer> layers = new List<Layer>();
            foreach (string part in text.Split(','))
            {
                layers.Add(ParseLayer(part, option, bruggeman));
                if (layers.Count > 1 && layers[^1].Kind == LayerKind.Separator && layers[^2].Kind == LayerKind.Cathode)
                {
                    throw Refuse(option, part, "separators come before cathodes: the list begins at the anode");
                }
            }

            if (layers[0].Kind == LayerKind.Cathode)
            {
                throw Refuse(option, text, "the first layer, at the anode, is a separator");
            }

            return new LayerStack(layers);
        }

        /// <summary>
        /// Share of the current that is still carried by ions behind x, m from the anode: 1 in the separators, falling
        /// evenly to 0 through the cathode.
        /// </summary>
        /// <param name="cathodeMetresBefore">Cathode passed so far, m.</param>
        public double IonicShare(double cathodeMetresBefore)
        {
            return CathodeMetres > 0 ? 1 - (cathodeMetresBefore / CathodeMetres) : 1;
        }

        private static Layer ParseLayer(string text, string option, double bruggeman)
        {
            string[] fields = text.Split(':');
            LayerKind kind = fields[0] switch
            {
                "separator" => LayerKind.Separator,
                "cathode" => LayerKind.Cathode,
                _ => throw Refuse(option, text, "a layer is separator:THICKNESS_M:POROSITY or cathode:THICKNESS_M:POROSITY"),
            };
            if (fields.Length != 3)
            {
                throw Refuse(option, text, "a layer is " + fields[0] + ":THICKNESS_M:POROSITY");
            }

            double metres = Number(fields[1], option, text, "thickness", ThickestMetres, "m");
            double porosity = Number(fields[2], option, text, "porosity", 1, string.Empty);
            return new Layer(kind, metres, porosity, bruggeman);
        }

        private static double Number(string text, string option, string layer, string what, double most, string unit)
        {
            NumberRange range = NumberRange.Above(0, most, unit);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && range.Contains(value)
                ? value
                : throw Refuse(option, layer, what + " '" + text + "' (accepted: " + range + ")");
        }

        private static InputException Refuse(string option, string text, string why)
        {
            return new InputException(option + ": '" + text + "': " + why);
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>What the core identified in one cycle: of several values of a kind, one that stands for them.</summary>
    internal sealed class CycleFigures
    {
        /// <summary>Where a cycle gives more of a kind, the first so many tell.</summary>
        private const int Most = 1001;

        /// <summary>The kinds that have a value per cycle, and their names for programs; units are those of the kinds.</summary>
        public static readonly (string Name, FigureKind Kind)[] Names =
        {
            ("limiting_current_density_a_m2", FigureKind.LimitingCurrentDensity),
            ("diffusion_time_s", FigureKind.DiffusionTime),
            ("fast_resistance_ohm", FigureKind.FastResistance),
            ("one_second_resistance_ohm", FigureKind.OneSecondResistance),
            ("nucleation_v", FigureKind.Nucleation),
            ("rest_short_ohm", FigureKind.RestShort),
        };

        private readonly Dictionary<FigureKind, List<Figure>> _figures = new Dictionary<FigureKind, List<Figure>>();

        /// <summary>Transient micro-shorts.</summary>
        public long MicroShorts { get; private set; }

        /// <summary>Takes a figure.</summary>
        public void Add(Figure figure)
        {
            MicroShorts += figure.Kind == FigureKind.MicroShort ? 1 : 0;
            if (!_figures.TryGetValue(figure.Kind, out List<Figure> all))
            {
                all = new List<Figure>();
                _figures.Add(figure.Kind, all);
            }

            if (all.Count < Most)
            {
                all.Add(figure);
            }
        }

        /// <summary>
        /// The figure of a kind: the one with the smallest uncertainty where they have one, else the middle of them; null
        /// where there is none.
        /// </summary>
        public Figure Of(FigureKind kind)
        {
            if (!_figures.TryGetValue(kind, out List<Figure> all))
            {
                return null;
            }

            Figure[] known = all.Where(figure => figure.Uncertainty != null).ToArray();
            return known.Length > 0 ? known.MinBy(figure => figure.Uncertainty) : all.OrderBy(figure => figure.Value).ElementAt(all.Count / 2);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace AnodeGuard.Cli.Output.Plots
{
    /// <summary>One axis of an <see cref="XyPlot"/>.</summary>
    /// <param name="Label">Quantity and unit.</param>
    /// <param name="Low">Where it begins.</param>
    /// <param name="High">Where it ends.</param>
    /// <param name="IsLogarithmic">In decades; then both ends are above 0.</param>
    internal readonly record struct PlotAxis(string Label, double Low, double High, bool IsLogarithmic)
    {
        /// <summary>Place of a value between 0 and 1.</summary>
        public double Place(double value)
        {
            return IsLogarithmic
                ? Math.Log10(value / Low) / Math.Log10(High / Low)
                : (value - Low) / (High - Low);
        }

        /// <summary>Ticks with their text; in decades the 2 and 5 between where there are few decades, and an unnamed line for the others.</summary>
        public IEnumerable<(double Value, string Text)> Ticks()
        {
            return IsLogarithmic ? Decades() : SvgPlot.NiceTicks(Low, High, 5).Select(tick => (tick, Show(tick)));
        }

        private IEnumerable<(double Value, string Text)> Decades()
        {
            bool few = High / Low < 300;
            bool many = High / Low > 1e9;
            for (int power = (int)Math.Floor(Math.Log10(Low)); power <= Math.Log10(High) + 1e-9; power++)
            {
                for (int digit = 1; digit <= 9; digit++)
                {
                    double value = digit * Math.Pow(10, power);
                    bool named = (digit == 1 && (!many || power % 2 == 0)) || (few && digit is 2 or 5 && few);
                    if (value >= Low * (1 - 1e-9) && value <= High * (1 + 1e-9))
                    {
                        yield return (value, named ? Show(value) : null);
                    }
                }
            }
        }

        private static string Show(double value)
        {
            double size = Math.Abs(value);
            return size != 0 && (size >= 1e6 || size < 1e-3)
                ? "1e" + Math.Round(Math.Log10(size)).ToString(CultureInfo.InvariantCulture)
                : value.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// Curves over an abscissa as an SVG drawing that can be printed: axes with units, a legend where the curves end
    /// up, marks with words. Stands alone, or inside a page.
    /// </summary>
    internal sealed class XyPlot
    {
        private const double Left = 74;
        private const double Edge = 24;
        private const double Top = 44;
        private const double Bottom = 56;

        private readonly StringBuilder _svg = new StringBuilder();
        private readonly List<(string Colour, string Dash, string Text)> _legend = new List<(string, string, string)>();
        private readonly double _width;
        private readonly double _height;
        private readonly bool _isLegendBeside;
        private readonly PlotAxis _x;
        private readonly PlotAxis _y;

        /// <summary>Draws the frame.</summary>
        /// <param name="width">Of everything.</param>
        /// <param name="height">Of everything.</param>
        /// <param name="title">Above it.</param>
        /// <param name="x">Abscissa.</param>
        /// <param name="y">Ordinate.</param>
        /// <param name="beside">Room for a legend on the right of the frame; 0: it stands inside, in the corner that curves leave free.</param>
        public XyPlot(double width, double height, string title, PlotAxis x, PlotAxis y, double beside = 0)
        {
            Right = Edge + beside;
            _isLegendBeside = beside > 0;
            _width = width;
            _height = height;
            _x = x;
            _y = y;
            Text(Left, 20, "start", "font-weight='600' font-size='15'", title);
            foreach ((double value, string text) in x.Ticks())
            {
                Line(X(value), Top, X(value), height - Bottom, text == null ? "#eeeeee" : "#d5d9de", 1, null);
                Label(X(value), height - Bottom + 16, "middle", text);
            }

            foreach ((double value, string text) in y.Ticks())
            {
                Line(Left, Y(value), width - Right, Y(value), text == null ? "#eeeeee" : "#d5d9de", 1, null);
                Label(Left - 7, Y(value) + 4, "end", text);
            }

            _svg.Append("<rect x='").Append(N(Left)).Append("' y='").Append(N(Top)).Append("' width='").Append(N(width - Left - Right))
                .Append("' height='").Append(N(height - Top - Bottom)).Append("' fill='none' stroke='#1b1f24'/>\n");
            Text((Left + width - Right) / 2, height - 16, "middle", "font-size='13'", x.Label);
            _svg.Append("<text font-size='13' text-anchor='middle' transform='translate(18 ").Append(N((Top + height - Bottom) / 2))
                .Append(") rotate(-90)'>").Append(SvgPlot.Escape(y.Label)).Append("</text>\n");
        }

        private double Right { get; }

        /// <summary>A second line under the title.</summary>
        public XyPlot Subtitle(string text)
        {
            Text(Left, 37, "start", "font-size='12' fill='#57606a'", text);
            return this;
        }

        /// <summary>A curve; points outside the frame are cut off. Named curves go into the legend.</summary>
        public XyPlot Curve(string colour, string dash, string name, IEnumerable<(double X, double Y)> points, bool isStair = false)
        {
            List<string> piece = new List<string>();
            double? before = null;
            foreach ((double x, double y) in points)
            {
                bool inside = !double.IsNaN(y) && _x.Place(x) is >= -1e-9 and <= 1 + 1e-9 && _y.Place(y) is >= -1e-9 and <= 1 + 1e-9;
                if (!inside)
                {
                    Flush(piece, colour, dash);
                    before = null;
                    continue;
                }

                if (isStair && before != null)
                {
                    piece.Add(N(X(x)) + "," + N(before.Value));
                }

                before = Y(y);
                piece.Add(N(X(x)) + "," + N(before.Value));
            }

            Flush(piece, colour, dash);
            if (name != null)
            {
                _legend.Add((colour, dash, name));
            }

            return this;
        }

        /// <summary>A vertical line with its words, written along it.</summary>
        public XyPlot Vertical(double x, string colour, string dash, string text)
        {
            if (_x.Place(x) is > 0 and < 1)
            {
                Line(X(x), Top, X(x), _height - Bottom, colour, 1.5, dash);
                _svg.Append("<text font-size='12' text-anchor='start' fill='").Append(colour).Append("' transform='translate(").Append(N(X(x) - 5)).Append(' ')
                    .Append(N(_height - Bottom - 8)).Append(") rotate(-90)'>").Append(SvgPlot.Escape(text)).Append("</text>\n");
            }

            return this;
        }

        /// <summary>A point with its words.</summary>
        public XyPlot Point(double x, double y, string colour, string text, bool filled = true)
        {
            if (_x.Place(x) is < 0 or > 1 || _y.Place(y) is < 0 or > 1)
            {
                return this;
            }

            _svg.Append("<circle cx='").Append(N(X(x))).Append("' cy='").Append(N(Y(y))).Append("' r='5' stroke='").Append(colour)
                .Append("' stroke-width='2' fill='").Append(filled ? colour : "#ffffff").Append("'><title>").Append(SvgPlot.Escape(text ?? string.Empty)).Append("</title></circle>\n");
            bool right = _x.Place(x) < 0.72;
            if (text != null)
            {
                _svg.Append("<text font-size='12' paint-order='stroke' stroke='#ffffff' stroke-width='4' text-anchor='").Append(right ? "start" : "end").Append("' x='")
                    .Append(N(X(x) + (right ? 10 : -10))).Append("' y='").Append(N(Y(y) + (_y.Place(y) > 0.9 ? 19 : -8))).Append("'>").Append(SvgPlot.Escape(text)).Append("</text>\n");
            }

            return this;
        }

        /// <summary>A bar from the abscissa up.</summary>
        public XyPlot Bar(double from, double to, double height, string colour, string tooltip)
        {
            _svg.Append("<rect x='").Append(N(X(from) + 0.5)).Append("' y='").Append(N(Y(height))).Append("' width='").Append(N(Math.Max(X(to) - X(from) - 1, 0.5)))
                .Append("' height='").Append(N(Math.Max(_height - Bottom - Y(height), 0))).Append("' fill='").Append(colour).Append("'><title>")
                .Append(SvgPlot.Escape(tooltip)).Append("</title></rect>\n");
            return this;
        }

        /// <summary>The drawing as an element of a page.</summary>
        public string ToElement()
        {
            return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + N(_width) + " " + N(_height) + "' width='" + N(_width) + "' height='" + N(_height)
                + "' role='img' font-family='system-ui, sans-serif' font-size='12' fill='#1b1f24'>\n<rect width='100%' height='100%' fill='#ffffff'/>\n"
                + _svg + Legend() + "</svg>\n";
        }

        private string Legend()
        {
            StringBuilder legend = new StringBuilder();
            double y = Top + 18;
            double x = _isLegendBeside ? _width - Right + 14 : _width - Right - 12 - (7.0 * _legend.Select(entry => entry.Text.Length).DefaultIfEmpty(0).Max()) - 34;
            if (_legend.Count > 0 && !_isLegendBeside)
            {
                legend.Append("<rect x='").Append(N(x - 8)).Append("' y='").Append(N(Top + 4)).Append("' width='").Append(N(_width - Right - x + 2)).Append("' height='")
                    .Append(N((18 * _legend.Count) + 6)).Append("' fill='#ffffff' fill-opacity='0.88'/>\n");
            }

            foreach ((string colour, string dash, string text) in _legend)
            {
                legend.Append("<line x1='").Append(N(x)).Append("' x2='").Append(N(x + 26)).Append("' y1='").Append(N(y - 4)).Append("' y2='").Append(N(y - 4))
                    .Append("' stroke='").Append(colour).Append("' stroke-width='2'").Append(Dash(dash)).Append("/>\n<text x='").Append(N(x + 34)).Append("' y='").Append(N(y))
                    .Append("'>").Append(SvgPlot.Escape(text)).Append("</text>\n");
                y += 18;
            }

            return legend.ToString();
        }

        private void Flush(List<string> piece, string colour, string dash)
        {
            if (piece.Count > 1)
            {
                _svg.Append("<polyline fill='none' stroke='").Append(colour).Append("' stroke-width='2'").Append(Dash(dash)).Append(" points='")
                    .AppendJoin(' ', piece).Append("'/>\n");
            }

            piece.Clear();
        }

        private void Line(double x1, double y1, double x2, double y2, string colour, double width, string dash)
        {
            _svg.Append("<line x1='").Append(N(x1)).Append("' y1='").Append(N(y1)).Append("' x2='").Append(N(x2)).Append("' y2='").Append(N(y2))
                .Append("' stroke='").Append(colour).Append("' stroke-width='").Append(N(width)).Append('\'').Append(Dash(dash)).Append("/>\n");
        }

        private void Label(double x, double y, string anchor, string text)
        {
            if (text != null)
            {
                Text(x, y, anchor, string.Empty, text);
            }
        }

        private void Text(double x, double y, string anchor, string style, string text)
        {
            _svg.Append("<text x='").Append(N(x)).Append("' y='").Append(N(y)).Append("' text-anchor='").Append(anchor).Append("' ").Append(style).Append('>')
                .Append(SvgPlot.Escape(text)).Append("</text>\n");
        }

        private double X(double value)
        {
            return Left + (_x.Place(value) * (_width - Left - Right));
        }

        private double Y(double value)
        {
            return _height - Bottom - (_y.Place(value) * (_height - Top - Bottom));
        }

        private static string Dash(string dash)
        {
            return dash == null ? string.Empty : " stroke-dasharray='" + dash + "'";
        }

        private static string N(double value)
        {
            return value.ToString("0.##", CultureInfo.InvariantCulture);
        }
    }
}

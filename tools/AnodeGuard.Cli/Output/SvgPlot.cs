using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace AnodeGuard.Cli.Output
{
    /// <summary>A line plot over time as an SVG group: axes, ticks, one curve, vertical marks. Colours come from the page's style.</summary>
    internal sealed class SvgPlot
    {
        private const double Left = 70;
        private const double Right = 12;
        private const double Top = 22;
        private const double Bottom = 22;

        private readonly StringBuilder _svg = new StringBuilder();
        private readonly double _width;
        private readonly double _height;
        private readonly double _firstTime;
        private readonly double _lastTime;
        private readonly double _low;
        private readonly double _high;

        public SvgPlot(double width, double height, double firstTime, double lastTime, double low, double high)
        {
            _width = width;
            _height = height;
            _firstTime = firstTime;
            _lastTime = lastTime > firstTime ? lastTime : firstTime + 1;
            double margin = high > low ? 0.06 * (high - low) : Math.Max(0.5, 0.05 * Math.Abs(high));
            _low = low - margin;
            _high = high + margin;
        }

        /// <summary>Title and ticks.</summary>
        public SvgPlot Frame(string title, IReadOnlyList<(double Time, string Label)> timeTicks)
        {
            _svg.Append("<text class='title' x='").Append(N(Left)).Append("' y='14'>").Append(Escape(title)).Append("</text>\n");
            foreach (double tick in NiceTicks(_low, _high, 4))
            {
                Line("grid", Left, Y(tick), _width - Right, Y(tick));
                Label(Left - 6, Y(tick) + 4, "end", tick.ToString("0.######", CultureInfo.InvariantCulture));
            }

            foreach ((double time, string label) in timeTicks)
            {
                Line("grid", X(time), Top, X(time), _height - Bottom);
                Label(X(time), _height - 6, "middle", label);
            }

            return this;
        }

        /// <summary>A vertical mark with a tooltip.</summary>
        public SvgPlot Mark(double time, string style, string tooltip)
        {
            _svg.Append("<line class='").Append(style).Append("' x1='").Append(N(X(time))).Append("' x2='").Append(N(X(time)))
                .Append("' y1='").Append(N(Top)).Append("' y2='").Append(N(_height - Bottom)).Append("'><title>")
                .Append(Escape(tooltip)).Append("</title></line>\n");
            return this;
        }

        /// <summary>A horizontal line at a value, where it is in view.</summary>
        public SvgPlot Level(double value, string style)
        {
            if (value > _low && value < _high)
            {
                Line(style, Left, Y(value), _width - Right, Y(value));
            }

            return this;
        }

        /// <summary>A text at a point of the plot.</summary>
        public SvgPlot Note(double time, double value, string anchor, string text)
        {
            _svg.Append("<text class='note' text-anchor='").Append(anchor).Append("' x='").Append(N(X(time))).Append("' y='").Append(N(Y(value)))
                .Append("'>").Append(Escape(text)).Append("</text>\n");
            return this;
        }

        /// <summary>A curve through points.</summary>
        public SvgPlot Curve(string style, IEnumerable<(double Time, double Value)> points)
        {
            _svg.Append("<polyline class='").Append(style).Append("' points='");
            string level = null;
            string lastX = null;
            bool skipped = false;
            foreach ((double time, double value) in points)
            {
                // On a level stretch the two ends are enough.
                string x = N(X(time));
                string y = N(Y(value));
                if (y == level)
                {
                    lastX = x;
                    skipped = true;
                    continue;
                }

                AppendPoint(skipped ? lastX : null, level);
                AppendPoint(x, y);
                level = y;
                skipped = false;
            }

            AppendPoint(skipped ? lastX : null, level);
            _svg.Append("'/>\n");
            return this;
        }

        /// <summary>The whole plot as an svg element.</summary>
        public string ToElement()
        {
            return "<svg viewBox='0 0 " + N(_width) + " " + N(_height) + "' role='img'>\n" + _svg + "</svg>\n";
        }

        /// <summary>The drawing alone, for a larger picture.</summary>
        public string ToGroup(double x, double y)
        {
            return "<g transform='translate(" + N(x) + " " + N(y) + ")'>\n" + _svg + "</g>\n";
        }

        /// <summary>Round numbers that divide a range into about so many parts.</summary>
        public static IEnumerable<double> NiceTicks(double low, double high, int parts)
        {
            double raw = (high - low) / parts;
            double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
            double step = raw / power < 1.5 ? power : raw / power < 3.5 ? 2 * power : raw / power < 7.5 ? 5 * power : 10 * power;
            for (double tick = Math.Ceiling(low / step) * step; tick <= high; tick += step)
            {
                yield return Math.Abs(tick) < step * 1e-9 ? 0 : tick;
            }
        }

        public static string Escape(string text)
        {
            return text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("'", "&#39;").Replace("\"", "&quot;");
        }

        private void AppendPoint(string x, string y)
        {
            if (x != null)
            {
                _svg.Append(x).Append(',').Append(y).Append(' ');
            }
        }

        private void Line(string style, double x1, double y1, double x2, double y2)
        {
            _svg.Append("<line class='").Append(style).Append("' x1='").Append(N(x1)).Append("' y1='").Append(N(y1))
                .Append("' x2='").Append(N(x2)).Append("' y2='").Append(N(y2)).Append("'/>\n");
        }

        private void Label(double x, double y, string anchor, string text)
        {
            _svg.Append("<text class='tick' text-anchor='").Append(anchor).Append("' x='").Append(N(x)).Append("' y='").Append(N(y))
                .Append("'>").Append(Escape(text)).Append("</text>\n");
        }

        private double X(double time)
        {
            return Left + ((time - _firstTime) / (_lastTime - _firstTime) * (_width - Left - Right));
        }

        private double Y(double value)
        {
            return _height - Bottom - ((value - _low) / (_high - _low) * (_height - Top - Bottom));
        }

        private static string N(double value)
        {
            return value.ToString("0.##", CultureInfo.InvariantCulture);
        }
    }
}

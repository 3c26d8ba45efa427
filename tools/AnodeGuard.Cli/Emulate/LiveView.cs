using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>The picture in the terminal: the state as a word nobody overlooks, what the board sees, what happened last.</summary>
    internal sealed class LiveView
    {
        private const int ShownEvents = 8;
        private const int WidestBar = 44;
        private const int FewRows = 30;
        private const int FewColumns = 100;

        // Names and numbers on the left of a bar, with the gaps between the columns.
        private const int ColumnsBesideBar = 36;

        private readonly EmulationSession _session;
        private readonly EmulationOptions _options;
        private readonly IAnsiConsole _console;
        private readonly Queue<(string Style, string Text)> _events = new Queue<(string Style, string Text)>();
        private readonly Sparkline _voltage = new Sparkline(3.5, 4.0);
        private readonly Sparkline _current = new Sparkline(0, 0.001);
        private readonly Sparkline _sense = new Sparkline(0, 3.5);

        public LiveView(EmulationSession session, EmulationOptions options, IAnsiConsole console)
        {
            _console = console;
            _session = session;
            _options = options;
        }

        // Asked anew for every picture: a window may be resized.
        private int BarWidth
        {
            get { return Math.Clamp(_console.Profile.Width - ColumnsBesideBar, 8, WidestBar); }
        }

        private bool IsSmall
        {
            get { return _console.Profile.Height <= FewRows || _console.Profile.Width < FewColumns; }
        }

        /// <summary>An event, as it happens.</summary>
        public void Add(long timeMicroseconds, EventRecord record)
        {
            string style = record.Kind == EventKind.FaultRaised ? "red" : record.Kind == EventKind.StateChanged ? "bold" : "default";
            _events.Enqueue((style, (timeMicroseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9)
                + " s  " + EventWords.Describe(record)));
            if (_events.Count > ShownEvents)
            {
                _events.Dequeue();
            }
        }

        /// <summary>Takes what the board sees now into the curves.</summary>
        public void Sample()
        {
            Snapshot seen = _session.Snapshot;
            if (seen == null)
            {
                return;
            }

            _voltage.Add(EventWords.Scaled(seen.CellMicrovolts, 1e6) ?? double.NaN);
            _current.Add(EventWords.Scaled(seen.CurrentNanoamperes, 1e9) ?? double.NaN);
            _sense.Add(EventWords.Scaled(seen.SenseMicrovolts, 1e6) ?? double.NaN);
        }

        /// <summary>The picture of this moment.</summary>
        public IRenderable Render()
        {
            Verdict verdict = _session.Verdict;
            GuardState state = verdict == null ? GuardState.NotReady : verdict.State;
            List<IRenderable> parts = new List<IRenderable> { Title(), Headline(state) };
            if (verdict != null)
            {
                parts.Add(Values(verdict, _session.Snapshot));
            }

            parts.Add(new Markup(string.Join('\n', _events.Select(line => "[" + line.Style + "]" + Markup.Escape(Fit(line.Text)) + "[/]"))));
            return new Rows(parts);
        }

        private IRenderable Headline(GuardState state)
        {
            return IsSmall
                ? new Text(ReportWords.Of(state).ToUpperInvariant(), new Style(ColorOf(state), decoration: Decoration.Bold | Decoration.Invert))
                : new FigletText(ReportWords.Of(state)).Color(ColorOf(state));
        }

        /// <summary>One line stays one line.</summary>
        private string Fit(string text)
        {
            int width = _console.Profile.Width;
            return text.Length <= width ? text : text[..Math.Max(width - 1, 0)] + "…";
        }

        private Markup Title()
        {
            string text = string.Format(
                CultureInfo.InvariantCulture,
                "{0}  seed {1}  {2,8:0.0} s  {3}x real time, simulated{4}",
                _options.Scenario.Name,
                _options.Seed,
                _session.Machine.Clock.NowSeconds,
                _options.Speed,
                _options.Broker == null ? string.Empty : "  broker " + _options.Broker);
            return new Markup("[bold]" + Markup.Escape(Fit("AnodeGuard  " + text)) + "[/]\n" + Markup.Escape(Fit(_session.Machine.Description)));
        }

        private Grid Values(Verdict verdict, Snapshot seen)
        {
            Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
            grid.AddRow("cell voltage", Number(seen.CellMicrovolts, 1e6, "0.000", "V"), _voltage.Last(BarWidth));
            grid.AddRow("current", Number(seen.CurrentNanoamperes, 1e6, "0.00", "mA"), _current.Last(BarWidth));
            grid.AddRow("sense voltage", Number(seen.SenseMicrovolts, 1e6, "0.000", "V"), _sense.Last(BarWidth));
            double depletion = EventWords.FromQ24(verdict.SurfaceDepletionQ24);
            grid.AddRow("salt used up (s)", depletion.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(11), Bar(Math.Abs(depletion)));
            grid.AddRow("switch", (seen.SwitchClosed ? "closed" : "OPEN").PadLeft(11), "self-test " + ReportWords.Of(verdict.SelfTest));
            if (_options.Recording == null)
            {
                grid.AddRow("dendrite", "    unseen", Way(_session.Machine.View.DendriteFraction));
            }

            return grid;
        }

        private static string Number(Sample sample, double scale, string format, string unit)
        {
            double? value = EventWords.Scaled(sample, scale);
            return ((value == null ? "-" : value.Value.ToString(format, CultureInfo.InvariantCulture)) + " " + unit).PadLeft(11);
        }

        private string Bar(double part)
        {
            int filled = (int)Math.Round(Math.Clamp(part, 0, 1) * BarWidth);
            return new string('█', filled) + new string('░', BarWidth - filled);
        }

        /// <summary>From the anode over the Cu layer in the middle to the cathode: only the emulator can see this.</summary>
        private string Way(double part)
        {
            int width = BarWidth;
            int tip = (int)Math.Round(Math.Clamp(part, 0, 1) * width);
            return string.Concat(Enumerable.Range(0, width).Select(i => i < tip ? "=" : i == width / 2 ? "|" : "·"));
        }

        private static Color ColorOf(GuardState state)
        {
            switch (state)
            {
                case GuardState.Normal:
                    return Color.Green;
                case GuardState.NotReady:
                    return Color.Grey;
                case GuardState.Advisory:
                    return Color.Blue;
                case GuardState.Warning:
                    return Color.Yellow;
                default:
                    return Color.Red;
            }
        }
    }
}

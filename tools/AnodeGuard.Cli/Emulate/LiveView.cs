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
        private const int BarWidth = 44;

        private readonly EmulationSession _session;
        private readonly EmulationOptions _options;
        private readonly Queue<string> _events = new Queue<string>();
        private readonly Sparkline _voltage = new Sparkline(3.5, 4.0);
        private readonly Sparkline _current = new Sparkline(0, 0.001);
        private readonly Sparkline _sense = new Sparkline(0, 3.5);

        public LiveView(EmulationSession session, EmulationOptions options)
        {
            _session = session;
            _options = options;
        }

        /// <summary>An event, as it happens.</summary>
        public void Add(long timeMicroseconds, EventRecord record)
        {
            string style = record.Kind == EventKind.FaultRaised ? "red" : record.Kind == EventKind.StateChanged ? "bold" : "default";
            _events.Enqueue("[" + style + "]" + Markup.Escape((timeMicroseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9)
                + " s  " + EventWords.Describe(record)) + "[/]");
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
            List<IRenderable> parts = new List<IRenderable> { Title(), new FigletText(ReportWords.Of(state)).Color(ColorOf(state)) };
            if (verdict != null)
            {
                parts.Add(Values(verdict, _session.Snapshot));
            }

            parts.Add(new Markup(string.Join('\n', _events)));
            return new Rows(parts);
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
            return new Markup("[bold]AnodeGuard[/]  " + Markup.Escape(text) + "\n" + Markup.Escape(_session.Machine.Description));
        }

        private Grid Values(Verdict verdict, Snapshot seen)
        {
            Grid grid = new Grid().AddColumns(3);
            grid.AddRow("cell voltage", Number(seen.CellMicrovolts, 1e6, "0.000", "V"), _voltage.ToString());
            grid.AddRow("current", Number(seen.CurrentNanoamperes, 1e6, "0.00", "mA"), _current.ToString());
            grid.AddRow("sense voltage", Number(seen.SenseMicrovolts, 1e6, "0.000", "V"), _sense.ToString());
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

        private static string Bar(double part)
        {
            int filled = (int)Math.Round(Math.Clamp(part, 0, 1) * BarWidth);
            return new string('█', filled) + new string('░', BarWidth - filled);
        }

        /// <summary>From the anode over the Cu layer in the middle to the cathode: only the emulator can see this.</summary>
        private static string Way(double part)
        {
            int tip = (int)Math.Round(Math.Clamp(part, 0, 1) * BarWidth);
            return string.Concat(Enumerable.Range(0, BarWidth).Select(i => i < tip ? "=" : i == BarWidth / 2 ? "|" : "·"));
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

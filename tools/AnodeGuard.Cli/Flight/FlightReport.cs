using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Replay.Report;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>What a flight recording shows when it is judged again: as lines, as CSV, as a picture.</summary>
    internal sealed class FlightReport
    {
        private const int Width = 900;
        private const int PanelHeight = 170;
        private const int Head = 48;
        private const string Style = "text{font:12px sans-serif;fill:#222}.head{font-size:15px;font-weight:bold}.title{font-weight:bold}"
            + ".grid{stroke:#ddd}.curve{fill:none;stroke:#1a5fb4;stroke-width:1.3}.mark{stroke:#9b1c1c;stroke-width:1.8}.state{stroke:#57606a;stroke-dasharray:2 3}.note{font-weight:bold;fill:#9b1c1c}.paper{fill:#fff}";

        private readonly FlightFile _file;
        private readonly List<(double Time, double Value)> _sense = new();
        private readonly List<(double Time, double Value)> _cell = new();
        private readonly List<(double Time, double Value)> _current = new();
        private readonly List<FlightChange> _changes = new();
        private readonly StreamWriter _csv;
        private GuardState _state;
        private long _faults;
        private bool _began;
        private bool _wasClosed;
        private long _first;
        private long _last;

        /// <summary>Judges a recording.</summary>
        /// <param name="file">What to judge.</param>
        /// <param name="csv">Gets every snapshot; null: nobody wants them.</param>
        public FlightReport(FlightFile file, Stream csv)
        {
            _file = file;
            _csv = csv == null ? null : new StreamWriter(csv, new UTF8Encoding(false), 65536, true) { NewLine = "\n" };
            _csv?.WriteLine("time_s,voltage_v,bipolar_v,current_a,mean_current_a,sense_v,reference_v,temperature_c,board_c,drive,switch,acknowledge,j,s,state,faults");
            Different = FlightReplay.Run(file, Take);
            _csv?.Dispose();
        }

        /// <summary>The first segment whose verdicts differ from the board's; -1: none.</summary>
        public int Different { get; }

        public int Snapshots { get; private set; }

        /// <summary>Time of the first and of the last snapshot around the event, microseconds.</summary>
        public long First
        {
            get { return _first; }
        }

        public long Last
        {
            get { return _last; }
        }

        /// <summary>The highest rung that was reached.</summary>
        public GuardState Worst { get; private set; }

        /// <summary>When the switch was seen open after the event, s; null where it was not, or was open before.</summary>
        public double? Opened_s { get; private set; }

        /// <summary>What changed, in order.</summary>
        public IReadOnlyList<FlightChange> Changes
        {
            get { return _changes; }
        }

        /// <summary>The curves, for a page.</summary>
        public PlotCurves Curves { get; } = new PlotCurves(ReportCurves.Count);

        /// <summary>Whether the verdicts are the board's, in words.</summary>
        public string Comparison
        {
            get
            {
                return Different < 0
                    ? "every verdict is the board's, bit for bit"
                    : "the verdicts differ from the board's, from segment " + Different.ToString(CultureInfo.InvariantCulture) + " on (recorded by core " + _file.Core + ", judged by " + ProductVersion.CoreHash + ")";
            }
        }

        /// <summary>Lines, or one JSON object a line.</summary>
        public void WriteSummary(TextWriter output, bool json)
        {
            if (json)
            {
                WriteJson(new JsonLines(output));
                return;
            }

            output.WriteLine(_file.Site + "/" + _file.Device + ", boot " + _file.Boot + ", recording " + _file.Number + (_file.ByRequest ? ", asked for" : "")
                + (_file.Trigger == null ? "" : ", " + _file.Trigger.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)));
            output.WriteLine(Snapshots.ToString(CultureInfo.InvariantCulture) + " snapshots, from " + Seconds(_first) + " to " + Seconds(_last) + " s around the event");
            foreach (FlightChange change in _changes)
            {
                output.WriteLine(change.Seconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(10) + " s  " + change.Text);
            }

            output.WriteLine(Comparison);
        }

        /// <summary>Sense voltage, cell voltage and current over the time around the event.</summary>
        public void WritePicture(Stream stream)
        {
            if (stream == null)
            {
                return;
            }

            double height = Head + (3 * PanelHeight);
            StringBuilder svg = new StringBuilder();
            svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {height}' width='{Width}' height='{height}'>\n<style>{Style}</style>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class='paper' width='{Width}' height='{height}'/>\n");
            svg.Append("<text class='head' x='12' y='22'>").Append(SvgPlot.Escape(_file.Site + "/" + _file.Device + ", boot " + _file.Boot + ", recording " + _file.Number)).Append("</text>\n");
            svg.Append("<text x='12' y='38'>").Append(SvgPlot.Escape("seconds around the event" + (_file.Trigger == null ? "" : " of " + _file.Trigger.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC") + "; solid: a fault begins, dotted: the state changes")).Append("</text>\n");
            Panel(svg, 0, "Sense voltage, V", _sense);
            Panel(svg, 1, "Cell voltage, V", _cell);
            bool small = _current.TrueForAll(point => Math.Abs(point.Value) < 1);
            Panel(svg, 2, small ? "Current (positive: charging), mA" : "Current (positive: charging), A", small ? _current.ConvertAll(point => (point.Time, point.Value * 1e3)) : _current);
            svg.Append("</svg>\n");
            stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
        }

        private static string Seconds(double value)
        {
            return (value / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        }

        private void Take(Snapshot snapshot, Verdict verdict)
        {
            long time = snapshot.TimeMicroseconds - _file.TriggerMicroseconds;
            _first = Snapshots == 0 ? time : _first;
            _last = time;
            Snapshots++;
            double t = time / 1e6;
            Add(_sense, t, snapshot.SenseMicrovolts, 1e-6);
            Add(_cell, t, snapshot.CellMicrovolts, 1e-6);
            Add(_current, t, snapshot.CurrentNanoamperes, 1e-9);
            NoteChanges(time, verdict);
            Draw(snapshot, verdict, time);
            if (_csv != null)
            {
                WriteRow(snapshot, verdict, time);
            }
        }

        private void NoteChanges(long time, Verdict verdict)
        {
            for (int fault = 0; fault < FaultId.Count && _began; fault++)
            {
                long bit = 1L << fault;
                if ((verdict.ActiveFaults & bit) != (_faults & bit))
                {
                    bool begins = (verdict.ActiveFaults & bit) != 0;
                    _changes.Add(new FlightChange(time, FaultTable.Rows[fault].Name + (begins ? "" : " ends"), fault, begins ? ReportWords.OfLevel(verdict.Levels[fault]) : null));
                }
            }

            if (!_began || verdict.State != _state)
            {
                _changes.Add(new FlightChange(time, "state " + ReportWords.Of(verdict.State), -1, null));
            }

            _began = true;
            _state = verdict.State;
            _faults = verdict.ActiveFaults;
            Worst = verdict.State > Worst ? verdict.State : Worst;
        }

        private void Draw(Snapshot snapshot, Verdict verdict, long time)
        {
            Opened_s = _wasClosed && !snapshot.SwitchClosed && time >= 0 ? Opened_s ?? (time / 1e6) : Opened_s;
            _wasClosed = snapshot.SwitchClosed;
            Curves.MoveTo(time);
            AddTo(ReportCurve.Voltage, time, snapshot.CellMicrovolts);
            AddTo(ReportCurve.Current, time, snapshot.CurrentNanoamperes);
            AddTo(ReportCurve.Sense, time, snapshot.SenseMicrovolts);
            AddTo(ReportCurve.Temperature, time, snapshot.CellMillicelsius);
            Curves.Add((int)ReportCurve.Depletion, time, verdict.SurfaceDepletionQ24);
            if (verdict.DepletionMicroseconds != Verdict.Never)
            {
                Curves.Add((int)ReportCurve.Forecast, time, verdict.DepletionMicroseconds);
            }
        }

        private void AddTo(ReportCurve curve, long time, Sample sample)
        {
            if (sample.IsValid)
            {
                Curves.Add((int)curve, time, sample.Value);
            }
        }

        private void WriteRow(Snapshot snapshot, Verdict verdict, long time)
        {
            string[] fields =
            {
                FixedText.Of(time, 6),
                Field(snapshot.CellMicrovolts, 6), Field(snapshot.CellBipolarMicrovolts, 6), Field(snapshot.CurrentNanoamperes, 9),
                Field(snapshot.MeanCurrentNanoamperes, 9), Field(snapshot.SenseMicrovolts, 6), Field(snapshot.ReferenceMicrovolts, 6),
                Field(snapshot.CellMillicelsius, 3), Field(snapshot.BoardMillicelsius, 3),
                ((int)snapshot.SenseDrive).ToString(CultureInfo.InvariantCulture), snapshot.SwitchClosed ? "closed" : "open", snapshot.Acknowledge ? "1" : "",
                (verdict.NormalizedCurrentQ24 / (double)Verdict.OneQ24).ToString("0.0000000", CultureInfo.InvariantCulture),
                (verdict.SurfaceDepletionQ24 / (double)Verdict.OneQ24).ToString("0.0000000", CultureInfo.InvariantCulture),
                ReportWords.Of(verdict.State), Names(verdict.ActiveFaults),
            };
            _csv.WriteLine(string.Join(',', fields));
        }

        private void WriteJson(JsonLines lines)
        {
            foreach (FlightChange change in _changes)
            {
                lines.Begin(change.Seconds, "change");
                lines.Text("what", change.Text);
                lines.End();
            }

            lines.Begin();
            lines.Text("event", "summary");
            lines.Text("site", _file.Site);
            lines.Text("device", _file.Device);
            lines.Whole("boot", _file.Boot);
            lines.Whole("recording", _file.Number);
            lines.Whole("snapshots", Snapshots);
            lines.Number("from_s", _first / 1e6);
            lines.Number("to_s", _last / 1e6);
            lines.Flag("identical", Different < 0);
            lines.Text("core_recorded", _file.Core);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        private void Panel(StringBuilder svg, int index, string title, List<(double Time, double Value)> points)
        {
            double low = double.MaxValue;
            double high = double.MinValue;
            foreach ((double _, double value) in points)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            List<(double, string)> ticks = new List<(double, string)>();
            foreach (double tick in SvgPlot.NiceTicks(_first / 1e6, _last / 1e6, 8))
            {
                ticks.Add((tick, tick.ToString("0", CultureInfo.InvariantCulture)));
            }

            SvgPlot plot = new SvgPlot(Width, PanelHeight, _first / 1e6, _last / 1e6, points.Count > 0 ? low : 0, points.Count > 0 ? high : 1).Frame(title, ticks);
            plot.Curve("curve", points);
            foreach (FlightChange change in _changes.Where(change => change.Level != null || change.Fault < 0))
            {
                plot.Mark(change.Seconds, change.Level == null ? "state" : "mark", change.Text);
            }

            FlightChange first = _changes.FirstOrDefault(change => change.Level != null);
            if (index == 0 && first != null)
            {
                bool left = first.Microseconds > (_first + _last) / 2;
                plot.Note(first.Seconds, low + (0.45 * (high - low)), left ? "end" : "start", left ? first.Text + "\u2002" : "\u2002" + first.Text);
            }

            svg.Append(plot.ToGroup(0, Head + (index * PanelHeight)));
        }

        private static void Add(List<(double Time, double Value)> points, double time, Sample sample, double scale)
        {
            if (sample.IsValid)
            {
                points.Add((time, sample.Value * scale));
            }
        }

        private static string Field(Sample sample, int decimals)
        {
            return sample.IsValid ? FixedText.Of(sample.Value, decimals) : "";
        }

        private static string Names(long faults)
        {
            List<string> names = new List<string>();
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((faults & (1L << fault)) != 0)
                {
                    names.Add(FaultTable.Rows[fault].Name);
                }
            }

            return string.Join(';', names);
        }
    }
}

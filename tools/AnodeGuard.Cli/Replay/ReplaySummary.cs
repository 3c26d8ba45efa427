using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay.Settings;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>The end of a replay: what was read, how it was understood, what the core concluded.</summary>
    internal sealed class ReplaySummary
    {
        /// <summary>HardShort's: only a lower limit above it tells a fall between two rows from a discharge on purpose.</summary>
        private const long TellingLimitMicrovolts = 1000000;

        private readonly IRecording _recording;
        private readonly ReplayTally _tally;
        private readonly ReplayChecks _checks;

        public ReplaySummary(string fileName, IRecording recording, ReplaySettings settings, ReplayTally tally, ReplayChecks checks)
        {
            _checks = checks;
            FileName = fileName;
            _recording = recording;
            _tally = tally;
            Settings = settings;
        }

        public string FileName { get; }

        /// <summary>Which figures of the outlook mean something under these settings.</summary>
        public OutlookScope Scope
        {
            get { return OutlookScope.Of(Settings); }
        }

        /// <summary>The settings, and where each comes from.</summary>
        public ReplaySettings Settings { get; }

        public IReadOnlyList<string> Notes
        {
            get { return _recording.Notes; }
        }

        /// <summary>What in the file does not fit; complete after the run.</summary>
        public IReadOnlyList<string> Findings
        {
            get { return _checks.Findings.Concat(AssumedLimits()).ToArray(); }
        }

        /// <summary>What flowed in each cycle.</summary>
        public IReadOnlyList<CycleTally> Cycles
        {
            get { return _checks.Cycles.Cycles; }
        }

        public ReplayTally Tally
        {
            get { return _tally; }
        }

        /// <summary>Defaults on which everything said about this cell rests, a sentence each; empty where all were given.</summary>
        public IReadOnlyList<string> CellAssumptions
        {
            get
            {
                string[] keys = { "cell.chemistry", "cell.area_cm2", "cell.capacity_mah", "transport.limiting_current_density_a_m2", "transport.diffusion_time_s" };
                string[] held = Settings.Assumed.Where(assumed => keys.Contains(assumed.Key)).Select(assumed => assumed.Key + " = " + assumed.Value).ToArray();
                return held.Length == 0 ? [] : ["documented defaults, not this cell's: " + string.Join(", ", held) + "; j and s are only as good as they are"];
            }
        }

        /// <summary>What the reader took without a word of the file, a sentence each.</summary>
        public IReadOnlyList<string> FileGuesses
        {
            get { return _recording.Guesses; }
        }

        /// <summary>What is not watched under these settings, a sentence each.</summary>
        public IReadOnlyList<string> Consequences
        {
            get
            {
                long limit = Settings.Device.Guard.UnderVoltageMicrovolts;
                if (Settings.Device.Guard.CellType == CellType.Symmetric)
                {
                    return ["not watched: hard-short and the voltage limits, for two electrodes of one metal have no voltage to fall from; a soft short shows in their polarisation"];
                }

                return limit > TellingLimitMicrovolts
                    ? []
                    : ["not watched: a fall of the voltage between two rows more than 0.25 s apart is no hard-short while limits.under_voltage_v is "
                        + (limit / 1e6).ToString("0.######", CultureInfo.InvariantCulture) + ", for the cell may go to 0 V on purpose; where it may not, say --limits LOW:HIGH with LOW above 1"];
            }
        }

        /// <summary>The conclusion in a sentence.</summary>
        public string Headline
        {
            get
            {
                if (_tally.Ledger.DetectedMicroseconds != null)
                {
                    return "ALARM: " + string.Join(", ", _tally.Ledger.Alarms()) + ", first at " + Seconds(_tally.Ledger.DetectedMicroseconds.Value);
                }

                string[] others = _tally.Ledger.Faults.Select(fault => Names.OfFault(fault.Fault)).ToArray();
                return others.Length > 0 ? "No alarm; raised: " + string.Join(", ", others) : "No fault.";
            }
        }

        /// <summary>Name of the format.</summary>
        public string Format
        {
            get { return _recording.Format; }
        }

        /// <summary>What was read.</summary>
        public string Reading
        {
            get
            {
                return FileName + ": " + _recording.Format + ", " + _tally.Rows.ToString(CultureInfo.InvariantCulture) + " rows, "
                    + Seconds(_tally.LastMicroseconds - _tally.FirstMicroseconds);
            }
        }

        /// <summary>Before the run: how the file and the settings were understood.</summary>
        public void WriteUnderstanding(TextWriter output)
        {
            output.WriteLine(FileName + ": " + _recording.Format);
            foreach (SettingNote guess in Settings.Guessed)
            {
                output.WriteLine("  guessed: " + guess.Key + " = " + guess.Value + " (" + guess.Why + ")");
            }

            foreach (string text in FileGuesses.Select(guess => "guessed: " + guess)
                .Concat(Settings.Kind == null ? [] : ["looks like " + Settings.Kind]).Concat(Consequences).Concat(Notes.Except(FileGuesses)))
            {
                output.WriteLine("  " + text);
            }

            if (Settings.Assumed.Count > 0)
            {
                output.WriteLine("  assumed: " + string.Join(", ", Settings.Assumed.Select(assumed => assumed.Key + " = " + Shown(assumed.Value))));
            }
        }

        /// <summary>After the run, for people.</summary>
        public void WriteText(TextWriter output, long hiddenEvents)
        {
            if (hiddenEvents > 0)
            {
                output.WriteLine("                  ... and " + hiddenEvents.ToString(CultureInfo.InvariantCulture) + " more events (--json shows all)");
            }

            output.WriteLine(Reading);
            foreach (string finding in Findings)
            {
                output.WriteLine("  note: " + finding);
            }

            CycleText.Write(output, Cycles);
            output.WriteLine("largest |j| " + Number(_tally.LargestCurrent) + ", largest |s| " + Number(_tally.LargestDepletion));
            output.WriteLine(Headline);
        }

        /// <summary>After the run, as a JSON line.</summary>
        /// <param name="lines">Written to.</param>
        /// <param name="kind">The event it is: `summary`, or `file` for one of many.</param>
        public void WriteJson(JsonLines lines, string kind = "summary")
        {
            lines.Begin();
            lines.Text("event", kind);
            lines.Text("file", FileName);
            lines.Text("format", _recording.Format);
            lines.Whole("rows", _tally.Rows);
            lines.Number("start_s", _tally.FirstMicroseconds / 1e6);
            lines.Number("end_s", _tally.LastMicroseconds / 1e6);
            lines.Number("contact_t_s", null);
            lines.Number("detected_t_s", _tally.Ledger.DetectedMicroseconds / 1e6);
            lines.Number("open_t_s", null);
            lines.Number("open_demanded_t_s", _tally.OpenDemandedMicroseconds / 1e6);
            lines.Number("short_t_s", null);
            lines.Number("lead_time_s", null);
            lines.Text("state", ReportWords.Of(_tally.Last));
            lines.Text("worst_state", ReportWords.Of(_tally.Worst));
            lines.Number("largest_j", _tally.LargestCurrent);
            lines.Number("largest_s", _tally.LargestDepletion);
            lines.Number("charge_mah", _tally.ChargeNanocoulombs / 3.6e9);
            lines.Whole("events", _tally.Ledger.Events);
            lines.Whole("exchanges", _tally.Exchanges);
            _tally.Ledger.Write(lines);
            WriteTexts(lines);
            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        internal static string Seconds(long microseconds)
        {
            return (microseconds / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + " s";
        }

        internal static string Shown(string value)
        {
            return value.Length == 0 ? "(empty)" : value;
        }

        private static string Number(double value)
        {
            return value.ToString("0.0000", CultureInfo.InvariantCulture);
        }

        /// <summary>An alarm by a limit that nobody gave says less about the cell than about the limit.</summary>
        private IEnumerable<string> AssumedLimits()
        {
            foreach (string fault in _tally.Ledger.Faults.Select(fault => Names.OfFault(fault.Fault)))
            {
                AssumedDefault limit = Settings.Assumed.FirstOrDefault(assumed => assumed.Key.StartsWith("limits." + fault.Replace('-', '_') + "_", StringComparison.Ordinal));
                if (limit != null)
                {
                    yield return fault + " was judged by a limit that was assumed: give " + limit.Key + " (taken as " + limit.Value + ") for this cell";
                }
            }
        }

        private static void WriteList(Utf8JsonWriter json, IReadOnlyList<string> texts)
        {
            json.WriteStartArray();
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        private static void WriteNotes(Utf8JsonWriter json, IReadOnlyList<SettingNote> notes)
        {
            json.WriteStartObject();
            foreach (SettingNote note in notes)
            {
                json.WriteStartObject(note.Key);
                json.WriteString("value", note.Value);
                json.WriteString("why", note.Why);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        private void WriteTexts(JsonLines lines)
        {
            lines.Nested("notes", json => WriteList(json, Notes));
            lines.Nested("file_guesses", json => WriteList(json, FileGuesses));
            lines.Nested("consequences", json => WriteList(json, Consequences));
            lines.Nested("findings", json => WriteList(json, Findings));
            lines.Nested("cycles", json => CycleText.Write(json, Cycles));
            lines.Text("looks_like", Settings.Kind);
            lines.Nested("guessed", json => WriteNotes(json, Settings.Guessed));
            lines.Nested("given", json => WriteNotes(json, Settings.Flagged));
            lines.Nested("assumed", json =>
            {
                json.WriteStartObject();
                foreach (AssumedDefault assumed in Settings.Assumed)
                {
                    json.WriteString(assumed.Key, assumed.Value);
                }

                json.WriteEndObject();
            });
        }
    }
}

using System;
using System.Globalization;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>How an emulation ended: what really happened, from the emulator, beside what the firmware made of it.</summary>
    internal sealed class EmulationSummary
    {
        private readonly EmulationSession _session;
        private readonly EmulationOptions _options;

        public EmulationSummary(EmulationSession session, EmulationOptions options)
        {
            _session = session;
            _options = options;
            CellTruth truth = session.Machine.Truth;
            Contact_s = Seconds(truth.ContactMicroseconds);
            Detected_s = Seconds(session.Ledger.NoticedMicroseconds(DangerOf(truth)));
            Open_s = session.Machine.View.SwitchClosed ? null : Seconds(truth.SwitchOpenMicroseconds);
            OwnShort_s = Seconds(truth.ShortMicroseconds);
            Short_s = Seconds(session.ShortOfTheUnprotectedTwin());
        }

        /// <summary>Metal touched the Cu layer.</summary>
        public double? Contact_s { get; }

        /// <summary>The firmware raised its first alarm about the danger, see <see cref="FaultLedger.NoticedMicroseconds"/>.</summary>
        public double? Detected_s { get; }

        /// <summary>The switch opened, and stayed open.</summary>
        public double? Open_s { get; }

        /// <summary>The unprotected twin shorted.</summary>
        public double? Short_s { get; }

        /// <summary>The cell of this very run shorted.</summary>
        public double? OwnShort_s { get; }

        /// <summary>From the open switch to the twin's short.</summary>
        public double? Lead_s
        {
            get { return Short_s - Open_s; }
        }

        /// <summary>Writes the last JSON line.</summary>
        public void Write(JsonLines lines)
        {
            CellTruth truth = _session.Machine.Truth;
            lines.Begin();
            lines.Text("event", "summary");
            lines.Text("scenario", _options.Scenario.Name);
            lines.Whole("seed", _options.Seed);
            lines.Text("description", _session.Machine.Description);
            lines.Number("end_s", _session.End_s);
            lines.Number("contact_t_s", Contact_s);
            lines.Number("sense_left_t_s", Seconds(truth.SenseLeftBaselineMicroseconds));
            lines.Number("sense_collapsed_t_s", Seconds(truth.SenseCollapsedMicroseconds));
            lines.Number("detected_t_s", Detected_s);
            lines.Number("open_t_s", Open_s);
            lines.Number("short_t_s", Short_s);
            lines.Number("lead_time_s", Lead_s);
            lines.Number("own_short_t_s", OwnShort_s);
            lines.Number("depleted_t_s", Seconds(truth.DepletedMicroseconds));
            lines.Text("open_cause", Open_s == null ? null : CauseOf(truth.SwitchOpenCause));
            lines.Flag("comparator", _options.ComparatorEnabled);
            lines.Flag("unprotected", _options.Unprotected);
            lines.Text("state", _session.Verdict == null ? null : ReportWords.Of(_session.Verdict.State));
            lines.Text("worst_state", ReportWords.Of(_session.Worst));
            lines.Whole("events", _session.Ledger.Events);
            _session.Ledger.Write(lines);
            lines.Number("throughput_mah", truth.ThroughputCoulombs / 3.6);
            lines.Whole("resets", _session.Machine.Resets);
            lines.Number("undelivered", _session.Undelivered);
            lines.Text("problem", Problem());
            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        /// <summary>Who opened the switch, in a word.</summary>
        public static string CauseOf(TripSources cause)
        {
            return cause.HasFlag(TripSources.Collapse) ? "collapse-comparator"
                : cause.HasFlag(TripSources.OverCurrent) ? "over-current-comparator"
                : cause.HasFlag(TripSources.Watchdog) ? "watchdog"
                : cause.HasFlag(TripSources.Firmware) ? "firmware"
                : "unknown";
        }

        /// <summary>Something that kept the firmware from its work; null where nothing did.</summary>
        public string Problem()
        {
            Exception failure = _session.Machine.JobFailure;
            return failure != null ? "a job of the firmware threw: " + failure.Message
                : _session.Application?.SettingsProblem ?? _session.Application?.BoardProblem
                ?? Delivery();
        }

        /// <summary>What the broker did not take, in words; null where nothing is missing.</summary>
        public string Delivery()
        {
            return _session.Undelivered is > 0 and int left
                ? "the broker at " + _options.Broker + " did not take " + left.ToString(CultureInfo.InvariantCulture)
                    + (left == 1 ? " message" : " messages")
                : null;
        }

        /// <summary>What first became dangerous in the cell; null where nothing did.</summary>
        private static long? DangerOf(CellTruth truth)
        {
            return new[] { truth.ContactMicroseconds, truth.DepletedMicroseconds, truth.ShortMicroseconds }.Min();
        }

        private static double? Seconds(long? microseconds)
        {
            return microseconds / 1e6;
        }
    }
}

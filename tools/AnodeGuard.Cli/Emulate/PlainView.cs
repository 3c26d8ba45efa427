using System.Globalization;
using System.IO;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>An emulation as lines of text, for logs and pipes.</summary>
    internal sealed class PlainView
    {
        private readonly EmulationSession _session;
        private readonly TextWriter _output;

        public PlainView(EmulationSession session, TextWriter output)
        {
            _session = session;
            _output = output;
        }

        /// <summary>What is going to run.</summary>
        public void Begin(EmulationOptions options)
        {
            _output.WriteLine("scenario " + options.Scenario.Name + ", seed " + options.Seed.ToString(CultureInfo.InvariantCulture)
                + ": " + _session.Machine.Description + " (simulated)");
            if (options.Broker != null)
            {
                _output.WriteLine("reports to " + options.Broker);
            }

            _output.Flush();
        }

        /// <summary>An event, as it happens.</summary>
        public void Add(long timeMicroseconds, EventRecord record)
        {
            Line(timeMicroseconds, EventWords.Describe(record));
        }

        /// <summary>What the board sees now.</summary>
        public void Sample()
        {
            Verdict verdict = _session.Verdict;
            if (verdict == null)
            {
                return;
            }

            Snapshot seen = _session.Snapshot;
            Line(_session.Machine.Clock.NowMicroseconds, string.Format(
                CultureInfo.InvariantCulture,
                "{0,-9}  cell {1} V  {2} mA  sense {3} V  s {4:0.000}  switch {5}",
                ReportWords.Of(verdict.State),
                Value(seen.CellMicrovolts, 1e6, "0.000"),
                Value(seen.CurrentNanoamperes, 1e6, "0.00"),
                Value(seen.SenseMicrovolts, 1e6, "0.000"),
                EventWords.FromQ24(verdict.SurfaceDepletionQ24),
                seen.SwitchClosed ? "closed" : "open"));
        }

        private static string Value(Sample sample, double scale, string format)
        {
            double? value = EventWords.Scaled(sample, scale);
            return value == null ? "-" : value.Value.ToString(format, CultureInfo.InvariantCulture);
        }

        private void Line(long timeMicroseconds, string text)
        {
            _output.WriteLine(((timeMicroseconds / 1e6).ToString("0.000", CultureInfo.InvariantCulture) + " s").PadLeft(13) + "  " + text);
            _output.Flush();
        }
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>How it ended, in the order in which it happened. What only the emulator can know is marked as such.</summary>
    internal sealed class Story
    {
        private readonly EmulationSummary _summary;
        private readonly EmulationSession _session;
        private readonly EmulationOptions _options;

        public Story(EmulationSummary summary, EmulationSession session, EmulationOptions options)
        {
            _summary = summary;
            _session = session;
            _options = options;
        }

        public void Write(TextWriter output)
        {
            output.WriteLine();
            output.WriteLine("What happened in " + Number(_session.End_s, "0.#") + " s (simulated, seed "
                + _options.Seed.ToString(CultureInfo.InvariantCulture) + "):");
            foreach ((double time, string text) in Chapters().OrderBy(chapter => chapter.Time))
            {
                output.WriteLine((Number(time, "0.000") + " s").PadLeft(13) + "  " + text);
            }

            output.WriteLine(Ending());
            string problem = _summary.Problem();
            if (problem != null)
            {
                output.WriteLine("Problem: " + problem);
            }

            output.Flush();
        }

        private IEnumerable<(double Time, string Text)> Chapters()
        {
            CellTruth truth = _session.Machine.Truth;
            if (truth.DepletedMicroseconds != null)
            {
                yield return (truth.DepletedMicroseconds.Value / 1e6, "the salt at the anode was used up (only the emulator sees it)");
            }

            if (_summary.Contact_s != null)
            {
                yield return (_summary.Contact_s.Value, "metal touched the Cu layer (only the emulator sees it)");
            }

            foreach (FaultTally fault in _session.Ledger.Faults)
            {
                if (fault.FirstLevel < FaultLevel.Alarm)
                {
                    yield return (fault.FirstMicroseconds / 1e6, ReportWords.OfLevel(fault.FirstLevel) + ": " + Names.OfFault(fault.Fault));
                }

                if (fault.AlarmMicroseconds != null)
                {
                    yield return (fault.AlarmMicroseconds.Value / 1e6, "ALARM: " + Names.OfFault(fault.Fault));
                }
            }

            if (_summary.Open_s != null)
            {
                yield return (_summary.Open_s.Value, "switch open, by the " + EmulationSummary.CauseOf(truth.SwitchOpenCause) + ": plating stopped");
            }

            if (_summary.OwnShort_s != null)
            {
                yield return (_summary.OwnShort_s.Value, "THE CELL SHORTED");
            }
            else if (_summary.Short_s <= _session.End_s || (_summary.Short_s != null && _summary.Open_s != null))
            {
                yield return (_summary.Short_s.Value, "here the same cell shorts without protection");
            }
        }

        private string Ending()
        {
            if (_summary.OwnShort_s != null)
            {
                return _options.Unprotected ? "The switch was held closed: this is what happens without protection."
                    : _summary.Open_s < _summary.OwnShort_s
                    ? "The switch was open before, and the cell shorted all the same."
                    : "An open switch cannot stop an internal short.";
            }

            if (_summary.Lead_s != null)
            {
                return "Plating stopped before the metal bridged the cell. Lead time left: " + Number(_summary.Lead_s.Value, "0.0") + " s.";
            }

            return _session.Ledger.Faults.Count == 0 ? "No fault." : "Faults: " + string.Join(", ", _session.Ledger.Faults.Select(fault => Names.OfFault(fault.Fault))) + ".";
        }

        private static string Number(double value, string format)
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}

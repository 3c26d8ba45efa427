using System.Globalization;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Verify
{
    /// <summary>What was found, for people and for programs.</summary>
    internal static class VerifyReport
    {
        /// <summary>A line for each start of each device, then the conclusion.</summary>
        public static void WriteText(TextWriter output, Completeness found)
        {
            foreach (DeviceLedger device in found.Devices)
            {
                foreach (BootLedger boot in device.Boots)
                {
                    output.WriteLine(device.Name + ", start " + Show(boot.Boot) + ": records " + Show(boot.First) + " to " + Show(boot.Last) + ", "
                        + Show(boot.Events) + " events and " + Show(boot.Alarms) + " alarms, " + Describe(boot));
                }

                if (device.Unreadable > 0)
                {
                    output.WriteLine(device.Name + ": " + Show(device.Unreadable) + " messages without stamps that can be read");
                }
            }

            output.WriteLine(Conclusion(found));
        }

        /// <summary>The same as lines of JSON; the last is the summary.</summary>
        public static void WriteJson(TextWriter output, Completeness found)
        {
            JsonLines lines = new JsonLines(output);
            foreach (DeviceLedger device in found.Devices)
            {
                foreach (BootLedger boot in device.Boots)
                {
                    Write(lines, device, boot);
                }
            }

            lines.Begin();
            lines.Text("event", "summary");
            lines.Flag("complete", found.IsComplete);
            lines.Whole("devices", found.Devices.Count);
            lines.Whole("messages", found.Messages);
            lines.Whole("missing", found.Missing);
            lines.Whole("contradictions", found.Devices.Sum(device => device.Contradictions));
            lines.Whole("unreadable", found.Devices.Sum(device => device.Unreadable));
            lines.Whole("dropped_by_devices", found.Dropped);
            lines.Text("version", ProductVersion.Tool);
            lines.End();
        }

        private static void Write(JsonLines lines, DeviceLedger device, BootLedger boot)
        {
            lines.Begin();
            lines.Text("event", "start");
            lines.Text("device", device.Name);
            lines.Whole("boot", boot.Boot);
            lines.Whole("first_seq", boot.First);
            lines.Whole("last_seq", boot.Last);
            lines.Whole("records", boot.Records);
            lines.Whole("events", boot.Events);
            lines.Whole("alarms", boot.Alarms);
            lines.Whole("repeated", boot.Repeated);
            lines.Whole("telemetry_gaps", boot.Gaps);
            Numbers(lines, "missing", boot.Missing);
            Numbers(lines, "contradictions", boot.Contradictions);
            lines.Nested("dropped_by_device", json =>
            {
                json.WriteStartObject();
                foreach ((string kind, long count) in boot.Dropped)
                {
                    json.WriteNumber(kind, count);
                }

                json.WriteEndObject();
            });
            lines.End();
        }

        private static void Numbers(JsonLines lines, string name, System.Collections.Generic.IEnumerable<long> numbers)
        {
            lines.Nested(name, json =>
            {
                json.WriteStartArray();
                foreach (long number in numbers)
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
            });
        }

        private static string Describe(BootLedger boot)
        {
            string missing = boot.Missing.Count == 0 ? "none missing" : "MISSING " + string.Join(", ", boot.Missing.Select(Show)) + " and what they hide";
            string repeated = boot.Repeated == 0 ? string.Empty : ", " + Show(boot.Repeated) + " came again and count once";
            string contradictions = boot.Contradictions.Count == 0 ? string.Empty : ", TWO DIFFERENT RECORDS under " + string.Join(", ", boot.Contradictions.Select(Show));
            string gaps = boot.Gaps == 0 ? string.Empty : ", " + Show(boot.Gaps) + " telemetry records did not come";
            string dropped = boot.Dropped.Values.Sum() == 0
                ? string.Empty
                : ", the device itself dropped " + string.Join(", ", boot.Dropped.Where(one => one.Value > 0).Select(one => Show(one.Value) + " " + one.Key));
            return missing + contradictions + repeated + gaps + dropped;
        }

        private static string Conclusion(Completeness found)
        {
            return found.Devices.Count == 0 ? "Nothing was heard of any device: nothing is proven."
                : found.IsComplete ? "Complete: no event and no alarm is missing, each counted once."
                : "NOT COMPLETE.";
        }

        private static string Show(long number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }
    }
}

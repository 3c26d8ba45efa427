using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>What a replay read in a file: the rows from the Battery Data Format that it writes, the rest from its summary.</summary>
    internal sealed class Reading
    {
        private static readonly string[] Columns = { "Test Time / s", "Voltage / V", "Current / A", "Sense Voltage / V", "Surface Temperature / degC" };

        private Reading(string[] rows, JsonElement summary)
        {
            Rows = rows;
            Summary = summary;
        }

        /// <summary>time,voltage,current,sense,temperature of each row, in s, V, A and degC.</summary>
        public string[] Rows { get; }

        public JsonElement Summary { get; }

        public string Format
        {
            get { return Summary.GetProperty("format").GetString(); }
        }

        public string Notes
        {
            get { return Lines("notes"); }
        }

        public string Findings
        {
            get { return Lines("findings"); }
        }

        public JsonElement[] Cycles
        {
            get { return Summary.GetProperty("cycles").EnumerateArray().ToArray(); }
        }

        /// <summary>Names of the faults that were raised.</summary>
        public string[] Faults
        {
            get { return Summary.GetProperty("faults").EnumerateObject().Select(fault => fault.Name).ToArray(); }
        }

        public static Reading Of(string path, params string[] more)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string bdf = more.Contains("--bdf") ? more[System.Array.IndexOf(more, "--bdf") + 1] : folder.File("bdf.csv");
                string[] arguments = ["replay", path, .. more.Contains("--bdf") ? [] : new[] { "--bdf", bdf }, "--json", .. more];
                CliRun run = CliRun.InProcess(arguments);
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(0, run.ExitCode);
                string[] lines = File.ReadAllLines(bdf);
                int[] columns = Columns.Select(name => System.Array.IndexOf(lines[0].Split(','), name)).ToArray();
                return new Reading(lines.Skip(1).Select(line => Values(line, columns)).ToArray(), run.Summary.Clone());
            }
        }

        private static string Values(string line, int[] columns)
        {
            string[] fields = line.Split(',');
            return string.Join(',', columns.Select(column => column < 0 ? string.Empty : fields[column]));
        }

        private string Lines(string name)
        {
            return string.Join('\n', Summary.GetProperty(name).EnumerateArray().Select(line => line.GetString()));
        }
    }
}

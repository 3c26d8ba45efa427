using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>What a replay read in a file: the rows from its trace, the rest from its summary.</summary>
    internal sealed class Reading
    {
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
                string[] arguments = { "replay", path, "--trace", folder.File("t.csv"), "--json" };
                CliRun run = CliRun.InProcess(arguments.Concat(more).ToArray());
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(0, run.ExitCode);
                string[] rows = File.ReadAllLines(folder.File("t.csv")).Skip(1).Select(Values).ToArray();
                return new Reading(rows, run.Summary.Clone());
            }
        }

        private static string Values(string line)
        {
            string[] fields = line.Split(',');
            return string.Join(',', fields.Skip(6).Prepend(fields[0]));
        }

        private string Lines(string name)
        {
            return string.Join('\n', Summary.GetProperty(name).EnumerateArray().Select(line => line.GetString()));
        }
    }
}

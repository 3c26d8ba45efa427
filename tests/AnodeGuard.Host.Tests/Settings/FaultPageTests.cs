using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>FAULTS.md is made from the fault table. Run with ANODEGUARD_WRITE_PAGES=1 to write it anew.</summary>
    public class FaultPageTests
    {
        [Fact]
        public void The_page_is_the_table()
        {
            string expected = Page();
            if (Environment.GetEnvironmentVariable("ANODEGUARD_WRITE_PAGES") == "1")
            {
                File.WriteAllText(PagePath(), expected);
            }

            Assert.Equal(expected, File.ReadAllText(PagePath()).ReplaceLineEndings("\n"));
        }

        /// <summary>Everything about a fault stands in its row: from where on, and what is not it.</summary>
        [Fact]
        public void Every_fault_that_is_detected_says_its_limits_and_its_innocent_neighbour()
        {
            string[] silent = FaultTable.Rows.Where(row => row.IsDetectedByCore && (row.Limits.Length == 0 || row.Neighbour.Length == 0)).Select(row => row.Name).ToArray();
            Assert.Empty(silent);
        }

        private static string Page()
        {
            StringBuilder page = new StringBuilder();
            page.Append("# Faults\n\n");
            page.Append("Everything the core can report, made from `FaultTable.cs`. A level changes when the debounce agrees: so many distinct samples, over\n");
            page.Append("so long. A latched fault stays until it is acknowledged with the condition gone. Keys like `limits.over_voltage_v` are settings\n");
            page.Append("(`SETTINGS.md`).\n\n");
            page.Append("| fault | levels | debounce | what it does | latches |\n|---|---|---|---|---|\n");
            foreach (FaultRow row in FaultTable.Rows.Where(row => row.IsDetectedByCore))
            {
                page.Append("| [`").Append(row.Name).Append("`](#").Append(row.Name).Append(") | ").Append(Levels(row)).Append(" | ").Append(Debounce(row)).Append(" | ")
                    .Append(Action(row)).Append(" | ").Append(row.Latches ? "yes" : "no").Append(" |\n");
            }

            foreach (FaultRow row in FaultTable.Rows.Where(row => row.IsDetectedByCore))
            {
                page.Append("\n## ").Append(row.Name).Append("\n\n").Append(row.Meaning).Append("\n\n");
                page.Append("- **From:** ").Append(row.Limits).Append('\n');
                page.Append("- **Not this:** ").Append(row.Neighbour).Append('\n');
                page.Append("- **To do:** ").Append(row.Remedy).Append('\n');
                page.Append("- **Over when:** ").Append(row.Clearing).Append('\n');
            }

            FaultRow[] reserved = FaultTable.Rows.Where(row => !row.IsDetectedByCore).ToArray();
            if (reserved.Length > 0)
            {
                page.Append("\n## Reserved\n\nNumbers and names that nothing detects yet: ").AppendJoin(", ", reserved.Select(row => "`" + row.Name + "`")).Append(".\n");
            }

            return page.ToString();
        }

        private static string Levels(FaultRow row)
        {
            string low = ReportWords.OfLevel(row.LowestLevel);
            return row.LowestLevel == row.HighestLevel ? low : low + " to " + ReportWords.OfLevel(row.HighestLevel);
        }

        private static string Debounce(FaultRow row)
        {
            string samples = row.DebounceSamples == 1 ? "one sample" : row.DebounceSamples.ToString(CultureInfo.InvariantCulture) + " samples";
            return row.DebounceMicroseconds == 0 ? samples : samples + " over " + (row.DebounceMicroseconds / 1000.0).ToString("0.###", CultureInfo.InvariantCulture) + " ms";
        }

        private static string Action(FaultRow row)
        {
            string what = row.Action switch
            {
                FaultAction.OpenSwitch => "opens the switch",
                FaultAction.BlockArming => "keeps an open switch open",
                _ => "reports",
            };
            return row.Action == FaultAction.None || row.ActionFromLevel == row.LowestLevel ? what : what + " from " + ReportWords.OfLevel(row.ActionFromLevel);
        }

        private static string PagePath([CallerFilePath] string path = "")
        {
            return Path.Combine(Path.GetDirectoryName(path), "..", "..", "..", "firmware", "AnodeGuard.Core", "Faults", "FAULTS.md");
        }
    }
}

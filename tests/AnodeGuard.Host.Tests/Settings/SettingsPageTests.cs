using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using AnodeGuard.App;
using Xunit;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>
    /// SETTINGS.md is made from the settings table. Run this test with ANODEGUARD_WRITE_PAGES=1 to write it anew.
    /// </summary>
    public class SettingsPageTests
    {
        [Fact]
        public void The_page_says_what_the_table_says()
        {
            string path = Path.Combine(Path.GetDirectoryName(ThisFile()), "..", "..", "..", "firmware", "AnodeGuard.App", "Settings", "SETTINGS.md");
            string expected = Page();
            if (Environment.GetEnvironmentVariable("ANODEGUARD_WRITE_PAGES") == "1")
            {
                File.WriteAllText(path, expected);
            }

            Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
        }

        private static string Page()
        {
            StringBuilder page = new();
            page.Append("# Settings\n\n");
            page.Append("One JSON document, the same on device, emulator and tools; each dot is a nested object, as in\n");
            page.Append("`{\"cell\": {\"area_cm2\": 2.5}}`. Absent keys take their defaults. Anything unknown, impossible or\n");
            page.Append("contradictory refuses the whole document by the key's name. At most ");
            page.Append(SettingsDocument.MaxBytes).Append(" bytes of UTF-8.\n\n");
            page.Append("This page is made from `SettingsTable.cs`.\n\n");
            page.Append("| key | accepted | default | meaning |\n|---|---|---|---|\n");
            SettingsTable table = new();
            DeviceSettings defaults = SettingsDocument.Defaults();
            for (int i = 0; i < table.Count; i++)
            {
                SettingRow row = table[i];
                string value = defaults.AssumedDefaults.Single(a => a.Key == row.Key).Value;
                page.Append("| `").Append(row.Key).Append("` | ").Append(row.Accepted.Replace("|", "\\|")).Append(" | ");
                page.Append(value.Length == 0 ? "empty" : value).Append(" | ").Append(row.Meaning).Append(" |\n");
            }

            return page.ToString();
        }

        private static string ThisFile([CallerFilePath] string path = "")
        {
            return path;
        }
    }
}

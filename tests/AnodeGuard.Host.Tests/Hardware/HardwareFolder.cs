using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>The files of hardware/ that the firmware has to agree with.</summary>
    internal static class HardwareFolder
    {
        public static string PathOf(params string[] parts)
        {
            string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile()), "..", "..", "..", "hardware"));
            return Path.Combine(parts.Prepend(root).ToArray());
        }

        public static JsonElement Json(params string[] parts)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(parts)));
            return document.RootElement.Clone();
        }

        /// <summary>Rows of a CSV file without quotes, by column; a row with another number of fields is refused.</summary>
        public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(params string[] parts)
        {
            string path = PathOf(parts);
            string[] lines = File.ReadAllLines(path);
            string[] columns = lines[0].Split(',');
            List<IReadOnlyDictionary<string, string>> rows = [];
            for (int i = 1; i < lines.Length; i++)
            {
                string[] fields = lines[i].Split(',');
                if (fields.Length != columns.Length || lines[i].Contains('"', StringComparison.Ordinal))
                {
                    throw new InvalidDataException(path + " line " + (i + 1) + ": " + fields.Length + " fields instead of " + columns.Length);
                }

                rows.Add(columns.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
            }

            return rows;
        }

        public static double Number(string text)
        {
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private static string ThisFile([CallerFilePath] string path = "")
        {
            return path;
        }
    }
}

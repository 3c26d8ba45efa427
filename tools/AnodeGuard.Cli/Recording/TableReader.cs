using System.IO;
using System.Text;
using CsvHelper;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Opens the CSV library's reader where a table's header stands.</summary>
    internal static class TableReader
    {
        private const int LargestRecordBytes = 1 << 20;

        /// <summary>A reader of one table, in bounded memory.</summary>
        /// <param name="stream">The file from its start.</param>
        /// <param name="layout">Where the header stands, and what separates.</param>
        public static CsvReader Open(Stream stream, TableLayout layout)
        {
            CsvReaderOptions options = new CsvReaderOptions
            {
                Separator = layout.Separator,
                HasHeader = true,
                SkipEmptyLines = true,
                AllowLineBreaksInQuotes = false,
                MaxRecordSize = LargestRecordBytes,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                Encoding = layout.File.Text.Encoding is UTF8Encoding ? null : layout.File.Text.Encoding,
            };
            return CsvReader.Create(SkipLines(stream, layout.HeaderLine), options, false);
        }

        private static Stream SkipLines(Stream stream, int lines)
        {
            if (lines == 0)
            {
                return stream;
            }

            BufferedStream buffered = new BufferedStream(stream, 1 << 16);
            int value = 0;
            while (lines > 0 && value >= 0)
            {
                value = buffered.ReadByte();
                lines -= value == '\n' ? 1 : 0;
            }

            return buffered;
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using CsvHelper;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Looks at the rows that a table's beginning holds, before it is read in earnest.</summary>
    internal sealed class TableProbe
    {
        private readonly RecordingFile _file;
        private readonly char _separator;

        public TableProbe(RecordingFile file, char separator)
        {
            _file = file;
            _separator = separator;
        }

        /// <summary>Median time between two rows that hold a value of the column, microseconds; 0 where there are fewer than two.</summary>
        public long MedianSpacing(RecordingColumn time, RecordingColumn column)
        {
            List<long> spacings = new List<long>();
            long last = long.MinValue;
            Look(head =>
            {
                if (!TryRead(head, time, out long now))
                {
                    return false;
                }

                if (TryRead(head, column, out _))
                {
                    spacings.AddRange(last == long.MinValue ? [] : [now - last]);
                    last = now;
                }

                return true;
            });
            spacings.Sort();
            return spacings.Count == 0 ? 0 : Math.Max(0, spacings[spacings.Count / 2]);
        }

        /// <summary>The column holds nothing but zeros: cyclers write them for what was not measured.</summary>
        public bool IsZero(RecordingColumn column)
        {
            bool zero = true;
            Look(head =>
            {
                zero &= !TryRead(head, column, out long value) || value == 0;
                return zero;
            });
            return zero;
        }

        private bool TryRead(CsvReader head, RecordingColumn column, out long value)
        {
            value = 0;
            return head.FieldCount > column.Index
                && DecimalField.Parse(head.GetSpan(column.Index), _separator != ',', column.Unit, out value) == DecimalOutcome.Good;
        }

        private void Look(Func<CsvReader, bool> goOn)
        {
            int wholeLines = _file.Head.AsSpan().LastIndexOf((byte)'\n') + 1;
            using (CsvReader head = TableRecording.OpenReader(new MemoryStream(_file.Head, 0, wholeLines), _separator))
            {
                try
                {
                    while (head.Read() && goOn(head))
                    {
                    }
                }
                catch (CsvFormatException)
                {
                    // A malformed record ends the look ahead; the reading proper meets it again and says where it is.
                    return;
                }
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using CsvHelper;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Looks at the rows that a table's beginning holds, before it is read in earnest.</summary>
    internal sealed class TableProbe
    {
        private readonly TableLayout _layout;

        public TableProbe(TableLayout layout)
        {
            _layout = layout;
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

        /// <summary>
        /// The smallest difference that the column can show, in the core's unit, by the decimals it is written with; 0 where
        /// its numbers carry an exponent.
        /// </summary>
        public long Resolution(RecordingColumn column)
        {
            int decimals = 0;
            bool exponent = false;
            Look(head =>
            {
                ReadOnlySpan<byte> text = head.FieldCount > column.Index ? head.GetSpan(column.Index).Trim((byte)' ') : [];
                int point = text.LastIndexOfAny((byte)'.', (byte)',');
                decimals = Math.Max(decimals, point < 0 ? 0 : text.Length - point - 1);
                exponent |= text.IndexOfAny((byte)'e', (byte)'E') >= 0;
                return !exponent;
            });
            double resolution = column.Unit.Factor * Math.Pow(10, column.Unit.Power - decimals);
            return exponent ? 0 : (long)Math.Round(resolution);
        }

        /// <summary>The column holds times such as `12:34:56`.</summary>
        public bool IsDuration(RecordingColumn column)
        {
            bool colon = false;
            Look(head =>
            {
                colon = head.FieldCount > column.Index && head.GetSpan(column.Index).Contains((byte)':');
                return false;
            });
            return colon;
        }

        /// <summary>Seconds on the file's wall clock for 1 s in its time column; 0 where it cannot be told.</summary>
        public double ClockRatio(RecordingColumn time, RecordingColumn clock)
        {
            ClockWitness witness = new ClockWitness(clock, _layout.DecimalComma);
            Look(head =>
            {
                if (!TryRead(head, time, out long now) || head.FieldCount <= clock.Index)
                {
                    return false;
                }

                witness.See(head.GetSpan(clock.Index), now);
                return true;
            });
            return witness.TryCompare(out double clockSeconds, out double timeSeconds) && timeSeconds > 0 ? clockSeconds / timeSeconds : 0;
        }

        private bool TryRead(CsvReader head, RecordingColumn column, out long value)
        {
            value = 0;
            return head.FieldCount > column.Index
                && column.Parse(head.GetSpan(column.Index), _layout.DecimalComma, out value) == DecimalOutcome.Good;
        }

        private void Look(Func<CsvReader, bool> goOn)
        {
            byte[] start = _layout.File.Head;
            int wholeLines = start.Length < RecordingFile.HeadBytes ? start.Length : start.AsSpan().LastIndexOf((byte)'\n') + 1;
            using (MemoryStream stream = new MemoryStream(start, 0, wholeLines))
            using (CsvReader head = TableReader.Open(stream, _layout))
            {
                try
                {
                    while (head.Read() && (IsBetweenRecords(head) || goOn(head)))
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

        private bool IsBetweenRecords(CsvReader head)
        {
            return _layout.IsNested && (head.GetSpan(0).Length > 0 || (head.FieldCount > 1 && head.GetSpan(1).Length > 0));
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Output;
using CsvHelper;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>A recording that is a table with one header line: what all CSV formats have in common once their columns are known.</summary>
    internal sealed class TableRecording : IRecording
    {
        private const int LargestRecordBytes = 1 << 20;

        private readonly string _fileName;
        private readonly CsvReader _reader;
        private readonly RecordingColumn[] _columns;
        private readonly bool _decimalComma;
        private readonly int _fieldsNeeded;
        private readonly TableProbe _probe;
        private long _lastTime = long.MinValue;

        /// <summary>Opens a table.</summary>
        /// <param name="file">The file.</param>
        /// <param name="format">Name of the format.</param>
        /// <param name="separator">Between two fields.</param>
        /// <param name="columns">Where the channels stand; time, voltage and current among them.</param>
        /// <param name="notes">How the file was understood.</param>
        public TableRecording(RecordingFile file, string format, char separator, IReadOnlyList<RecordingColumn> columns, IReadOnlyList<string> notes)
        {
            _fileName = file.Name;
            Format = format;
            Notes = notes;
            _columns = columns.ToArray();
            _decimalComma = separator != ',';
            _fieldsNeeded = columns.Max(column => column.Index) + 1;
            _probe = new TableProbe(file, separator);
            _reader = OpenReader(file.OpenStream(), separator);
        }

        /// <inheritdoc />
        public string Format { get; }

        /// <inheritdoc />
        public IReadOnlyList<string> Notes { get; }

        /// <inheritdoc />
        public bool Has(Quantity channel)
        {
            return Array.Exists(_columns, column => column.Quantity == channel);
        }

        /// <inheritdoc />
        public long TypicalSpacingMicroseconds(Quantity channel)
        {
            RecordingColumn time = Array.Find(_columns, column => column.Quantity == Quantity.Time);
            RecordingColumn column = Array.Find(_columns, column => column.Quantity == channel);
            return column == null ? 0 : _probe.MedianSpacing(time, column);
        }

        /// <inheritdoc />
        public bool Read(RecordingRow into)
        {
            if (!ReadRecord())
            {
                return false;
            }

            if (_reader.FieldCount < _fieldsNeeded)
            {
                throw new InputException(Place() + ": the row ends after " + _reader.FieldCount + " of " + _fieldsNeeded + " columns that are needed");
            }

            into.HasSense = false;
            into.HasTemperature = false;
            foreach (RecordingColumn column in _columns)
            {
                Take(column, into);
            }

            return true;
        }

        /// <inheritdoc />
        public void Dispose()
        {
            _reader.Dispose();
        }

        /// <summary>A reader of one table, in bounded memory.</summary>
        internal static CsvReader OpenReader(Stream stream, char separator)
        {
            CsvReaderOptions options = new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = true,
                SkipEmptyLines = true,
                AllowLineBreaksInQuotes = false,
                MaxRecordSize = LargestRecordBytes,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
            };
            return CsvReader.Create(stream, options, false);
        }

        private bool ReadRecord()
        {
            try
            {
                return _reader.Read();
            }
            catch (Exception exception) when (exception is CsvFormatException || exception is InvalidDataException || exception is IOException)
            {
                throw new InputException(_fileName + ", after row " + _reader.RowNumber + ": " + exception.Message, exception);
            }
        }

        private void Take(RecordingColumn column, RecordingRow into)
        {
            DecimalOutcome outcome = DecimalField.Parse(_reader.GetSpan(column.Index), _decimalComma, column.Unit, out long value);
            if (outcome == DecimalOutcome.Good && (value > column.LargestMagnitude || value < -column.LargestMagnitude))
            {
                outcome = DecimalOutcome.OutOfRange;
            }

            if (outcome != DecimalOutcome.Good)
            {
                if (outcome == DecimalOutcome.Empty && (column.Quantity == Quantity.Sense || column.Quantity == Quantity.CellTemperature))
                {
                    return;
                }

                throw new InputException(Complain(column, outcome));
            }

            switch (column.Quantity)
            {
                case Quantity.Time:
                    TakeTime(column, value, into);
                    break;
                case Quantity.Voltage:
                    into.CellMicrovolts = value;
                    break;
                case Quantity.Current:
                    into.CurrentNanoamperes = value;
                    break;
                case Quantity.Sense:
                    into.SenseMicrovolts = value;
                    into.HasSense = true;
                    break;
                default:
                    into.CellMillicelsius = value;
                    into.HasTemperature = true;
                    break;
            }
        }

        private void TakeTime(RecordingColumn column, long value, RecordingRow into)
        {
            if (value < _lastTime)
            {
                throw new InputException(Place() + ", column '" + column.Header + "': time goes back, to "
                    + FixedText.Of(value, 6) + " s from " + FixedText.Of(_lastTime, 6) + " s");
            }

            _lastTime = value;
            into.TimeMicroseconds = value;
        }

        private string Complain(RecordingColumn column, DecimalOutcome outcome)
        {
            string where = Place() + ", column '" + column.Header + "': ";
            if (outcome == DecimalOutcome.Empty)
            {
                return where + "no value";
            }

            string shown = Printable(_reader.GetString(column.Index));
            return where + "'" + shown + "' is " + (outcome == DecimalOutcome.OutOfRange
                ? "out of range (accepted: " + column.Accepted + ")"
                : "not a number");
        }

        private string Place()
        {
            return _fileName + ", row " + _reader.RowNumber + " (line " + _reader.LineNumber + ")";
        }

        private static string Printable(string text)
        {
            string cut = text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "...") : text;
            return string.Concat(cut.Select(character => char.IsControl(character) ? '?' : character));
        }
    }
}

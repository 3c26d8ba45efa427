using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Output;
using CsvHelper;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>A recording that is a table with one header line: what all formats have in common once their columns are known.</summary>
    internal sealed class TableRecording : IRecording
    {
        private readonly TableLayout _layout;
        private readonly CsvReader _reader;
        private readonly RecordingColumn[] _columns;
        private readonly RecordingColumn _stateColumn;
        private readonly RecordingColumn _clockColumn;
        private readonly int _fieldsNeeded;
        private readonly TableProbe _probe;
        private readonly StateSign _stateSign = new StateSign();
        private readonly StepClock _stepClock = new StepClock();
        private readonly ReaderFindings _findings;
        private readonly ClockWitness _clock;
        private byte[] _nestedState = [];
        private long? _nestedCycle;
        private long _lastTime = long.MinValue;

        /// <summary>Opens a table.</summary>
        public TableRecording(TableLayout layout)
        {
            _layout = layout;
            Notes = ColumnNotes.Describe(layout.Header, layout.Columns).Concat(layout.Notes).ToArray();
            Guesses = layout.Guesses.Concat(Notes.Where(note => note == ColumnNotes.NoTemperature)).ToArray();
            _columns = layout.Columns.Where(column => column.Quantity != Quantity.State && column.Quantity != Quantity.Clock)
                .OrderBy(column => column.Quantity == Quantity.Step ? 0 : 1).ToArray();
            _stateColumn = layout.IsSignedByState ? layout.Find(Quantity.State) : null;
            _clockColumn = layout.Find(Quantity.Clock);
            _clock = _clockColumn == null ? null : new ClockWitness(_clockColumn, layout.DecimalComma);
            _fieldsNeeded = layout.Columns.Where(column => column.IsVital || column == _stateColumn).Max(column => column.Index) + 1;
            _probe = new TableProbe(layout);
            _findings = new ReaderFindings(layout);
            _reader = TableReader.Open(layout.File.OpenStream(), layout);
        }

        /// <inheritdoc />
        public string Format
        {
            get { return _layout.Format; }
        }

        /// <inheritdoc />
        public IReadOnlyList<string> Notes { get; }

        /// <inheritdoc />
        public IReadOnlyList<string> Guesses { get; }

        /// <inheritdoc />
        public IReadOnlyList<string> Findings
        {
            get { return _findings.Tell(_stateSign, _clock); }
        }

        /// <inheritdoc />
        public bool Has(Quantity channel)
        {
            return _layout.Find(channel) != null;
        }

        /// <inheritdoc />
        public long TypicalSpacingMicroseconds(Quantity channel)
        {
            RecordingColumn column = _layout.Find(channel);
            return column == null ? 0 : _probe.MedianSpacing(_layout.Find(Quantity.Time), column);
        }

        /// <inheritdoc />
        public long Resolution(Quantity channel)
        {
            RecordingColumn column = _layout.Find(channel);
            return column == null ? 0 : _probe.Resolution(column);
        }

        /// <inheritdoc />
        public bool Read(ref RecordingRow into)
        {
            if (!ReadRecord())
            {
                return false;
            }

            if (_reader.FieldCount < _fieldsNeeded)
            {
                throw new InputException(Place() + ": the row ends after " + _reader.FieldCount + " of " + _fieldsNeeded + " columns that are needed");
            }

            into.Clear();
            foreach (RecordingColumn column in _columns)
            {
                Take(column, ref into);
            }

            TakeSign(ref into);
            into.Cycle ??= _nestedCycle;
            if (_clock != null && _clockColumn.Index < _reader.FieldCount)
            {
                _clock.See(_reader.GetSpan(_clockColumn.Index), into.TimeMicroseconds);
            }

            return true;
        }

        /// <inheritdoc />
        public void Dispose()
        {
            _reader.Dispose();
        }

        private bool ReadRecord()
        {
            try
            {
                while (_reader.Read())
                {
                    if (!_layout.IsNested || !TakeBetweenRecords())
                    {
                        return true;
                    }
                }

                return false;
            }
            catch (Exception exception) when (exception is CsvFormatException || exception is InvalidDataException || exception is IOException)
            {
                throw new InputException(_layout.File.Name + ", after row " + _reader.RowNumber + ": " + exception.Message, exception);
            }
        }

        /// <summary>A cycle's or a step's own row: what it says holds for the records that follow.</summary>
        private bool TakeBetweenRecords()
        {
            if (_reader.GetSpan(0).Length > 0)
            {
                bool read = DecimalField.Parse(_reader.GetSpan(0), false, ColumnUnit.Count, out long cycle) == DecimalOutcome.Good;
                _nestedCycle = read ? cycle / 1000000 : _nestedCycle;
                return true;
            }

            if (_reader.FieldCount > 2 && _reader.GetSpan(1).Length > 0)
            {
                _nestedState = _reader.GetSpan(2).ToArray();
                _stepClock.BeginStep();
                return true;
            }

            return false;
        }

        private void Take(RecordingColumn column, ref RecordingRow into)
        {
            if (column.Index >= _reader.FieldCount)
            {
                return;
            }

            DecimalOutcome outcome = column.Parse(_reader.GetSpan(column.Index), _layout.DecimalComma, out long value);
            if (outcome != DecimalOutcome.Good)
            {
                bool optional = column.Quantity == Quantity.Sense || column.Quantity == Quantity.CellTemperature;
                if (outcome == DecimalOutcome.Empty && optional)
                {
                    return;
                }

                if (column.IsVital || optional)
                {
                    throw new InputException(Complain(column, outcome));
                }

                // Counts and capacities are for the table: a row can do without.
                _findings.Unreadable(column);
                return;
            }

            switch (column.Quantity)
            {
                case Quantity.Time:
                    TakeTime(column, value, ref into);
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
                    TakeSideValue(column, value, ref into);
                    break;
            }
        }

        private void TakeSideValue(RecordingColumn column, long value, ref RecordingRow into)
        {
            switch (column.Quantity)
            {
                case Quantity.CellTemperature:
                    into.HasTemperature = !_findings.IsBelowAbsoluteZero(column, value);
                    into.CellMillicelsius = value;
                    break;
                case Quantity.Cycle:
                    into.Cycle = _findings.Whole(column, value);
                    break;
                case Quantity.Step:
                    long step = _findings.Whole(column, value);
                    _stepClock.See(step);
                    break;
                case Quantity.ChargeCapacity:
                    into.ChargeNanoamperehours = value;
                    break;
                case Quantity.DischargeCapacity:
                    into.DischargeNanoamperehours = value;
                    break;
                default:
                    into.StepNanoamperehours = value;
                    break;
            }
        }

        private void TakeTime(RecordingColumn column, long value, ref RecordingRow into)
        {
            value = _layout.IsStepTime ? _stepClock.Unwrap(value) : value;
            if (value < _lastTime)
            {
                throw new InputException(Place() + ", column '" + column.Header + "': time goes back, to "
                    + FixedText.Of(value, 6) + " s from " + FixedText.Of(_lastTime, 6) + " s");
            }

            _lastTime = value;
            into.TimeMicroseconds = value;
        }

        private void TakeSign(ref RecordingRow into)
        {
            if (_layout.IsSignedByState)
            {
                ReadOnlySpan<byte> state = _stateColumn != null ? _reader.GetSpan(_stateColumn.Index) : _nestedState;
                into.CurrentNanoamperes = _stateSign.Apply(state, into.CurrentNanoamperes);
            }
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
            return _layout.File.Name + ", row " + _reader.RowNumber + " (line " + (_reader.LineNumber + _layout.HeaderLine) + ")";
        }

        private static string Printable(string text)
        {
            string cut = text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "...") : text;
            return string.Concat(cut.Select(character => char.IsControl(character) ? '?' : character));
        }
    }
}

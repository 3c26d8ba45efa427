using System;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>What all formats that are tables have in common: a line that is the header, columns by name, a few quirks.</summary>
    internal abstract class TableFormat : IRecordingFormat
    {
        private static readonly KnownColumn SenseColumn =
            new KnownColumn(Quantity.Sense, "Sense Voltage", "V_sense", "Sense", "Aux Voltage Sense", "Aux Sense", "Cu Sense");

        /// <inheritdoc />
        public abstract string Id { get; }

        /// <inheritdoc />
        public abstract string Name { get; }

        /// <summary>The columns that it knows.</summary>
        protected abstract KnownColumn[] Known { get; }

        /// <inheritdoc />
        public IRecording TryOpen(RecordingFile file, ColumnMap map)
        {
            int headerLine = FindHeader(file.Text, map);
            if (headerLine < 0)
            {
                return null;
            }

            TableLayout layout = new TableLayout(Name, file, headerLine);
            foreach (KnownColumn known in Known.Append(SenseColumn).Where(known => layout.Find(known.Quantity) == null))
            {
                RecordingColumn column = known.FindIn(layout.Header, out bool unitAssumed);
                if (column != null)
                {
                    layout.Columns.Add(column);
                    if (unitAssumed)
                    {
                        NoteUnit(layout, column);
                    }
                }
            }

            if (layout.Find(Quantity.ChargeCapacity) != null && layout.Find(Quantity.DischargeCapacity) != null)
            {
                layout.Columns.RemoveAll(column => column.Quantity == Quantity.StepCapacity);
            }

            map.Apply(layout);
            if (!layout.IsComplete)
            {
                return null;
            }

            Refine(layout);
            NoteSenseCandidates(layout);
            return new TableRecording(layout);
        }

        /// <summary>The line that holds the column names where the file is of this format; -1 where it is not.</summary>
        protected abstract int FindHeader(HeadText text, ColumnMap map);

        /// <summary>A column of which the header does not tell the unit.</summary>
        protected virtual void NoteUnit(TableLayout layout, RecordingColumn column)
        {
            layout.Notes.Add(column.Quantity == Quantity.Time && new TableProbe(layout).IsDuration(column)
                ? "'" + column.Header + "' is written as hours, minutes and seconds"
                : "'" + column.Header + "' names no unit: taken as " + column.Unit.Name);
        }

        /// <summary>What the format does otherwise.</summary>
        protected virtual void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
        }

        /// <summary>An auxiliary voltage may be the Cu layer; only the user knows.</summary>
        private static void NoteSenseCandidates(TableLayout layout)
        {
            if (layout.Find(Quantity.Sense) != null)
            {
                return;
            }

            for (int i = 0; i < layout.Header.Parts.Count; i++)
            {
                HeaderName part = layout.Header.Parts[i];
                bool isCounter = part.Is("ece", Quantity.Voltage, out _);
                bool isAuxiliary = (part.Whole.StartsWith("aux", StringComparison.Ordinal) && !part.Whole.Contains("temp"))
                    || part.Whole.StartsWith("analogin", StringComparison.Ordinal);
                if ((isCounter || isAuxiliary) && layout.Columns.All(column => column.Index != i))
                {
                    // Against a Cu layer wired as reference, the counter electrode is the anode: the sense voltage turned round.
                    layout.Notes.Add("'" + part.Text + "' is not watched; where it " + (isCounter ? "is measured against" : "is") + " the Cu layer, say --map \"sense="
                        + (isCounter ? "-" : string.Empty) + part.Text + "\"");
                    return;
                }
            }
        }

        /// <summary>Cyclers write zeros for a temperature that nothing measured.</summary>
        protected static void DropZeroTemperature(TableLayout layout)
        {
            RecordingColumn temperature = layout.Find(Quantity.CellTemperature);
            if (temperature != null && new TableProbe(layout).IsZero(temperature))
            {
                layout.Columns.Remove(temperature);
                layout.Guess("'" + temperature.Header + "' is 0 throughout: taken as not measured");
            }
        }
    }
}

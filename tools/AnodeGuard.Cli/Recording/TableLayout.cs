using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>How one file's table is to be read. A format fills it in; the recording reads by it.</summary>
    internal sealed class TableLayout
    {
        public TableLayout(string format, RecordingFile file, int headerLine)
        {
            Format = format;
            File = file;
            HeaderLine = headerLine;
            Header = TableHeader.Of(file.Text.Lines[headerLine]);
        }

        /// <summary>Name of the format.</summary>
        public string Format { get; }

        public RecordingFile File { get; }

        /// <summary>Lines before the header.</summary>
        public int HeaderLine { get; }

        public TableHeader Header { get; }

        /// <summary>Between two fields.</summary>
        public char Separator
        {
            get { return Header.Separator; }
        }

        /// <summary>A comma is a decimal point: it cannot be one where it separates.</summary>
        public bool DecimalComma
        {
            get { return Separator != ','; }
        }

        /// <summary>What is read; time, voltage and current have to be among them.</summary>
        public List<RecordingColumn> Columns { get; } = new List<RecordingColumn>();

        /// <summary>The current has no sign of its own, or not in every export: the state column tells it.</summary>
        public bool IsSignedByState { get; set; }

        /// <summary>Currents are unsigned by the format's own rule: nothing to report.</summary>
        public bool IsUnsigned { get; set; }

        /// <summary>The time starts anew with every step.</summary>
        public bool IsStepTime { get; set; }

        /// <summary>Rows of cycles and of steps stand between the records, which begin with two empty fields.</summary>
        public bool IsNested { get; set; }

        /// <summary>How the file was understood, beyond its columns.</summary>
        public List<string> Notes { get; } = new List<string>();

        /// <summary>Those of them that the file does not say itself: its user has to check them first.</summary>
        public List<string> Guesses { get; } = new List<string>();

        /// <summary>Notes something that was taken for want of a word in the file.</summary>
        public void Guess(string text)
        {
            Notes.Add(text);
            Guesses.Add(text);
        }

        /// <summary>The column of a quantity; null where there is none.</summary>
        public RecordingColumn Find(Quantity quantity)
        {
            return Columns.Find(column => column.Quantity == quantity);
        }

        /// <summary>Puts a column in the place of one of its quantity.</summary>
        public void Replace(RecordingColumn column)
        {
            Columns.RemoveAll(other => other.Quantity == column.Quantity);
            Columns.Add(column);
        }

        /// <summary>Time, voltage and current are there: a recording.</summary>
        public bool IsComplete
        {
            get { return Columns.Count(column => column.IsVital) == 3; }
        }
    }
}

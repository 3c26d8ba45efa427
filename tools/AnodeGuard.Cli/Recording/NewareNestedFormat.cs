using System;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Neware CSV in three levels: rows of cycles, rows of steps that begin with a comma, and records that begin with two.</summary>
    internal sealed class NewareNestedFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "neware-nested"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Neware CSV in three levels"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known
        {
            get { return NewareFormat.Records; }
        }

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            bool nested = text.Lines.Count > 2
                && text.Lines[0].Length > 0 && text.Lines[0][0] != ','
                && text.Lines[1].StartsWith(',') && !text.Lines[1].StartsWith(",,", StringComparison.Ordinal)
                && text.Lines[2].StartsWith(",,", StringComparison.Ordinal);
            return nested ? 2 : -1;
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            layout.IsNested = true;
            layout.IsSignedByState = true;
            NewareFormat.UseStepTime(layout);
            DropZeroTemperature(layout);
        }
    }
}

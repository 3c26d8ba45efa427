namespace AnodeGuard.Cli.Recording
{
    /// <summary>Maccor text, in its dialects: a preamble, tabs, US dates, times in seconds, minutes or `0d 00:00:5`, and currents without a sign, which the state C, D or R tells.</summary>
    internal sealed class MaccorFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "maccor"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Maccor text"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "TestTime", "Test Time"),
            new KnownColumn(Quantity.Voltage, "Volts", "Voltage"),
            new KnownColumn(Quantity.Current, "Amps", "Current"),
            new KnownColumn(Quantity.CellTemperature, "Temp 1", "Temperature", "Temp"),
            new KnownColumn(Quantity.Cycle, "Cyc#", "Cycle C", "Cycle"),
            new KnownColumn(Quantity.Step, "Step"),
            new KnownColumn(Quantity.StepCapacity, "Amp-hr", "Cap", "Capacity"),
            new KnownColumn(Quantity.State, "State", "Md"),
            new KnownColumn(Quantity.Clock, "DPt Time"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        /// <inheritdoc />
        protected override void NoteUnit(TableLayout layout, RecordingColumn column)
        {
            if (column.Quantity != Quantity.Time)
            {
                base.NoteUnit(layout, column);
            }
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
            SetTimeUnit(layout);
            RecordingColumn state = layout.Find(Quantity.State);
            layout.IsSignedByState = state != null;
            layout.IsUnsigned = true;
            layout.Guess(state != null
                ? "currents are unsigned: the sign is that of '" + state.Header + "', C charging, D discharging"
                : "currents are unsigned and no state column tells which discharge: all of them are read as they stand");
        }

        /// <summary>One dialect counts minutes and does not say so; the wall clock beside it does.</summary>
        private void SetTimeUnit(TableLayout layout)
        {
            RecordingColumn time = layout.Find(Quantity.Time);
            RecordingColumn clock = layout.Find(Quantity.Clock);
            if (layout.Header.Parts[time.Index].UnitFor(Quantity.Time) != null)
            {
                return;
            }

            if (new TableProbe(layout).IsDuration(time))
            {
                base.NoteUnit(layout, time);
                return;
            }

            double ratio = clock == null ? 0 : new TableProbe(layout).ClockRatio(time, clock);
            string unit = ratio is > 57 and < 63 ? "min" : ratio is > 3400 and < 3800 ? "h" : "s";
            ColumnUnit.TryFind(Quantity.Time, unit, out ColumnUnit told);
            layout.Replace(time with { Unit = told });
            layout.Guess("'" + time.Header + "' names no unit: taken as " + unit
                + (ratio > 0 ? ", by the wall clock in '" + clock.Header + "'" : "; no wall clock tells"));
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Separator == '\t' && header.Parts[0].Whole == "rec"
                && (header.Holds("Volts") || header.Holds(Quantity.Voltage, "Voltage"))
                && (header.Holds("Amps") || header.Holds(Quantity.Current, "Current"));
        }
    }
}

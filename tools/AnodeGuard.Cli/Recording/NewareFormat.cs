namespace AnodeGuard.Cli.Recording
{
    /// <summary>Neware CSV, one table, with English or Chinese headers, in UTF-8 or GBK; times `hh:mm:ss`, of the test or of the step.</summary>
    internal sealed class NewareFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "neware"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Neware CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Cumulative Time", "Total Time", "总时间", "测试时间", "Time", "时间", "Step Time", "相对时间"),
            new KnownColumn(Quantity.Voltage, "Voltage", "电压", "Vol"),
            new KnownColumn(Quantity.Current, "Current", "电流", "Cur"),
            new KnownColumn(Quantity.CellTemperature, "Temperature", "温度", "T1"),
            new KnownColumn(Quantity.Cycle, "Cycle Index", "循环号", "循环序号", "Cycle ID", "Cycle"),
            new KnownColumn(Quantity.Step, "Step Index", "工步号", "工步序号", "Step ID", "Step"),
            new KnownColumn(Quantity.ChargeCapacity, "Chg. Cap.", "充电容量", "Charge Capacity"),
            new KnownColumn(Quantity.DischargeCapacity, "DChg. Cap.", "放电容量", "Discharge Capacity"),
            new KnownColumn(Quantity.StepCapacity, "Capacity", "容量"),
            new KnownColumn(Quantity.State, "Step Type", "工步类型", "工步名称", "Step Name", "Status", "状态"),
            new KnownColumn(Quantity.Clock, "Date", "绝对时间", "系统时间", "Realtime", "Real time", "实时时间"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        /// <summary>The names of a table of records, which the nested export has as well.</summary>
        internal static KnownColumn[] Records { get; } = new NewareFormat().Known;

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
            UseStepTime(layout);
            layout.IsSignedByState = layout.Find(Quantity.State) != null;
        }

        /// <summary>Where no time runs through the whole test, that of the steps is put end to end.</summary>
        internal static void UseStepTime(TableLayout layout)
        {
            RecordingColumn time = layout.Find(Quantity.Time);
            string[] ofSteps = { "time", "时间", "steptime", "相对时间" };
            if (System.Array.Exists(ofSteps, name => layout.Header.Parts[time.Index].Is(name, Quantity.Time, out _)))
            {
                layout.IsStepTime = true;
                layout.Notes.Add("'" + time.Header + "' starts anew with every step: put end to end");
            }
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds("DataPoint", "Record number", "Record ID", "数据序号", "记录序号")
                && (header.Holds(Quantity.Voltage, "Voltage") || header.Holds(Quantity.Voltage, "电压") || header.Holds(Quantity.Voltage, "Vol"))
                && !header.Holds(Quantity.Time, "Test Time");
        }
    }
}

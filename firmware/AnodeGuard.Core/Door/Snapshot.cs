namespace AnodeGuard.Core
{
    /// <summary>
    /// Every channel of one instant: the only thing <see cref="Guard.Step"/> ever sees. The device loop, the emulated
    /// board, the replay tool and the tests fill one instance again and again. A channel that was not read for this
    /// snapshot keeps its older time, and so is not taken for a fresh one.
    /// </summary>
    public sealed class Snapshot
    {
        /// <summary>The instant, microseconds since start on a clock that never goes back.</summary>
        public long TimeMicroseconds;

        /// <summary>
        /// A fast turn of a board: since the step before, nothing has been written but the sense electrode's sample, the lines that
        /// every turn reads (injector, switch, comparators), what an operator wants, and the housing's samples, which a board takes
        /// between two cycles. False by default: everything is looked at, and the verdicts are the same. A recording does not keep it.
        /// </summary>
        public bool OnlySense;

        /// <summary>Cell voltage, cathode against anode, microvolts; INA228 bus input, positive only.</summary>
        public readonly Sample CellMicrovolts = new Sample();

        /// <summary>Cell voltage over the bipolar path (ADS1115 AIN1, -5 V to +5 V), microvolts.</summary>
        public readonly Sample CellBipolarMicrovolts = new Sample();

        /// <summary>Current of this instant, nanoamperes, positive when charging (plating on the anode).</summary>
        public readonly Sample CurrentNanoamperes = new Sample();

        /// <summary>
        /// Mean current, nanoamperes, over the interval from the previous sample of this channel to this one's time:
        /// a difference of the charge register, so that no charge is lost between samples.
        /// </summary>
        public readonly Sample MeanCurrentNanoamperes = new Sample();

        /// <summary>Voltage of the Cu layer against the anode, microvolts at the electrode.</summary>
        public readonly Sample SenseMicrovolts = new Sample();

        /// <summary>The front end's own 2.5 V reference as the converter sees it, microvolts.</summary>
        public readonly Sample ReferenceMicrovolts = new Sample();

        /// <summary>Cell temperature (NTC), thousandths of a degree Celsius.</summary>
        public readonly Sample CellMillicelsius = new Sample();

        /// <summary>Board temperature (TMP117), thousandths of a degree Celsius.</summary>
        public readonly Sample BoardMillicelsius = new Sample();

        /// <summary>Pressure in the housing, pascals, where a BME680 is fitted.</summary>
        public readonly Sample PressurePascals = new Sample();

        /// <summary>Gas sensor resistance, ohms, where a BME680 is fitted.</summary>
        public readonly Sample GasOhms = new Sample();

        /// <summary>
        /// Relative humidity in the housing, thousandths of a percent, where a BME680 is fitted. Told, not judged: it moves the gas sensor.
        /// </summary>
        public readonly Sample HumidityMillipercent = new Sample();

        /// <summary>All samples that are judged, but the sense electrode's, in the order of <see cref="ChannelSet"/>.</summary>
        internal readonly Sample[] BesideSense;

        /// <summary>A snapshot of nothing: no channel is fitted.</summary>
        public Snapshot()
        {
            BesideSense = new Sample[]
            {
                CellMicrovolts, CellBipolarMicrovolts, CurrentNanoamperes, MeanCurrentNanoamperes, ReferenceMicrovolts, CellMillicelsius,
                BoardMillicelsius, PressurePascals, GasOhms,
            };
        }

        /// <summary>What the test injector does to the sense node.</summary>
        public SenseDrive SenseDrive;

        /// <summary>Since when it does so, microseconds on the same clock.</summary>
        public long SenseDriveSinceMicroseconds;

        /// <summary>False where no switch is fitted (a recording): nothing is then said about the switch.</summary>
        public bool SwitchFitted;

        /// <summary>The switch as read back from the board, not as commanded.</summary>
        public bool SwitchClosed;

        /// <summary>The hardware collapse comparator (0.5 V on the sense node) says contact.</summary>
        public bool CollapseComparator;

        /// <summary>The hardware over-current comparator has tripped.</summary>
        public bool OverCurrentComparator;

        /// <summary>The boot record could not be read whole: what was latched before this start is not known.</summary>
        public bool StorageCorrupt;

        /// <summary>This start came from the external watchdog, not from power-on.</summary>
        public bool WatchdogReset;

        /// <summary>Connecting has ended in restarts of the firmware, and no connection has held since.</summary>
        public bool NetworkHang;

        /// <summary>An operator acknowledged the latched faults with this snapshot.</summary>
        public bool Acknowledge;

        /// <summary>Somebody wants the switch open, whatever the cell does (maintenance, restart): it is opened, and not armed.</summary>
        public bool HoldOpen;
    }
}

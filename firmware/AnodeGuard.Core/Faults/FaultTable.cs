namespace AnodeGuard.Core
{
    /// <summary>
    /// Every fault, one row each, in the order of <see cref="FaultId"/>. Limits that belong to the cell are in
    /// <see cref="GuardSettings"/>; the numbers of a detector stand in the detector. The loop never touches the texts.
    /// </summary>
    public static class FaultTable
    {
        private const byte Advisory = FaultLevel.Advisory;
        private const byte Warning = FaultLevel.Warning;
        private const byte Alarm = FaultLevel.Alarm;
        private const byte Report = FaultAction.None;
        private const byte Block = FaultAction.BlockArming;
        private const byte Open = FaultAction.OpenSwitch;
        private const byte Core = FaultDetector.Core;
        private const byte NotYet = FaultDetector.NotYet;
        private const bool Latch = true;
        private const bool NoLatch = false;

        /// <summary>The rows. Columns: id, name, levels from and to, debounce samples and microseconds, action and from which level, latch, detector; meaning, remedy, clearing.</summary>
        public static readonly FaultRow[] Rows =
        {
            new FaultRow(FaultId.SenseContactAnode, "sense-contact-anode", Alarm, Alarm, 2, 15000, Open, Alarm, Latch, Core,
                "The Cu layer lost its voltage against the anode faster than it can drift: metal from the anode has reached it.",
                "Keep the switch open. Do not charge this cell again; take it apart for inspection.",
                "The sense voltage is back near its slow baseline, and a self-test, where one found it, has passed again."),
            new FaultRow(FaultId.SenseContactCathode, "sense-contact-cathode", Alarm, Alarm, 2, 15000, Open, Alarm, Latch, Core,
                "The Cu layer rose towards the cathode: metal or a pinhole joins the two.",
                "Keep the switch open. Do not charge this cell again.",
                "The sense voltage is back near its slow baseline."),
            new FaultRow(FaultId.SenseLeadOpen, "sense-lead-open", Alarm, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "The sense node followed the self-test's pull: nothing holds it, the lead is cut.",
                "Mend the lead, wait for a passed self-test, acknowledge.",
                "A self-test finds the electrode again."),
            new FaultRow(FaultId.SenseNotArmed, "sense-not-armed", Alarm, Alarm, 1, 0, Block, Alarm, NoLatch, Core,
                "The Cu layer never showed a believable steady voltage: shorted from the start, or not connected.",
                "Check lead and cell. For a separator whose layer sits at 0 V by design, say so in the settings.",
                "A baseline was measured."),
            new FaultRow(FaultId.SenseLeakage, "sense-leakage", Warning, Warning, 1, 0, Open, Warning, Latch, Core,
                "The sense voltage wandered away from the commissioned baseline, slower than a contact: leakage drains or charges the layer.",
                "Stop charging. Look for moisture, residue or a damaged guard; then commission the baseline again.",
                "The slow baseline is back within half the limit of the commissioned one."),
            new FaultRow(FaultId.HardShort, "hard-short", Alarm, Alarm, 2, 50000, Open, Alarm, Latch, Core,
                "The cell voltage collapsed while no load explains it.",
                "Move away from the cell. The open switch cannot stop an internal short.",
                "The cell voltage is above the short level again."),
            new FaultRow(FaultId.SoftShort, "soft-short", Warning, Alarm, 2, 0, Open, Alarm, Latch, NotYet,
                "Two independent signs of a resistive internal short.", "Stop charging and rest the cell under watch.", "The signs are gone."),
            new FaultRow(FaultId.MicroShort, "micro-short", Advisory, Warning, 1, 0, Report, Warning, NoLatch, Core,
                "The cell voltage dipped and recovered within seconds while the current was steady: filaments touch and burn off. Warning from three in an hour.",
                "Watch their number per hour; stop charging when it grows. Where leads or contacts were moved, repeat in peace.", "None for an hour."),
            new FaultRow(FaultId.RestLeakage, "rest-leakage", Advisory, Warning, 2, 0, Block, Warning, NoLatch, Core,
                "The resting cell loses its voltage steadily, faster than its capacity allows: a resistive path inside, or a shuttle. Warning at five times the limit.",
                "Do not charge; rest the cell under watch. For chemistries with a shuttle raise limits.rest_leakage_c_rate.",
                "A rest shows less than seven tenths of the level's limit."),
            new FaultRow(FaultId.DepletionNear, "depletion-near", Warning, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "Salt is running out at an electrode surface (negative s: at the counter electrode). Dendrites start at depletion.",
                "Lower the current below the limiting current.",
                "|s| is 0.02 below the level's limit, or the current is back below the limiting current."),
            new FaultRow(FaultId.Depleted, "depleted", Alarm, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "No salt is left at an electrode surface: dendritic growth is under way.",
                "Keep the switch open; let the cell rest.",
                "|s| is below 1."),
            new FaultRow(FaultId.ResistanceRise, "resistance-rise", Advisory, Warning, 2, 0, Report, Warning, NoLatch, NotYet,
                "The cell's resistance grows: dead metal or interphase.", "Plan the end of the test.", "The trend has ended."),
            new FaultRow(FaultId.CoulombicLoss, "coulombic-loss", Advisory, Warning, 2, 0, Report, Warning, NoLatch, NotYet,
                "Less charge comes back than went in.", "Check for a soft short.", "The efficiency has recovered."),
            new FaultRow(FaultId.OverVoltage, "over-voltage", Alarm, Alarm, 3, 150000, Open, Alarm, Latch, Core,
                "The cell voltage is above its limit.", "Stop charging; check the cycler's limits.", "10 mV below the limit."),
            new FaultRow(FaultId.UnderVoltage, "under-voltage", Alarm, Alarm, 3, 150000, Open, Alarm, Latch, Core,
                "The cell voltage is below its limit.", "Stop discharging; check the cycler's limits.", "10 mV above the limit."),
            new FaultRow(FaultId.OverCurrentCharge, "over-current-charge", Alarm, Alarm, 2, 50000, Open, Alarm, Latch, Core,
                "The charging current is above its limit.", "Check the cycler's limits and the wiring.", "2 % below the limit."),
            new FaultRow(FaultId.OverCurrentDischarge, "over-current-discharge", Alarm, Alarm, 2, 50000, Open, Alarm, Latch, Core,
                "The discharging current is above its limit.", "Check the load and the wiring.", "2 % below the limit."),
            new FaultRow(FaultId.OverTemperature, "over-temperature", Warning, Alarm, 3, 150000, Open, Alarm, Latch, Core,
                "The cell is hotter than the settings or its metal allow; warning from 5 K below.",
                "Stop the current; cool the surroundings.", "1 K below the level's limit."),
            new FaultRow(FaultId.UnderTemperature, "under-temperature", Alarm, Alarm, 3, 150000, Open, Alarm, Latch, Core,
                "The cell is colder than its limit: the limiting current falls and metal grows rough.",
                "Warm the cell before charging.", "1 K above the limit."),
            new FaultRow(FaultId.GasRelease, "gas-release", Warning, Alarm, 3, 0, Open, Alarm, Latch, NotYet,
                "Pressure or gas rises in the housing.", "Ventilate; stop the current.", "The trend has ended."),
            new FaultRow(FaultId.SwitchFailed, "switch-failed", Alarm, Alarm, 2, 20000, Open, Alarm, Latch, Core,
                "The switch was told to open 50 ms ago and is still closed, or current still flows: the interlock to the cycler opens.",
                "Stop the cycler by hand. Replace the switch.",
                "The switch reads open and no current flows."),
            new FaultRow(FaultId.SensorStale, "sensor-stale", Warning, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "A channel has brought no value for too long; alarm where sense, voltage or current is missing.",
                "Check wiring and converter.", "Every fitted channel brings values again."),
            new FaultRow(FaultId.SensorImplausible, "sensor-implausible", Warning, Alarm, 3, 50000, Open, Alarm, Latch, Core,
                "A value that cannot be: outside what is physically possible, at a rail, changing too fast, or time runs backwards.",
                "Check wiring, reference and converter.", "All values are possible again."),
            new FaultRow(FaultId.SensorStuck, "sensor-stuck", Alarm, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "The sense converter repeats one code although noise must move it.",
                "Power the board off and on; replace the converter.", "The code moves."),
            new FaultRow(FaultId.SelfTestFailed, "self-test-failed", Alarm, Alarm, 1, 0, Open, Alarm, Latch, Core,
                "The sense path could not prove itself: its test is overdue, broke down, or the node moved too far under it.",
                "Check the injector and its relay.", "A self-test has passed."),
            new FaultRow(FaultId.StorageCorrupt, "storage-corrupt", Alarm, Alarm, 1, 0, Block, Alarm, Latch, Core,
                "The boot record or the stored settings did not survive.", "Check the settings, then acknowledge.", "At once."),
            new FaultRow(FaultId.WatchdogReset, "watchdog-reset", Alarm, Alarm, 1, 0, Block, Alarm, Latch, Core,
                "The watchdog had to restart the firmware.", "Read the record, then acknowledge.", "At once."),
            new FaultRow(FaultId.LimitingCurrentFall, "limiting-current-fall", Advisory, Alarm, 2, 0, Open, Alarm, Latch, NotYet,
                "The identified limiting current falls over the cycles: pores or area are being blocked.",
                "Lower the current; plan the end of the test.", "The identified limiting current has recovered."),
            new FaultRow(FaultId.StrippingPolarisation, "stripping-polarisation", Advisory, Warning, 2, 0, Report, Warning, NoLatch, NotYet,
                "The polarisation rose suddenly while stripping.", "Look for exhausted metal or a broken interphase.", "The half-cycle has ended."),
            new FaultRow(FaultId.StrippingResistanceRise, "stripping-resistance-rise", Advisory, Warning, 2, 0, Report, Warning, NoLatch, NotYet,
                "The resistance rises on the stripping side only: voids.", "Raise the stack pressure or lower the current.", "The trend has ended."),
            new FaultRow(FaultId.PlatedThickness, "plated-thickness", Advisory, Alarm, 1, 0, Open, Alarm, Latch, NotYet,
                "The metal plated is thicker than the free gap.", "Stop charging; strip the metal.", "The metal was stripped."),
            new FaultRow(FaultId.ThermalShutdown, "thermal-shutdown", Warning, Warning, 2, 0, Block, Warning, NoLatch, NotYet,
                "A hot cell lost its conduction: the separator has shut down.", "Do not charge; let it cool.", "The cell conducts again."),
            new FaultRow(FaultId.CellLeadOpen, "cell-lead-open", Alarm, Alarm, 2, 0, Open, Alarm, Latch, NotYet,
                "The cell is no longer connected.", "Check the cell's leads.", "The cell is connected again."),
            new FaultRow(FaultId.SenseIntermittent, "sense-intermittent", Advisory, Warning, 1, 0, Report, Warning, NoLatch, NotYet,
                "The sense electrode is touched and let go again and again.", "Stop charging; look at the trace.", "No touch for an hour."),
        };
    }
}

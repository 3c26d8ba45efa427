namespace AnodeGuard.Core
{
    /// <summary>
    /// Index of every fault in the fault table. Numbers are stable: latched faults are stored by them. New faults go
    /// to the end; none is ever reused.
    /// </summary>
    public static class FaultId
    {
        public const int SenseContactAnode = 0;
        public const int SenseContactCathode = 1;
        public const int SenseLeadOpen = 2;
        public const int SenseNotArmed = 3;
        public const int SenseLeakage = 4;
        public const int HardShort = 5;
        public const int SoftShort = 6;
        public const int MicroShort = 7;
        public const int RestLeakage = 8;
        public const int DepletionNear = 9;
        public const int Depleted = 10;
        public const int ResistanceRise = 11;
        public const int CoulombicLoss = 12;
        public const int OverVoltage = 13;
        public const int UnderVoltage = 14;
        public const int OverCurrentCharge = 15;
        public const int OverCurrentDischarge = 16;
        public const int OverTemperature = 17;
        public const int UnderTemperature = 18;
        public const int GasRelease = 19;
        public const int SwitchFailed = 20;
        public const int SensorStale = 21;
        public const int SensorImplausible = 22;
        public const int SensorStuck = 23;
        public const int SelfTestFailed = 24;
        public const int StorageCorrupt = 25;
        public const int WatchdogReset = 26;
        public const int LimitingCurrentFall = 27;
        public const int StrippingPolarisation = 28;
        public const int StrippingResistanceRise = 29;
        public const int PlatedThickness = 30;
        public const int ThermalShutdown = 31;
        public const int CellLeadOpen = 32;
        public const int SenseIntermittent = 33;
        public const int NetworkHang = 34;

        /// <summary>How many faults the table has.</summary>
        public const int Count = 35;
    }
}

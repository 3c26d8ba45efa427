namespace AnodeGuard.App
{
    /// <summary>
    /// Row numbers of <see cref="SettingsTable"/>, in the order in which they are listed: each is the one above it plus one,
    /// so that a new row changes two lines.
    /// </summary>
    internal static class SettingId
    {
        public const int Version = 0;
        public const int Chemistry = Version + 1;
        public const int Electrolyte = Chemistry + 1;
        public const int Area = Electrolyte + 1;
        public const int AreaFactor = Area + 1;
        public const int Capacity = AreaFactor + 1;
        public const int CellType = Capacity + 1;
        public const int LocalCurrentFactor = CellType + 1;
        public const int FreeGap = LocalCurrentFactor + 1;
        public const int MossDensity = FreeGap + 1;
        public const int FullVoltage = MossDensity + 1;
        public const int EmptyVoltage = FullVoltage + 1;
        public const int VoltagePerStateOfCharge = EmptyVoltage + 1;
        public const int LimitingCurrentDensity = VoltagePerStateOfCharge + 1;
        public const int DiffusionTime = LimitingCurrentDensity + 1;
        public const int Modes = DiffusionTime + 1;
        public const int LimitingCurrentActivation = Modes + 1;
        public const int DiffusionActivation = LimitingCurrentActivation + 1;
        public const int TemperatureTable = DiffusionActivation + 1;
        public const int AnionTransference = TemperatureTable + 1;
        public const int ThermodynamicFactor = AnionTransference + 1;
        public const int SaltConcentration = ThermodynamicFactor + 1;
        public const int SelfTestPeriod = SaltConcentration + 1;
        public const int Baseline = SelfTestPeriod + 1;
        public const int ZeroVoltByDesign = Baseline + 1;
        public const int SenseCapacitance = ZeroVoltByDesign + 1;
        public const int OverVoltage = SenseCapacitance + 1;
        public const int UnderVoltage = OverVoltage + 1;
        public const int OverCurrentCharge = UnderVoltage + 1;
        public const int OverCurrentDischarge = OverCurrentCharge + 1;
        public const int OverTemperature = OverCurrentDischarge + 1;
        public const int UnderTemperature = OverTemperature + 1;
        public const int OverPressure = UnderTemperature + 1;
        public const int PressureRise = OverPressure + 1;
        public const int RestLeakage = PressureRise + 1;
        public const int Shutdown = RestLeakage + 1;
        public const int ThermometersApart = Shutdown + 1;
        public const int DepletionWarning = ThermometersApart + 1;
        public const int DepletionAlarm = DepletionWarning + 1;
        public const int DepletionReaction = DepletionAlarm + 1;
        public const int RecommendedDepletion = DepletionReaction + 1;
        public const int RecommendedTime = RecommendedDepletion + 1;
        public const int SenseStale = RecommendedTime + 1;
        public const int CellStale = SenseStale + 1;
        public const int TemperatureStale = CellStale + 1;
        public const int ReadyAfterCycles = TemperatureStale + 1;
        public const int MqttHost = ReadyAfterCycles + 1;
        public const int MqttPort = MqttHost + 1;
        public const int MqttTls = MqttPort + 1;
        public const int MqttCa = MqttTls + 1;
        public const int MqttUser = MqttCa + 1;
        public const int MqttPassword = MqttUser + 1;
        public const int MqttKeepAlive = MqttPassword + 1;
        public const int ReportPeriod = MqttKeepAlive + 1;
        public const int FaultReportPeriod = ReportPeriod + 1;
        public const int ReportMean = FaultReportPeriod + 1;
        public const int DiscoveryPrefix = ReportMean + 1;
        public const int DeviceSite = DiscoveryPrefix + 1;
        public const int DeviceId = DeviceSite + 1;
        public const int CommissioningRequired = DeviceId + 1;
        public const int CommandKey = CommissioningRequired + 1;
        public const int RemoteArm = CommandKey + 1;
        public const int RecorderMemory = RemoteArm + 1;
        public const int GasSensor = RecorderMemory + 1;
        public const int WifiName = GasSensor + 1;
        public const int WifiPassword = WifiName + 1;

        public const int Count = WifiPassword + 1;
    }
}

namespace AnodeGuard.App
{
    /// <summary>Row numbers of <see cref="SettingsTable"/>, in the order in which they are listed.</summary>
    internal static class SettingId
    {
        public const int Version = 0;
        public const int Chemistry = 1;
        public const int Area = 2;
        public const int AreaFactor = 3;
        public const int Capacity = 4;
        public const int LimitingCurrentDensity = 5;
        public const int DiffusionTime = 6;
        public const int Modes = 7;
        public const int LimitingCurrentActivation = 8;
        public const int DiffusionActivation = 9;
        public const int SelfTestPeriod = 10;
        public const int Baseline = 11;
        public const int ZeroVoltByDesign = 12;
        public const int OverVoltage = 13;
        public const int UnderVoltage = 14;
        public const int OverCurrentCharge = 15;
        public const int OverCurrentDischarge = 16;
        public const int OverTemperature = 17;
        public const int UnderTemperature = 18;
        public const int DepletionWarning = 19;
        public const int DepletionAlarm = 20;
        public const int DepletionReaction = 21;
        public const int SenseStale = 22;
        public const int CellStale = 23;
        public const int TemperatureStale = 24;
        public const int ReadyAfterCycles = 25;
        public const int MqttHost = 26;
        public const int MqttPort = 27;
        public const int MqttTls = 28;
        public const int MqttCa = 29;
        public const int MqttUser = 30;
        public const int MqttPassword = 31;
        public const int MqttKeepAlive = 32;
        public const int ReportPeriod = 33;
        public const int FaultReportPeriod = 34;
        public const int DiscoveryPrefix = 35;
        public const int DeviceSite = 36;
        public const int DeviceId = 37;
        public const int WifiName = 38;
        public const int WifiPassword = 39;

        public const int Count = 40;
    }
}

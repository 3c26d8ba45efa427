using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Where each row of <see cref="SettingsTable"/> lives in <see cref="DeviceSettings"/>.</summary>
    internal static class SettingsValues
    {
        private const long Million = 1000000;

        /// <summary>A number, flag (0, 1) or chemistry, scaled as its row says.</summary>
        public static long GetNumber(DeviceSettings from, int id)
        {
            GuardSettings guard = from.Guard;
            switch (id)
            {
                case SettingId.Version: return from.Version;
                case SettingId.Chemistry: return (long)guard.Chemistry;
                case SettingId.Area: return guard.AreaSquareMicrometres;
                case SettingId.AreaFactor: return guard.AreaFactorMillionths;
                case SettingId.Capacity: return guard.CapacityMicroampereHours;
                case SettingId.Electrolyte: return (long)guard.Electrolyte;
                case SettingId.CellType: return (long)guard.CellType;
                case SettingId.LocalCurrentFactor: return guard.LocalCurrentFactorMillionths;
                case SettingId.FreeGap: return guard.FreeGapNanometres;
                case SettingId.MossDensity: return guard.MossDensityMillionths;
                case SettingId.FullVoltage: return guard.FullMicrovolts;
                case SettingId.EmptyVoltage: return guard.EmptyMicrovolts;
                case SettingId.VoltagePerStateOfCharge: return guard.VoltagePerStateOfChargeMicrovolts;
                case SettingId.LimitingCurrentDensity: return guard.LimitingCurrentDensityMicroamperesPerSquareMetre;
                case SettingId.DiffusionTime: return guard.DiffusionTimeMicroseconds;
                case SettingId.LimitingCurrentActivation: return guard.LimitingCurrentActivationJoulesPerMole;
                case SettingId.DiffusionActivation: return guard.DiffusionActivationJoulesPerMole;
                case SettingId.AnionTransference: return guard.AnionTransferenceMillionths;
                case SettingId.ThermodynamicFactor: return guard.ThermodynamicFactorMillionths;
                case SettingId.SaltConcentration: return guard.SaltMillimolesPerCubicMetre;
                case SettingId.SelfTestPeriod: return guard.SelfTestPeriodMicroseconds;
                case SettingId.Baseline: return guard.BaselineMicrovolts;
                case SettingId.ZeroVoltByDesign: return guard.ZeroVoltByDesign ? 1 : 0;
                case SettingId.SenseCapacitance: return guard.SenseNanofaradsPerSquareCentimetre;
                case SettingId.OverVoltage: return guard.OverVoltageMicrovolts;
                case SettingId.UnderVoltage: return guard.UnderVoltageMicrovolts;
                case SettingId.OverCurrentCharge: return guard.OverCurrentChargeNanoamperes;
                case SettingId.OverCurrentDischarge: return guard.OverCurrentDischargeNanoamperes;
                case SettingId.OverTemperature: return guard.OverTemperatureMillicelsius;
                case SettingId.UnderTemperature: return guard.UnderTemperatureMillicelsius;
                case SettingId.OverPressure: return guard.OverPressurePascals;
                case SettingId.PressureRise: return guard.PressureRisePascals;
                case SettingId.RestLeakage: return guard.RestLeakageMillionthsPerHour;
                case SettingId.Shutdown: return guard.ShutdownMillicelsius;
                case SettingId.ThermometersApart: return guard.ThermometersApartMillikelvin;
                case SettingId.DepletionWarning: return FromQ24(guard.DepletionWarningQ24);
                case SettingId.DepletionAlarm: return FromQ24(guard.DepletionAlarmQ24);
                case SettingId.DepletionReaction: return guard.DepletionReactionMicroseconds;
                case SettingId.RecommendedDepletion: return FromQ24(guard.RecommendedDepletionQ24);
                case SettingId.RecommendedTime: return guard.RecommendedMicroseconds;
                case SettingId.SenseStale: return guard.SenseStaleMicroseconds;
                case SettingId.CellStale: return guard.CellStaleMicroseconds;
                case SettingId.TemperatureStale: return guard.TemperatureStaleMicroseconds;
                case SettingId.ReadyAfterCycles: return guard.ReadyAfterCycles;
                case SettingId.CommissioningRequired: return from.CommissioningRequired ? 1 : 0;
                case SettingId.MqttPort: return from.MqttPort;
                case SettingId.MqttTls: return from.MqttUseTls ? 1 : 0;
                case SettingId.MqttKeepAlive: return from.MqttKeepAliveSeconds;
                case SettingId.ReportPeriod: return from.ReportPeriodMicroseconds;
                case SettingId.FaultReportPeriod: return from.FaultReportPeriodMicroseconds;
                case SettingId.ReportMean: return from.ReportMean ? 1 : 0;
                case SettingId.RemoteArm: return from.RemoteArm ? 1 : 0;
                case SettingId.GasSensor: return from.GasSensor ? 1 : 0;
                case SettingId.RecorderMemory: return from.RecorderKilobytes;
                default: return 0;
            }
        }

        /// <summary>Puts a checked number, flag or chemistry in its place.</summary>
        public static void SetNumber(DeviceSettings into, int id, long value)
        {
            GuardSettings guard = into.Guard;
            switch (id)
            {
                case SettingId.Version: into.Version = (int)value; break;
                case SettingId.Chemistry: guard.Chemistry = (Chemistry)value; break;
                case SettingId.Area: guard.AreaSquareMicrometres = value; break;
                case SettingId.AreaFactor: guard.AreaFactorMillionths = value; break;
                case SettingId.Capacity: guard.CapacityMicroampereHours = value; break;
                case SettingId.Electrolyte: guard.Electrolyte = (Electrolyte)value; break;
                case SettingId.CellType: guard.CellType = (CellType)value; break;
                case SettingId.LocalCurrentFactor: guard.LocalCurrentFactorMillionths = value; break;
                case SettingId.FreeGap: guard.FreeGapNanometres = value; break;
                case SettingId.MossDensity: guard.MossDensityMillionths = value; break;
                case SettingId.FullVoltage: guard.FullMicrovolts = value; break;
                case SettingId.EmptyVoltage: guard.EmptyMicrovolts = value; break;
                case SettingId.VoltagePerStateOfCharge: guard.VoltagePerStateOfChargeMicrovolts = value; break;
                case SettingId.LimitingCurrentDensity: guard.LimitingCurrentDensityMicroamperesPerSquareMetre = value; break;
                case SettingId.DiffusionTime: guard.DiffusionTimeMicroseconds = value; break;
                case SettingId.LimitingCurrentActivation: guard.LimitingCurrentActivationJoulesPerMole = value; break;
                case SettingId.DiffusionActivation: guard.DiffusionActivationJoulesPerMole = value; break;
                case SettingId.AnionTransference: guard.AnionTransferenceMillionths = value; break;
                case SettingId.ThermodynamicFactor: guard.ThermodynamicFactorMillionths = value; break;
                case SettingId.SaltConcentration: guard.SaltMillimolesPerCubicMetre = value; break;
                case SettingId.SelfTestPeriod: guard.SelfTestPeriodMicroseconds = value; break;
                case SettingId.Baseline: guard.BaselineMicrovolts = value; break;
                case SettingId.ZeroVoltByDesign: guard.ZeroVoltByDesign = value != 0; break;
                case SettingId.SenseCapacitance: guard.SenseNanofaradsPerSquareCentimetre = value; break;
                case SettingId.OverVoltage: guard.OverVoltageMicrovolts = value; break;
                case SettingId.UnderVoltage: guard.UnderVoltageMicrovolts = value; break;
                case SettingId.OverCurrentCharge: guard.OverCurrentChargeNanoamperes = value; break;
                case SettingId.OverCurrentDischarge: guard.OverCurrentDischargeNanoamperes = value; break;
                case SettingId.OverTemperature: guard.OverTemperatureMillicelsius = value; break;
                case SettingId.UnderTemperature: guard.UnderTemperatureMillicelsius = value; break;
                case SettingId.OverPressure: guard.OverPressurePascals = value; break;
                case SettingId.PressureRise: guard.PressureRisePascals = value; break;
                case SettingId.RestLeakage: guard.RestLeakageMillionthsPerHour = value; break;
                case SettingId.Shutdown: guard.ShutdownMillicelsius = value; break;
                case SettingId.ThermometersApart: guard.ThermometersApartMillikelvin = value; break;
                case SettingId.DepletionWarning: guard.DepletionWarningQ24 = ToQ24(value); break;
                case SettingId.DepletionAlarm: guard.DepletionAlarmQ24 = ToQ24(value); break;
                case SettingId.DepletionReaction: guard.DepletionReactionMicroseconds = value; break;
                case SettingId.RecommendedDepletion: guard.RecommendedDepletionQ24 = ToQ24(value); break;
                case SettingId.RecommendedTime: guard.RecommendedMicroseconds = value; break;
                case SettingId.SenseStale: guard.SenseStaleMicroseconds = value; break;
                case SettingId.CellStale: guard.CellStaleMicroseconds = value; break;
                case SettingId.TemperatureStale: guard.TemperatureStaleMicroseconds = value; break;
                case SettingId.ReadyAfterCycles: guard.ReadyAfterCycles = (int)value; break;
                case SettingId.CommissioningRequired: into.CommissioningRequired = value != 0; break;
                case SettingId.MqttPort: into.MqttPort = (int)value; break;
                case SettingId.MqttTls: into.MqttUseTls = value != 0; break;
                case SettingId.MqttKeepAlive: into.MqttKeepAliveSeconds = (int)value; break;
                case SettingId.ReportPeriod: into.ReportPeriodMicroseconds = value; break;
                case SettingId.FaultReportPeriod: into.FaultReportPeriodMicroseconds = value; break;
                case SettingId.ReportMean: into.ReportMean = value != 0; break;
                case SettingId.RemoteArm: into.RemoteArm = value != 0; break;
                case SettingId.GasSensor: into.GasSensor = value != 0; break;
                case SettingId.RecorderMemory: into.RecorderKilobytes = (int)value; break;
            }
        }

        /// <summary>A text.</summary>
        public static string GetText(DeviceSettings from, int id)
        {
            switch (id)
            {
                case SettingId.MqttHost: return from.MqttHost;
                case SettingId.MqttCa: return from.MqttCaCertificatePem;
                case SettingId.MqttUser: return from.MqttUser;
                case SettingId.MqttPassword: return from.MqttPassword;
                case SettingId.DiscoveryPrefix: return from.DiscoveryPrefix;
                case SettingId.DeviceSite: return from.DeviceSite;
                case SettingId.DeviceId: return from.DeviceId;
                case SettingId.CommandKey: return from.CommandKey;
                case SettingId.WifiName: return from.WifiName;
                case SettingId.WifiPassword: return from.WifiPassword;
                default: return "";
            }
        }

        /// <summary>Puts a checked text in its place.</summary>
        public static void SetText(DeviceSettings into, int id, string value)
        {
            switch (id)
            {
                case SettingId.MqttHost: into.MqttHost = value; break;
                case SettingId.MqttCa: into.MqttCaCertificatePem = value; break;
                case SettingId.MqttUser: into.MqttUser = value; break;
                case SettingId.MqttPassword: into.MqttPassword = value; break;
                case SettingId.DiscoveryPrefix: into.DiscoveryPrefix = value; break;
                case SettingId.DeviceSite: into.DeviceSite = value; break;
                case SettingId.DeviceId: into.DeviceId = value; break;
                case SettingId.CommandKey: into.CommandKey = value; break;
                case SettingId.WifiName: into.WifiName = value; break;
                case SettingId.WifiPassword: into.WifiPassword = value; break;
            }
        }

        /// <summary>The value as it stands in a document, a text without its quotes.</summary>
        public static string Show(DeviceSettings from, SettingRow row)
        {
            switch (row.Kind)
            {
                case SettingKind.Decimal:
                case SettingKind.Whole:
                    return DecimalText.Format(GetNumber(from, row.Id), row.Decimals);
                case SettingKind.Flag:
                    return GetNumber(from, row.Id) != 0 ? "true" : "false";
                case SettingKind.Chemistry:
                    return ShowChemistry(from.Guard.Chemistry);
                case SettingKind.Electrolyte:
                    return ShowElectrolyte(from.Guard.Electrolyte);
                case SettingKind.CellType:
                    return ShowCellType(from.Guard.CellType);
                case SettingKind.Modes:
                    return from.Guard.ModeRatesQ16 == null ? "built-in" : "given";
                case SettingKind.Temperatures:
                    return from.Guard.TableMillicelsius == null ? "none" : "given";
                default:
                    return row.Secret ? "" : GetText(from, row.Id);
            }
        }

        /// <summary>The name of a chemistry in the document.</summary>
        public static string ShowChemistry(Chemistry chemistry)
        {
            return chemistry == Chemistry.Sodium ? "na" : chemistry == Chemistry.Potassium ? "k" : "li";
        }

        /// <summary>An electrolyte as it stands in a document.</summary>
        public static string ShowElectrolyte(Electrolyte electrolyte)
        {
            switch (electrolyte)
            {
                case Electrolyte.Carbonate: return "carbonate";
                case Electrolyte.Ether: return "ether";
                case Electrolyte.Polymer: return "polymer";
                default: return "other";
            }
        }

        /// <summary>The name of a cell type in the document.</summary>
        public static string ShowCellType(CellType type)
        {
            return type == CellType.Symmetric ? "symmetric" : type == CellType.HalfCopper ? "half-copper" : "full";
        }

        private static long ToQ24(long millionths)
        {
            return ((millionths << 24) + (Million / 2)) / Million;
        }

        private static long FromQ24(long q24)
        {
            return ((q24 * Million) + (1 << 23)) >> 24;
        }
    }
}

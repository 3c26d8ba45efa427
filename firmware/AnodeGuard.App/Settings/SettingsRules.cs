namespace AnodeGuard.App
{
    /// <summary>What a single range cannot say: which characters a text may have, and which settings contradict another.</summary>
    internal static class SettingsRules
    {
        // IEEE 802.11, WPA2 passphrase.
        private const int ShortestWifiPassword = 8;

        private const string CertificateStart = "-----BEGIN CERTIFICATE-----";
        private const string CertificateEnd = "-----END CERTIFICATE-----";

        /// <summary>Whether a text is what its row accepts.</summary>
        public static bool IsText(SettingRow row, string text)
        {
            if (text.Length < row.Min || text.Length > row.Max)
            {
                return false;
            }

            if (row.Kind == SettingKind.Certificate)
            {
                return text.Length == 0 || (text.StartsWith(CertificateStart) && text.IndexOf(CertificateEnd) > 0);
            }

            if (row.Kind == SettingKind.Key)
            {
                return text.Length == 0 || HexText.Read(text, MessageCode.Size) != null;
            }

            for (int i = 0; i < text.Length; i++)
            {
                if (!IsAllowed(row.Kind, text[i]))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Looks for settings that contradict one another.</summary>
        /// <returns>Null, or the first contradiction.</returns>
        public static SettingsError Check(DeviceSettings settings)
        {
            SettingsTable table = new SettingsTable();
            SettingsError error = Above(settings, table[SettingId.OverVoltage], table[SettingId.UnderVoltage], 1);
            error = error ?? Above(settings, table[SettingId.OverTemperature], table[SettingId.UnderTemperature], 1);
            error = error ?? Above(settings, table[SettingId.DepletionAlarm], table[SettingId.DepletionWarning], 0);
            error = error ?? Above(settings, table[SettingId.ReportPeriod], table[SettingId.FaultReportPeriod], 0);
            if (error == null && settings.MqttHost.Length > 0 && settings.MqttUseTls && settings.MqttCaCertificatePem.Length == 0)
            {
                error = new SettingsError("mqtt.ca_pem", "nothing", "the PEM certificate of the broker's authority, because mqtt.tls is true");
            }

            int length = settings.WifiPassword.Length;
            if (error == null && length > 0 && length < ShortestWifiPassword)
            {
                error = new SettingsError("wifi.password", length.ToString() + " characters", "8 to 63 characters, or none for an open network");
            }

            return error;
        }

        private static SettingsError Above(DeviceSettings settings, SettingRow upper, SettingRow lower, long leastDistance)
        {
            long high = SettingsValues.GetNumber(settings, upper.Id);
            long low = SettingsValues.GetNumber(settings, lower.Id);
            if (high - low >= leastDistance)
            {
                return null;
            }

            string relation = leastDistance > 0 ? "more than " : "at least ";
            return new SettingsError(
                upper.Key,
                SettingsValues.Show(settings, upper),
                relation + lower.Key + ", which is " + SettingsValues.Show(settings, lower));
        }

        private static bool IsAllowed(SettingKind kind, char c)
        {
            if (kind == SettingKind.Text)
            {
                return c >= ' ' && c != 0x7F;
            }

            bool letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letterOrDigit || c == '-' || c == '_')
            {
                return true;
            }

            return kind == SettingKind.Host && (c == '.' || c == ':');
        }
    }
}

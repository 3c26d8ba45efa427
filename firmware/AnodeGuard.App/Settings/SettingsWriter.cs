namespace AnodeGuard.App
{
    /// <summary>
    /// Writes settings as the document that <see cref="SettingsDocument"/> reads back to the same values, bit for bit. To be
    /// shown, without secrets; to be stored, with them and with the given keys alone.
    /// </summary>
    internal static class SettingsWriter
    {
        private const int RateDecimals = 6;
        private const int WeightDecimals = 9;

        /// <summary>Writes the member <c>settings</c> with every key but the secret ones, and <c>secrets</c>: which of those are set.</summary>
        public static void WriteAll(JsonWriter json, DeviceSettings settings)
        {
            SettingsTable table = new SettingsTable();
            json.OpenObject("settings");
            WriteRows(json, table, settings, null);
            json.CloseObject();
            json.OpenArray("secrets");
            for (int i = 0; i < table.Count; i++)
            {
                if (table[i].Secret && SettingsValues.GetText(settings, table[i].Id).Length > 0)
                {
                    json.Item(table[i].Key);
                }
            }

            json.CloseArray();
        }

        /// <summary>Writes a document with the keys that were given, the secret ones too.</summary>
        /// <returns>False where it does not fit.</returns>
        public static bool WriteGiven(JsonWriter json, DeviceSettings settings, bool[] given)
        {
            json.Begin();
            WriteRows(json, new SettingsTable(), settings, given);
            return json.End();
        }

        private static void WriteRows(JsonWriter json, SettingsTable table, DeviceSettings settings, bool[] given)
        {
            string open = "";
            for (int i = 0; i < table.Count; i++)
            {
                SettingRow row = table[i];
                if (given == null ? row.Secret || IsUnset(row, settings) : !given[row.Id])
                {
                    continue;
                }

                // The rows of a group stand together in the table.
                int dot = row.Key.IndexOf('.');
                string group = dot < 0 ? "" : row.Key.Substring(0, dot);
                if (group != open)
                {
                    if (open.Length > 0)
                    {
                        json.CloseObject();
                    }

                    if (group.Length > 0)
                    {
                        json.OpenObject(group);
                    }

                    open = group;
                }

                WriteValue(json, row, row.Key.Substring(dot + 1), settings);
            }

            if (open.Length > 0)
            {
                json.CloseObject();
            }
        }

        /// <summary>A list that is not there is nothing that a document could hold.</summary>
        private static bool IsUnset(SettingRow row, DeviceSettings settings)
        {
            return (row.Kind == SettingKind.Modes && settings.Guard.ModeRatesQ16 == null)
                || (row.Kind == SettingKind.Temperatures && settings.Guard.TableMillicelsius == null);
        }

        private static void WriteValue(JsonWriter json, SettingRow row, string name, DeviceSettings settings)
        {
            switch (row.Kind)
            {
                case SettingKind.Decimal:
                case SettingKind.Whole:
                    json.Scaled(name, SettingsValues.GetNumber(settings, row.Id), row.Decimals);
                    break;
                case SettingKind.Flag:
                    json.Flag(name, SettingsValues.GetNumber(settings, row.Id) != 0);
                    break;
                case SettingKind.Modes:
                    WriteModes(json, name, settings);
                    break;
                case SettingKind.Temperatures:
                    WriteTemperatures(json, name, settings);
                    break;
                default:
                    json.Text(name, row.Secret ? SettingsValues.GetText(settings, row.Id) : SettingsValues.Show(settings, row));
                    break;
            }
        }

        private static void WriteModes(JsonWriter json, string name, DeviceSettings settings)
        {
            long[] rates = settings.Guard.ModeRatesQ16;
            long[] weights = settings.Guard.ModeWeightsQ31;
            json.OpenArray(name);
            for (int i = 0; i < rates.Length; i++)
            {
                // The nearest decimals. A rate is coarser than its decimals, and a weight was read from nine of them: both read
                // back the same.
                json.OpenItem();
                json.Scaled("rate", ((rates[i] * 1000000) + 32768) >> 16, RateDecimals);
                json.Scaled("weight", Weight(weights[i]), WeightDecimals);
                json.CloseObject();
            }

            json.CloseArray();
        }

        private static void WriteTemperatures(JsonWriter json, string name, DeviceSettings settings)
        {
            Core.GuardSettings guard = settings.Guard;
            json.OpenArray(name);
            for (int i = 0; i < guard.TableMillicelsius.Length; i++)
            {
                json.OpenItem();
                json.Scaled("temperature_c", guard.TableMillicelsius[i], 3);
                json.Scaled("limiting_current_density_a_m2", guard.TableLimitingMicroamperesPerSquareMetre[i], 6);
                json.Scaled("diffusion_time_s", guard.TableDiffusionMicroseconds[i], 6);
                json.CloseObject();
            }

            json.CloseArray();
        }

        /// <summary>Q31 to billionths: at most 2^33 times 10^9, 8.6e18, below 2^63.</summary>
        private static long Weight(long q31)
        {
            return ((q31 * 1000000000) + (1L << 30)) >> 31;
        }
    }
}

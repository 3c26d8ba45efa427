using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Reads <c>transport.temperature_table</c>: J* and t_D at two to five temperatures, ascending.</summary>
    internal static class SettingsTemperatures
    {
        /// <summary>An empty list of this kind.</summary>
        public static SettingsList List()
        {
            return new SettingsList(2, TemperatureTable.MostPoints, new SettingsListField[]
            {
                new SettingsListField("temperature_c", "C", -60000, 150000, 3),
                new SettingsListField("limiting_current_density_a_m2", "A/m2", 1000, 1000000000000, 6),
                new SettingsListField("diffusion_time_s", "s", 10000, 1000000000000, 6),
            });
        }

        /// <summary>Reads the list whose opening bracket was the last token.</summary>
        /// <returns>Null, or what is wrong.</returns>
        public static SettingsError Read(JsonReader reader, string key, GuardSettings into)
        {
            SettingsList list = List();
            SettingsError error = list.Read(reader, key);
            if (error == null)
            {
                into.TableMillicelsius = Copy(list.Values[0], list.Count);
                into.TableLimitingMicroamperesPerSquareMetre = Copy(list.Values[1], list.Count);
                into.TableDiffusionMicroseconds = Copy(list.Values[2], list.Count);
            }

            return error;
        }

        private static long[] Copy(long[] values, int count)
        {
            long[] copy = new long[count];
            for (int i = 0; i < count; i++)
            {
                copy[i] = values[i];
            }

            return copy;
        }
    }
}

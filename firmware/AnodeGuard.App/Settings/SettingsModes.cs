using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Reads <c>transport.modes</c>: a list of {"rate", "weight"}, rates ascending.</summary>
    internal static class SettingsModes
    {
        /// <summary>Longest list.</summary>
        public const int MaxModes = 16;

        private const long WeightOne = 1000000000;

        /// <summary>An empty list of this kind.</summary>
        public static SettingsList List()
        {
            return new SettingsList(1, MaxModes, new SettingsListField[]
            {
                new SettingsListField("rate", "per diffusion time", 1000, 1000000000000, 6),
                new SettingsListField("weight", "", -4 * WeightOne, 4 * WeightOne, 9),
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
                Store(into, list.Values[0], list.Values[1], list.Count);
            }

            return error;
        }

        private static void Store(GuardSettings into, long[] rates, long[] weights, int count)
        {
            into.ModeRatesQ16 = new long[count];
            into.ModeWeightsQ31 = new long[count];
            for (int i = 0; i < count; i++)
            {
                into.ModeRatesQ16[i] = ((rates[i] << 16) + 500000) / 1000000;

                // At most 4e9 * 2^31 = 8.6e18, below 2^63.
                long half = weights[i] < 0 ? -(WeightOne / 2) : WeightOne / 2;
                into.ModeWeightsQ31[i] = ((weights[i] * (1L << 31)) + half) / WeightOne;
            }
        }
    }
}

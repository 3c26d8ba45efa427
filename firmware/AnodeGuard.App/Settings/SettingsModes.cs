using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Reads <c>transport.modes</c>: a list of {"rate", "weight"}, rates ascending.</summary>
    internal static class SettingsModes
    {
        /// <summary>Longest list.</summary>
        public const int MaxModes = 16;

        private const int RateDecimals = 6;
        private const long LowestRate = 1000;
        private const long HighestRate = 1000000000000;
        private const int WeightDecimals = 9;
        private const long HighestWeight = 4000000000;
        private const long WeightOne = 1000000000;
        private const string AcceptedRate = "a number from 0.001 to 1000000, per diffusion time";
        private const string AcceptedWeight = "a number from -4 to 4";

        /// <summary>Reads the list whose opening bracket was the last token.</summary>
        /// <returns>Null, or what is wrong.</returns>
        public static SettingsError Read(JsonReader reader, string key, GuardSettings into)
        {
            long[] rates = new long[MaxModes];
            long[] weights = new long[MaxModes];
            int count = 0;
            JsonToken token = reader.Next();
            for (; token == JsonToken.ObjectStart && count < MaxModes; token = reader.Next())
            {
                string itemKey = key + "[" + count.ToString() + "]";
                SettingsError error = ReadMode(reader, itemKey, out rates[count], out weights[count]);
                if (error != null)
                {
                    return error;
                }

                if (count > 0 && rates[count] <= rates[count - 1])
                {
                    string found = DecimalText.Format(rates[count], RateDecimals);
                    return new SettingsError(itemKey + ".rate", found, "more than the rate before, " + DecimalText.Format(rates[count - 1], RateDecimals));
                }

                count++;
            }

            if (token == JsonToken.Error)
            {
                return SettingsDocument.Malformed(reader, key);
            }

            if (token != JsonToken.ArrayEnd || count == 0)
            {
                string found = count == MaxModes ? "more" : count == 0 && token == JsonToken.ArrayEnd ? "an empty list" : "another kind of item";
                return new SettingsError(key, found, "a list of 1 to " + MaxModes.ToString() + " {\"rate\", \"weight\"}");
            }

            Store(into, rates, weights, count);
            return null;
        }

        private static SettingsError ReadMode(JsonReader reader, string key, out long rate, out long weight)
        {
            bool haveRate = false;
            bool haveWeight = false;
            rate = 0;
            weight = 0;
            JsonToken token = reader.Next();
            for (; token == JsonToken.Name; token = reader.Next())
            {
                string name = reader.Value;
                string path = key + "." + name;
                bool isRate = name == "rate";
                if (!isRate && name != "weight")
                {
                    return new SettingsError(path, "an unknown key", "rate, weight");
                }

                if (isRate ? haveRate : haveWeight)
                {
                    return new SettingsError(path, "the key a second time", "each key once");
                }

                token = reader.Next();
                if (token == JsonToken.Error)
                {
                    return SettingsDocument.Malformed(reader, path);
                }

                bool good = token == JsonToken.Number && (isRate ? TryRate(reader.Value, out rate) : TryWeight(reader.Value, out weight));
                if (!good)
                {
                    return new SettingsError(path, SettingsDocument.Describe(reader, token), isRate ? AcceptedRate : AcceptedWeight);
                }

                haveRate |= isRate;
                haveWeight |= !isRate;
            }

            if (token == JsonToken.Error)
            {
                return SettingsDocument.Malformed(reader, key);
            }

            if (!haveRate || !haveWeight)
            {
                return new SettingsError(key + (haveRate ? ".weight" : ".rate"), "nothing", haveRate ? AcceptedWeight : AcceptedRate);
            }

            return null;
        }

        private static bool TryRate(string text, out long rate)
        {
            return DecimalText.TryScale(text, RateDecimals, out rate) && rate >= LowestRate && rate <= HighestRate;
        }

        private static bool TryWeight(string text, out long weight)
        {
            return DecimalText.TryScale(text, WeightDecimals, out weight) && weight >= -HighestWeight && weight <= HighestWeight;
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

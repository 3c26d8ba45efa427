namespace AnodeGuard.App
{
    /// <summary>Takes single values of a document, as their rows say.</summary>
    internal static class SettingsTaker
    {
        /// <summary>Puts the value that the reader stands on in its place; false where its row does not accept it.</summary>
        public static bool TryTake(DeviceSettings settings, JsonReader reader, SettingRow row, JsonToken token)
        {
            switch (row.Kind)
            {
                case SettingKind.Decimal:
                case SettingKind.Whole:
                    return token == JsonToken.Number && TryTakeNumber(settings, reader, row);
                case SettingKind.Flag:
                    SettingsValues.SetNumber(settings, row.Id, token == JsonToken.True ? 1 : 0);
                    return token == JsonToken.True || token == JsonToken.False;
                case SettingKind.Chemistry:
                    return token == JsonToken.Text && TryTakeChemistry(settings, reader, row);
                case SettingKind.Electrolyte:
                    return token == JsonToken.Text && TryTakeElectrolyte(settings, reader, row);
                case SettingKind.CellType:
                    return token == JsonToken.Text && TryTakeCellType(settings, reader, row);
                case SettingKind.Modes:
                case SettingKind.Temperatures:
                    return false;
                default:
                    bool good = token == JsonToken.Text && SettingsRules.IsText(row, reader.Value);
                    if (good)
                    {
                        SettingsValues.SetText(settings, row.Id, reader.Value);
                    }

                    return good;
            }
        }

        private static bool TryTakeNumber(DeviceSettings settings, JsonReader reader, SettingRow row)
        {
            if (row.Kind == SettingKind.Whole && reader.Value.IndexOfAny(new char[] { '.', 'e', 'E' }) >= 0)
            {
                return false;
            }

            if (!DecimalText.TryScale(reader.Value, row.Decimals, out long value) || value < row.Min || value > row.Max)
            {
                return false;
            }

            SettingsValues.SetNumber(settings, row.Id, value);
            return true;
        }

        private static bool TryTakeChemistry(DeviceSettings settings, JsonReader reader, SettingRow row)
        {
            for (int i = 0; i <= (int)Core.Chemistry.Potassium; i++)
            {
                if (SettingsValues.ShowChemistry((Core.Chemistry)i) == reader.Value)
                {
                    SettingsValues.SetNumber(settings, row.Id, i);
                    return true;
                }
            }

            return false;
        }

        private static bool TryTakeElectrolyte(DeviceSettings settings, JsonReader reader, SettingRow row)
        {
            for (int i = 0; i <= (int)Core.Electrolyte.Polymer; i++)
            {
                if (SettingsValues.ShowElectrolyte((Core.Electrolyte)i) == reader.Value)
                {
                    SettingsValues.SetNumber(settings, row.Id, i);
                    return true;
                }
            }

            return false;
        }

        private static bool TryTakeCellType(DeviceSettings settings, JsonReader reader, SettingRow row)
        {
            for (int i = 0; i <= (int)Core.CellType.HalfCopper; i++)
            {
                if (SettingsValues.ShowCellType((Core.CellType)i) == reader.Value)
                {
                    SettingsValues.SetNumber(settings, row.Id, i);
                    return true;
                }
            }

            return false;
        }
    }
}

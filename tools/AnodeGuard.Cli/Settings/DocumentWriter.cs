using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;

namespace AnodeGuard.Cli.Settings
{
    /// <summary>Makes a settings document of lines "key=value", with the dotted keys of the settings table.</summary>
    internal static class DocumentWriter
    {
        private const int PasswordBytes = 24;
        private const int CommandKeyBytes = 32;

        private static readonly JsonSerializerOptions Readable = new JsonSerializerOptions { WriteIndented = true };

        /// <summary>
        /// The document in UTF-8; unchecked but for keys and numbers. A value "@path" is what that file holds, "@@" stands for "@". A broker
        /// without a password gets one from the system's random source, and a user named after the device; a device with a broker
        /// gets a key for its commands.
        /// </summary>
        /// <exception cref="InputException">A line that is none, an unknown key, a value that is no number.</exception>
        public static byte[] FromLines(TextReader lines)
        {
            JsonObject document = new JsonObject { ["version"] = DeviceSettings.CurrentVersion };
            SettingsTable table = new SettingsTable();
            for (string line = lines.ReadLine(); line != null; line = lines.ReadLine())
            {
                if (line.Length > 0)
                {
                    Put(document, table, line);
                }
            }

            Complete(document);
            return Encoding.UTF8.GetBytes(document.ToJsonString(Readable) + "\n");
        }

        private static void Put(JsonObject document, SettingsTable table, string line)
        {
            int equals = line.IndexOf('=');
            if (equals < 0)
            {
                throw new InputException("settings write: '" + line + "' is not key=value");
            }

            string key = line[..equals];
            SettingRow row = table.Find(key)
                ?? throw new InputException("settings write: '" + key + "' is not a key of the settings" + Meant(table, key) + "; see SETTINGS.md");
            string value = line[(equals + 1)..];
            if (value.StartsWith("@@", StringComparison.Ordinal))
            {
                value = value[1..];
            }
            else if (value.StartsWith('@'))
            {
                value = Encoding.UTF8.GetString(SettingsFile.ReadBytes(value[1..]));
                value = row.Kind == SettingKind.Certificate ? value : value.TrimEnd('\r', '\n');
            }

            string[] names = key.Split('.');
            JsonObject into = names.Length == 1 ? document : Group(document, names[0]);
            if (names.Length > 1 && into.ContainsKey(names[1]))
            {
                throw new InputException("settings write: " + key + " is given twice");
            }

            into[names[^1]] = Value(row, value);
        }

        /// <summary>The keys that somebody may have meant who left a group's name out or took another's.</summary>
        private static string Meant(SettingsTable table, string key)
        {
            string last = key[(key.LastIndexOf('.') + 1)..];
            IEnumerable<string> keys = Enumerable.Range(0, table.Count).Select(row => table[row].Key)
                .Where(known => known.EndsWith("." + last, StringComparison.Ordinal));
            string meant = string.Join(" or ", keys);
            return meant.Length == 0 ? string.Empty : " (" + meant + " is)";
        }

        private static JsonObject Group(JsonObject document, string name)
        {
            if (document[name] is not JsonObject group)
            {
                group = new JsonObject();
                document[name] = group;
            }

            return group;
        }

        private static JsonNode Value(SettingRow row, string value)
        {
            switch (row.Kind)
            {
                case SettingKind.Decimal:
                case SettingKind.Whole:
                case SettingKind.Flag:
                case SettingKind.Modes:
                case SettingKind.Temperatures:
                    return Parse(row, value);
                default:
                    return JsonValue.Create(value);
            }
        }

        private static JsonNode Parse(SettingRow row, string value)
        {
            try
            {
                return JsonNode.Parse(value) ?? throw new InputException("settings write: " + row.Key + ": 'null' is not " + row.Accepted);
            }
            catch (JsonException exception)
            {
                throw new InputException("settings write: " + row.Key + ": '" + value + "' is not " + row.Accepted, exception);
            }
        }

        private static void Complete(JsonObject document)
        {
            if (document["mqtt"] is not JsonObject mqtt || string.IsNullOrEmpty((string)mqtt["host"]))
            {
                return;
            }

            if (!mqtt.ContainsKey("user"))
            {
                DeviceSettings defaults = new DeviceSettings();
                string site = (string)document["device"]?["site"] ?? defaults.DeviceSite;
                string id = (string)document["device"]?["id"] ?? defaults.DeviceId;

                // The slash is in neither name: no two devices get one user.
                mqtt["user"] = site + "/" + id;
            }

            JsonObject device = Group(document, "device");
            if (!device.ContainsKey("command_key"))
            {
                device["command_key"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(CommandKeyBytes));
            }

            if (!mqtt.ContainsKey("password"))
            {
                mqtt["password"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes)).Replace('+', '-').Replace('/', '_');
            }
        }
    }
}

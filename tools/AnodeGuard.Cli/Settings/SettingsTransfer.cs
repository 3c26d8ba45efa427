using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;

namespace AnodeGuard.Cli.Settings
{
    /// <summary>
    /// Settings from a device into a document and back, by its authenticated commands. Secrets take no part in it: a device
    /// does not tell them, and they are not sent over a broker.
    /// </summary>
    internal sealed class SettingsTransfer
    {
        // Counter, code and the names of the members around the arguments.
        private const int Envelope = 128;

        private static readonly JsonSerializerOptions Readable = new JsonSerializerOptions { WriteIndented = true };

        private readonly Func<string, string, JsonElement?> _ask;
        private readonly SettingsTable _table = new SettingsTable();

        /// <param name="ask">Sends a command with its arguments, and gives what came back.</param>
        public SettingsTransfer(Func<string, string, JsonElement?> ask)
        {
            _ask = ask;
        }

        /// <summary>What the device has, as a document in UTF-8.</summary>
        /// <exception cref="InputException">It is none that this program can read.</exception>
        public byte[] Export()
        {
            byte[] document = Encoding.UTF8.GetBytes(Stored().ToJsonString(Readable) + "\n");
            SettingsDocument.Parse(document, out SettingsError error);
            return error == null ? document : throw new InputException("settings export: of the device: " + error);
        }

        /// <summary>Sends what differs from the device's settings; keys that the document does not name stay.</summary>
        /// <param name="document">The document, in any version.</param>
        /// <param name="identity">Also the names of site and device.</param>
        /// <param name="send">False: only tell.</param>
        /// <param name="output">Takes a line for each key that changes.</param>
        /// <exception cref="InputException">The document, or the device, refuses it.</exception>
        public void Import(byte[] document, bool identity, bool send, TextWriter output)
        {
            byte[] today = SettingsChange.Apply(null, document, out SettingsError error)
                ?? throw new InputException("settings import: " + error);
            JsonObject wanted = JsonNode.Parse(today).AsObject();
            JsonObject stored = Stored();
            JsonObject change = new JsonObject();
            for (int i = 0; i < _table.Count; i++)
            {
                Compare(_table[i], wanted, stored, change, identity, output);
            }

            if (change.Count == 0)
            {
                output.WriteLine("nothing to change");
                return;
            }

            string arguments = new JsonObject { ["settings"] = change }.ToJsonString();
            if (arguments.Length + Envelope > CommandPayload.MaxBytes)
            {
                throw new InputException("settings import: " + arguments.Length + " bytes of changes do not fit into a command of "
                    + CommandPayload.MaxBytes + "; change fewer keys at a time, or use tools/flash");
            }

            if (send)
            {
                _ask("set-settings", arguments);
                output.WriteLine("taken: the device opens its switch and starts anew");
            }
        }

        private static JsonNode ValueOf(JsonObject document, string key)
        {
            string[] names = key.Split('.');
            return names.Length == 1 ? document[key] : document[names[0]]?[names[1]];
        }

        private static void Put(JsonObject document, string key, JsonNode value)
        {
            string[] names = key.Split('.');
            JsonObject group = document[names[0]] as JsonObject ?? new JsonObject();
            group[names[1]] = value;
            document[names[0]] = group;
        }

        private static void Compare(SettingRow row, JsonObject wanted, JsonObject stored, JsonObject change, bool identity, TextWriter output)
        {
            JsonNode value = ValueOf(wanted, row.Key);
            JsonNode before = ValueOf(stored, row.Key);
            if (value == null || row.Id == SettingId.Version || JsonNode.DeepEquals(value, before))
            {
                return;
            }

            if (row.Secret)
            {
                output.WriteLine(row.Key + ": left as it is, for a secret is not sent over a broker: use tools/flash");
                return;
            }

            if (!identity && (row.Id == SettingId.DeviceSite || row.Id == SettingId.DeviceId))
            {
                output.WriteLine(row.Key + ": left at " + before?.ToJsonString() + " (--identity changes it)");
                return;
            }

            output.WriteLine(row.Key + ": " + (before?.ToJsonString() ?? "not set") + " -> " + value.ToJsonString());
            Put(change, row.Key, value.DeepClone());
        }

        private JsonObject Stored()
        {
            JsonElement? result = _ask("get-settings", null);
            if (result is JsonElement told && told.ValueKind == JsonValueKind.Object && told.TryGetProperty("settings", out JsonElement settings)
                && settings.ValueKind == JsonValueKind.Object)
            {
                return JsonObject.Create(settings);
            }

            throw new InputException("settings: the device's answer holds no settings");
        }
    }
}

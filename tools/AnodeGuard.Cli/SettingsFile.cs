using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Cli
{
    /// <summary>Loads a settings document for a run on this machine.</summary>
    internal static class SettingsFile
    {
        private static readonly string[] OnlyForDevices = { "mqtt.", "device.", "wifi.", "version", "sense.self_test_period_s", "limits.cell_stale_s", "limits.sense_stale_s", "limits.temperature_stale_s" };

        /// <summary>Reads and checks a document; without a path, every default.</summary>
        /// <exception cref="InputException">It cannot be read, or was refused.</exception>
        public static DeviceSettings Load(string path)
        {
            if (path == null)
            {
                return SettingsDocument.Defaults();
            }

            DeviceSettings settings = SettingsDocument.Parse(WithoutMark(ReadBytes(path)), out SettingsError error);
            return error == null ? settings : throw new InputException("settings " + Path.GetFileName(path) + ": " + error);
        }

        /// <summary>Reads and checks a document that goes to a device, which takes it byte for byte.</summary>
        /// <exception cref="InputException">It cannot be read, or was refused.</exception>
        public static DeviceSettings LoadForDevice(string path)
        {
            byte[] bytes = ReadBytes(path);
            return WithoutMark(bytes).Length == bytes.Length
                ? Load(path)
                : throw new InputException("settings " + Path.GetFileName(path) + ": begins with a byte order mark, which a device refuses; save it as UTF-8 without one");
        }

        /// <summary>The defaults that were assumed and matter for a verdict on a recording.</summary>
        public static IReadOnlyList<AssumedDefault> AssumedForReplay(DeviceSettings settings)
        {
            return settings.AssumedDefaults
                .Where(assumed => !OnlyForDevices.Any(prefix => assumed.Key.StartsWith(prefix, StringComparison.Ordinal)))
                .ToArray();
        }

        /// <summary>What a document that was accepted says and matters for a verdict on a recording, key by key.</summary>
        public static IReadOnlyList<SettingNote> GivenForReplay(string path)
        {
            using (JsonDocument document = JsonDocument.Parse(WithoutMark(ReadBytes(path))))
            {
                return document.RootElement.EnumerateObject()
                    .SelectMany(group => group.Value.ValueKind == JsonValueKind.Object
                        ? group.Value.EnumerateObject().Select(entry => (Key: group.Name + "." + entry.Name, entry.Value))
                        : [(Key: group.Name, group.Value)])
                    .Where(entry => !OnlyForDevices.Any(prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
                    .Select(entry => new SettingNote(entry.Key, entry.Value.ToString(), Path.GetFileName(path)))
                    .ToArray();
            }
        }

        // Some editors put the mark in front of every UTF-8 file; on this machine it does no harm.
        private static byte[] WithoutMark(byte[] bytes)
        {
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        }

        /// <summary>The document's bytes.</summary>
        /// <exception cref="InputException">No such file, or it cannot be read.</exception>
        public static byte[] ReadBytes(string path)
        {
            try
            {
                return File.ReadAllBytes(path);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new InputException("settings " + path + " cannot be read: " + exception.Message, exception);
            }
        }
    }
}

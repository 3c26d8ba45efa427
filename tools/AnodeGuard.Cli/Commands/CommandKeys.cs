using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>
    /// The keys with which commands to devices are signed: a file with a line `SITE/DEVICE KEY` for each, the key being
    /// `device.command_key`, 64 hexadecimal digits. Lines that begin with # are passed over.
    /// </summary>
    internal sealed class CommandKeys
    {
        private const int KeyBytes = 32;

        private static readonly char[] Blanks = { ' ', '\t' };

        private readonly Dictionary<string, byte[]> _keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);

        /// <summary>Reads a file; without one there are no keys, and no command can be sent.</summary>
        /// <exception cref="InputException">It cannot be read, or a line is wrong. The line's text, which may be a key, is not repeated.</exception>
        public static CommandKeys Load(string path)
        {
            CommandKeys keys = new CommandKeys();
            if (path == null)
            {
                return keys;
            }

            try
            {
                int number = 0;
                foreach (string line in File.ReadLines(path))
                {
                    number++;
                    if (line.Length > 0 && line[0] != '#')
                    {
                        keys.Add(line, "--keys: " + path + ", line " + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    }
                }
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new InputException("--keys: " + path + " cannot be read: " + exception.Message, exception);
            }

            return keys;
        }

        /// <summary>Writes the line of a device into a file, in the place of one it had; the file is its owner's alone.</summary>
        /// <exception cref="InputException">The file is there and is none of keys, or cannot be written.</exception>
        public static void Put(string path, string device, string key)
        {
            string[] lines = [];
            if (File.Exists(path))
            {
                Load(path);
                lines = File.ReadAllLines(path);
            }

            using (AtomicFile file = AtomicFile.OpenPrivate(path, "keys"))
            {
                IEnumerable<string> others = lines.Where(line => line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() != device);
                file.Stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', others.Append(device + " " + key)) + "\n"));
                file.Commit();
            }
        }

        /// <summary>The devices that have a key, SITE/DEVICE, in alphabetical order.</summary>
        public IEnumerable<string> Devices
        {
            get { return _keys.Keys.Order(StringComparer.Ordinal); }
        }

        /// <summary>The key of a device; null where there is none.</summary>
        public byte[] Of(string device)
        {
            return _keys.GetValueOrDefault(device);
        }

        private void Add(string line, string where)
        {
            string[] parts = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2 || !DeviceTopic.IsName(parts[0]))
            {
                throw new InputException(where + ": accepted: SITE/DEVICE and its key, 64 hexadecimal digits");
            }

            byte[] key = parts[1].Length == 2 * KeyBytes ? FromHex(parts[1]) : null;
            if (key == null || !_keys.TryAdd(parts[0], key))
            {
                throw new InputException(where + ": " + (key == null ? "the key is not 64 hexadecimal digits" : parts[0] + " has a key already"));
            }
        }

        private static byte[] FromHex(string text)
        {
            try
            {
                return Convert.FromHexString(text);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}

using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>A command as a device takes it (MESSAGES.md, "cmd").</summary>
    internal static class SignedCommand
    {
        private const string Purpose = "anodeguard-command-1";

        /// <summary>The payload.</summary>
        /// <param name="device">SITE/DEVICE.</param>
        /// <param name="command">Name of the command.</param>
        /// <param name="counter">Above every counter that the device has taken before.</param>
        /// <param name="arguments">A JSON object on one line; null: none.</param>
        /// <param name="key">`device.command_key`.</param>
        public static byte[] Write(string device, string command, long counter, string arguments, byte[] key)
        {
            string digits = counter.ToString(CultureInfo.InvariantCulture);
            string told = string.Join('\n', Purpose, device.Replace('/', '\n'), command, digits, arguments ?? string.Empty);
            string mac = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(told)));
            return Encoding.UTF8.GetBytes("{\"counter\":" + digits + (arguments == null ? string.Empty : ",\"args\":" + arguments) + ",\"mac\":\"" + mac + "\"}");
        }
    }
}

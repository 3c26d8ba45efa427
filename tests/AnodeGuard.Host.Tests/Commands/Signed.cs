using System;
using System.Security.Cryptography;
using System.Text;
using AnodeGuard.Hal;
using AnodeGuard.Host.Tests.Reporting;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>Commands as a sender makes them, with .NET's own HMAC, from the words of MESSAGES.md.</summary>
    internal static class Signed
    {
        public static readonly byte[] Key = Convert.FromHexString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

        public static string KeyText => Convert.ToHexStringLower(Key);

        public static string Mac(string name, long counter, string args, string site = "lab", string device = "cell-7", byte[] key = null)
        {
            string text = "anodeguard-command-1\n" + site + "\n" + device + "\n" + name + "\n" + counter + "\n" + args;
            return Convert.ToHexStringLower(HMACSHA256.HashData(key ?? Key, Encoding.UTF8.GetBytes(text)));
        }

        public static string Payload(string name, long counter, string args = null)
        {
            return "{\"counter\":" + counter + (args == null ? "" : ",\"args\":" + args) + ",\"mac\":\"" + Mac(name, counter, args) + "\"}";
        }

        public static MqttInbound Command(string name, long counter, string args = null)
        {
            return Message(name, Payload(name, counter, args));
        }

        public static MqttInbound Message(string name, string payload)
        {
            return new MqttInbound { Topic = ReportBench.Root + "cmd/" + name, Payload = Encoding.UTF8.GetBytes(payload) };
        }
    }
}

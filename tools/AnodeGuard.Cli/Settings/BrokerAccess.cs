using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using AnodeGuard.App;

namespace AnodeGuard.Cli.Settings
{
    /// <summary>What a mosquitto broker has to know of a device: its password, hashed, and the topics that are its own.</summary>
    internal sealed class BrokerAccess
    {
        // mosquitto_passwd writes "$7$rounds$salt$hash": PBKDF2 with SHA-512. The password is random, so few rounds do.
        private const int Rounds = 101;
        private const int SaltBytes = 12;
        private const int HashBytes = 64;

        private static readonly string[] Published = { "status", "info", "state", "alarm", "event", "ack", "recording" };

        private readonly DeviceSettings _settings;

        /// <exception cref="InputException">The device has no user or password at a broker.</exception>
        public BrokerAccess(DeviceSettings settings)
        {
            if (settings.MqttUser.Length == 0 || settings.MqttPassword.Length == 0)
            {
                throw new InputException("settings broker: mqtt.user or mqtt.password is empty; the broker would have to take anybody");
            }

            _settings = settings;
        }

        public string Password
        {
            get { return _settings.MqttPassword; }
        }

        /// <summary>The line of a password file, with a new salt.</summary>
        public string PasswordLine()
        {
            return _settings.MqttUser + ":" + Hash(_settings.MqttPassword, RandomNumberGenerator.GetBytes(SaltBytes), Rounds);
        }

        /// <summary>A password as a password file holds it.</summary>
        public static string Hash(string password, byte[] salt, int rounds)
        {
            byte[] hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);
            return "$7$" + rounds + "$" + Convert.ToBase64String(salt) + "$" + Convert.ToBase64String(hash);
        }

        /// <summary>The lines of an access control file: its own topics to write, its commands to read, no more.</summary>
        public IEnumerable<string> AclLines()
        {
            string root = "anodeguard/" + _settings.DeviceSite + "/" + _settings.DeviceId + "/";
            yield return "user " + _settings.MqttUser;
            foreach (string topic in Published)
            {
                yield return "topic write " + root + topic;
            }

            yield return "topic read " + root + "cmd/#";
            if (_settings.DiscoveryPrefix.Length > 0)
            {
                yield return "topic write " + new ReportTopics(_settings).Discovery;
                yield return "topic read " + _settings.DiscoveryPrefix + "/status";
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AnodeGuard.Cli.Emulate;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>
    /// The options with which a verb is told its broker. TLS is the rule: without an authority only a broker on this very
    /// machine is spoken to, unless asked for. Passwords come from files: a command line is everybody's to read.
    /// </summary>
    internal sealed class BrokerOptions
    {
        private readonly Option<string> _broker = OptionOf.Text("--broker", "MQTT broker, HOST:PORT");
        private readonly Option<string> _authority = OptionOf.Text("--ca", "Certificate (PEM) of the authority that signed the broker's; switches TLS on");
        private readonly Option<bool> _plain = OptionOf.Flag("--no-tls", "Speak in the clear to a broker on another machine");
        private readonly Option<string> _user = OptionOf.Text("--user", "User at the broker");
        private readonly Option<string> _password = OptionOf.Text("--password-file", "File whose first line is the user's password");
        private readonly Option<string> _session = OptionOf.Text("--session", "Name of a session the broker keeps while this tool is away, so that events come later");

        private readonly bool _mayKeep;

        /// <param name="mayKeep">A session that the broker keeps can be asked for.</param>
        public BrokerOptions(bool mayKeep = true)
        {
            _mayKeep = mayKeep;
        }

        /// <summary>All of them, to be added to a command.</summary>
        public IEnumerable<Option> All
        {
            get
            {
                Option[] all = { _broker, _authority, _plain, _user, _password };
                return _mayKeep ? [.. all, _session] : all;
            }
        }

        /// <summary>What was asked for; null where no broker was named.</summary>
        /// <exception cref="InputException">It does not fit together, or a file cannot be read.</exception>
        public BrokerAccount Read(ParseResult parsed)
        {
            string text = parsed.GetValue(_broker);
            if (text == null)
            {
                return null;
            }

            BrokerAddress address = BrokerAddress.Parse(text)
                ?? throw new InputException("--broker: '" + text + "' is not HOST:PORT (port 1 to 65535)");
            string authority = parsed.GetValue(_authority);
            if (authority == null && !parsed.GetValue(_plain) && !IsThisMachine(address.Host))
            {
                throw new InputException("--broker: " + address + " is another machine; give --ca FILE (TLS), or --no-tls to speak in the clear");
            }

            string user = parsed.GetValue(_user);
            string password = parsed.GetValue(_password);
            if ((user == null) != (password == null))
            {
                throw new InputException(user == null ? "--password-file: --user is missing" : "--user: --password-file is missing");
            }

            return new BrokerAccount
            {
                Address = address,
                Authority = authority == null ? null : LoadAuthority(authority),
                User = user,
                Password = password == null ? null : SecretFile.FirstLine(password, "--password-file"),
                Session = _mayKeep ? parsed.GetValue(_session) : null,
            };
        }

        private static bool IsThisMachine(string host)
        {
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host, out IPAddress address) && IPAddress.IsLoopback(address));
        }

        private static X509Certificate2 LoadAuthority(string path)
        {
            try
            {
                return X509Certificate2.CreateFromPem(File.ReadAllText(path));
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is CryptographicException)
            {
                throw new InputException("--ca: " + path + " holds no PEM certificate that can be read: " + exception.Message, exception);
            }
        }
    }
}

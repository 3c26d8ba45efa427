using System.Security.Cryptography.X509Certificates;
using AnodeGuard.Cli.Emulate;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>A broker, and as whom a tool of this machine comes to it.</summary>
    internal sealed record BrokerAccount
    {
        /// <summary>Where it is.</summary>
        public BrokerAddress Address { get; init; }

        /// <summary>Authority that must have signed its certificate; null: no TLS.</summary>
        public X509Certificate2 Authority { get; init; }

        /// <summary>Null: anonymous.</summary>
        public string User { get; init; }

        public string Password { get; init; }

        /// <summary>
        /// Name of a session that the broker keeps while the tool is away, so that events come later; null: a session that
        /// ends with the connection.
        /// </summary>
        public string Session { get; init; }
    }
}

using System;
using System.Globalization;
using System.Net.Sockets;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>HOST:PORT of a broker.</summary>
    internal sealed record BrokerAddress(string Host, int Port)
    {
        private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

        /// <summary>Reads an address; the port may be left out (1883). Null where it is none.</summary>
        public static BrokerAddress Parse(string text)
        {
            int colon = text.LastIndexOf(':');
            string host = colon < 0 ? text : text[..colon];
            int port = 1883;
            bool good = colon < 0
                || (int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536);
            host = host.Trim('[', ']');
            return good && Uri.CheckHostName(host) != UriHostNameType.Unknown ? new BrokerAddress(host, port) : null;
        }

        /// <summary>Something listens there.</summary>
        /// <exception cref="InputException">Nothing does.</exception>
        public void CheckIsThere()
        {
            using (TcpClient client = new TcpClient())
            {
                try
                {
                    if (client.ConnectAsync(Host, Port).Wait(ConnectLimit))
                    {
                        return;
                    }
                }
                catch (AggregateException exception) when (exception.InnerException is SocketException)
                {
                    throw new InputException("--broker: nobody answers at " + this + ": " + exception.InnerException.Message, exception);
                }

                throw new InputException("--broker: nobody answers at " + this + " within 5 s");
            }
        }

        public override string ToString()
        {
            return Host + ":" + Port.ToString(CultureInfo.InvariantCulture);
        }
    }
}

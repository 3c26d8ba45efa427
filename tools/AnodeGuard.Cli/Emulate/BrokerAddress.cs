using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

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

        /// <summary>An MQTT broker answers there and lets us in, within 5 s.</summary>
        /// <exception cref="InputException">It does not.</exception>
        public void CheckIsThere()
        {
            using (CancellationTokenSource limit = new CancellationTokenSource(ConnectLimit))
            {
                byte[] answer = new byte[4];
                try
                {
                    // On the pool: a caller's synchronisation context must not be waited on.
                    Task.Run(() => Greet(answer, limit.Token)).GetAwaiter().GetResult();
                }
                catch (OperationCanceledException exception)
                {
                    throw new InputException("--broker: nobody answers at " + this + " within 5 s", exception);
                }
                catch (Exception exception) when (exception is SocketException || exception is IOException)
                {
                    throw new InputException("--broker: nobody answers at " + this + ": " + exception.Message, exception);
                }
            }
        }

        // A clean session of MQTT 3.1.1 (section 3.1): what the device speaks. Its answer, CONNACK, is four bytes (3.2).
        private async Task Greet(byte[] answer, CancellationToken limit)
        {
            using (TcpClient client = new TcpClient())
            {
                await client.ConnectAsync(Host, Port, limit).ConfigureAwait(false);
                byte[] name = Encoding.ASCII.GetBytes("anodeguard-check-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                byte[] head = { 0x10, (byte)(12 + name.Length), 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 10, 0, (byte)name.Length };
                NetworkStream stream = client.GetStream();

                // In one piece: who hangs up on half a greeting would take its own answer with it.
                byte[] greeting = [.. head, .. name];
                await stream.WriteAsync(greeting, limit).ConfigureAwait(false);
                await stream.ReadExactlyAsync(answer, limit).ConfigureAwait(false);
                CheckAnswer(answer);
                byte[] disconnect = { 0xE0, 0 };
                await stream.WriteAsync(disconnect, limit).ConfigureAwait(false);
            }
        }

        private void CheckAnswer(byte[] answer)
        {
            if (answer[0] != 0x20 || answer[1] != 2)
            {
                throw new InputException("--broker: what answers at " + this + " is no MQTT broker");
            }

            if (answer[3] != 0)
            {
                throw new InputException("--broker: " + this + " refuses the connection (MQTT return code "
                    + answer[3].ToString(CultureInfo.InvariantCulture) + "); accepted: a broker that lets clients in without a password");
            }
        }

        public override string ToString()
        {
            return Host + ":" + Port.ToString(CultureInfo.InvariantCulture);
        }
    }
}

using System;
using System.Linq;
using System.Net;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>Where the page is served.</summary>
    /// <param name="Address">An address of this machine.</param>
    /// <param name="Port">0: one that is free.</param>
    internal sealed record ListenAddress(IPAddress Address, int Port)
    {
        /// <summary>Where nothing else was said.</summary>
        public const string Default = "127.0.0.1:8377";

        /// <summary>Only this machine reaches it.</summary>
        public bool IsLoopback
        {
            get { return IPAddress.IsLoopback(Address); }
        }

        /// <summary>Reads ADDRESS:PORT.</summary>
        /// <exception cref="InputException">It is none.</exception>
        public static ListenAddress Parse(string text)
        {
            // A port has to be given: IPEndPoint would take an address alone for port 0.
            string numeric = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
            bool namesPort = numeric.LastIndexOf(':') > numeric.LastIndexOf(']') && (numeric.StartsWith('[') || numeric.Count(letter => letter == ':') == 1);
            return namesPort && IPEndPoint.TryParse(numeric, out IPEndPoint point)
                ? new ListenAddress(point.Address, point.Port)
                : throw new InputException("--listen: '" + text + "' is not ADDRESS:PORT (an IP address of this machine; port 0 to 65535)");
        }
    }
}

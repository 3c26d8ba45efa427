using System;
using System.Collections.Generic;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks
{
    /// <summary>What the network or the heap does to the firmware while metal touches the Cu layer.</summary>
    /// <param name="Name">For the table.</param>
    /// <param name="Begin">Called once, when the trouble begins.</param>
    /// <param name="CollectionMicroseconds">Length of a collection, five a second; 0: none.</param>
    /// <param name="UsesTls">A good connection has to make a handshake.</param>
    internal sealed record LatencyCase(
        string Name, Action<EmulatedMachine, EmulatedBroker> Begin, int CollectionMicroseconds = 0, bool UsesTls = false)
    {
        /// <summary>All of them, the quiet one first.</summary>
        public static IReadOnlyList<LatencyCase> All { get; } =
        [
            new LatencyCase("quiet", (_, _) => { }),
            new LatencyCase("collections of 70 ms, 5 a second", (_, _) => { }, 70_000),
            new LatencyCase("broker hung (no greeting)", (m, b) => Lose(m, b, NetworkTrouble.BrokerHung)),
            new LatencyCase("network dead", (m, b) =>
            {
                m.Network.Available = false;
                b.Lose(false);
            }),
            new LatencyCase("name server silent (7 s native)", (m, b) => Lose(m, b, NetworkTrouble.NameServerSilent)),
            new LatencyCase("TLS reconnect (1.25 s native)", (m, b) => Lose(m, b, NetworkTrouble.None), 0, true),
            new LatencyCase("TLS refused (1.25 s native)", (m, b) => Lose(m, b, NetworkTrouble.TlsRefused), 0, true),
            new LatencyCase("TLS silent (native, no limit)", (m, b) => Lose(m, b, NetworkTrouble.TlsSilent), 0, true),
        ];

        public static LatencyCase Get(string start)
        {
            foreach (LatencyCase one in All)
            {
                if (one.Name.StartsWith(start, StringComparison.Ordinal))
                {
                    return one;
                }
            }

            throw new ArgumentException("no case begins with " + start);
        }

        private static void Lose(EmulatedMachine machine, EmulatedBroker broker, NetworkTrouble trouble)
        {
            machine.Network.Trouble = trouble;
            broker.Lose(true);
        }
    }
}

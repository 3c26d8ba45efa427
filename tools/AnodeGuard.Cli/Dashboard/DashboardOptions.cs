using System;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>What a dashboard is asked to do.</summary>
    internal sealed class DashboardOptions
    {
        /// <summary>Which broker, and as whom.</summary>
        public BrokerAccount Broker { get; init; }

        /// <summary>Where the page is served.</summary>
        public ListenAddress Listen { get; init; }

        /// <summary>What visitors have to know; null: nothing.</summary>
        public string Token { get; init; }

        /// <summary>File of the history; null: one that is gone at the end.</summary>
        public string History { get; init; }

        /// <summary>Older messages are removed; null: none.</summary>
        public TimeSpan? Keep { get; init; }

        /// <summary>Keys of the devices that may be commanded.</summary>
        public CommandKeys Keys { get; init; } = CommandKeys.Load(null);
    }
}

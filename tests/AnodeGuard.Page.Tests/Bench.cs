using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Dashboard;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Mqtt;

namespace AnodeGuard.Page.Tests
{
    /// <summary>A real broker, the dashboard on it, and boards that are switched on as a test needs them.</summary>
    internal sealed class Bench : IDisposable
    {
        private readonly List<(CancellationTokenSource Stop, Thread Thread)> _boards = [];
        private readonly List<string> _said = [];

        public Bench(DashboardOptions options = null)
        {
            Broker = new Mosquitto();
            Address = new BrokerAddress("127.0.0.1", Broker.Port);
            Server = new DashboardServer(
                new DashboardOptions
                {
                    Broker = new BrokerAccount { Address = Address },
                    Listen = options?.Listen ?? ListenAddress.Parse("127.0.0.1:0"),
                    Token = options?.Token,
                    History = options?.History,
                    Keys = options?.Keys ?? CommandKeys.Load(null),
                },
                line =>
                {
                    lock (_said)
                    {
                        _said.Add(line);
                    }
                });
        }

        public Mosquitto Broker { get; }

        public BrokerAddress Address { get; }

        public DashboardServer Server { get; }

        /// <summary>Where the page is.</summary>
        public string Url
        {
            get { return "http://127.0.0.1:" + Server.Port.ToString(CultureInfo.InvariantCulture) + "/"; }
        }

        /// <summary>Where screenshots go: a folder of the build, or the one that ANODEGUARD_SCREENSHOTS names.</summary>
        public static string Screenshot(string name)
        {
            string folder = Environment.GetEnvironmentVariable("ANODEGUARD_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");
            Directory.CreateDirectory(folder);
            return Path.Combine(folder, name);
        }

        /// <summary>Switches an emulated board on, at some multiple of real time; it runs until its story is over or the bench goes.</summary>
        public EmulationSession SwitchOn(string scenario, double speed, double seconds, long seed = 10, byte[] key = null, Action<EmulationSession> prepare = null)
        {
            EmulationSession session = new(new EmulationOptions
            {
                Scenario = Scenarios.Get(scenario),
                Seed = seed,
                Speed = speed,
                Duration_s = seconds,
                Broker = Address,
                CommandKey = key,
                ComparatorEnabled = false,
                BrokerPatience = TimeSpan.FromSeconds(2),
            });
            prepare?.Invoke(session);
            CancellationTokenSource stop = new();
            Thread thread = new(() => session.Run(stop.Token)) { IsBackground = true, Name = "board" };
            thread.Start();
            _boards.Add((stop, thread));
            return session;
        }

        public void Dispose()
        {
            foreach ((CancellationTokenSource stop, Thread thread) in _boards)
            {
                stop.Cancel();
                thread.Join();
                stop.Dispose();
            }

            Server.Dispose();
            Broker.Dispose();
        }
    }
}

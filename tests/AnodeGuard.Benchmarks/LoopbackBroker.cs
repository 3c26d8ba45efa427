using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace AnodeGuard.Benchmarks
{
    /// <summary>A real mosquitto on a free loopback port; gone when disposed.</summary>
    internal sealed class LoopbackBroker : IDisposable
    {
        private readonly Process _process;

        public LoopbackBroker()
        {
            using (TcpListener free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Port = ((IPEndPoint)free.LocalEndpoint).Port;
            }

            string[] places = { "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto" };
            string program = places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("mosquitto is not installed");

            // With a port and no configuration mosquitto 2 listens on loopback alone and lets everybody there in.
            _process = Process.Start(program, new[] { "-p", Port.ToString(CultureInfo.InvariantCulture) });
            for (int i = 0; i < 100 && !Answers(); i++)
            {
                Thread.Sleep(50);
            }
        }

        public int Port { get; }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private bool Answers()
        {
            using (Socket probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                try
                {
                    probe.Connect(IPAddress.Loopback, Port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            }
        }
    }
}

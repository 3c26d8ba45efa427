using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>
    /// A real mosquitto on a free loopback port, with a configuration of its own; gone when disposed. That mosquitto is
    /// missing is a failure: tools/test installs it (Debian packages mosquitto, mosquitto-clients, libmosquitto1).
    /// </summary>
    public sealed class Mosquitto : IDisposable
    {
        private const int StartMilliseconds = 60_000;
        private const int FirstPort = 12000;
        private const int Ports = 20000;

        // Another run at the same time begins elsewhere.
        private static int _lastPort = Random.Shared.Next(Ports);

        private readonly string _directory = Directory.CreateTempSubdirectory("anodeguard-mosquitto-").FullName;
        private readonly string _configuration;
        private Process _process;

        /// <param name="lines">Lines of mosquitto.conf beside the listener; the word PORT stands for the port.</param>
        public Mosquitto(params string[] lines)
            : this(port => Usual(port, lines))
        {
        }

        /// <param name="configuration">A whole mosquitto.conf for a port.</param>
        public Mosquitto(Func<int, IEnumerable<string>> configuration)
        {
            Port = FreePort();
            _configuration = Path.Combine(_directory, "mosquitto.conf");

            // Started by root it would otherwise lose the right to read its own files.
            File.WriteAllLines(_configuration, [.. configuration(Port), "user root", "log_dest stderr", "log_type error"]);
            try
            {
                Start();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public int Port { get; }

        /// <summary>The broker's clients, such as mosquitto_sub, and the broker itself.</summary>
        public static string Program(string name)
        {
            foreach (string directory in new[] { "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/homebrew/sbin" })
            {
                string path = Path.Combine(directory, name);
                if (File.Exists(path))
                {
                    return path;
                }
            }

            throw new FileNotFoundException(name + " is not installed: install the packages mosquitto, mosquitto-clients and libmosquitto1");
        }

        /// <summary>Kills it like a power cut does.</summary>
        public void Kill()
        {
            if (_process != null)
            {
                _process.Kill();
                _process.WaitForExit();
                _process.Dispose();
                _process = null;
            }
        }

        /// <summary>Stops it where it stands, with its connections open (SIGSTOP).</summary>
        public void Freeze()
        {
            Signal("STOP");
        }

        /// <summary>Lets it go on (SIGCONT).</summary>
        public void Thaw()
        {
            Signal("CONT");
        }

        /// <summary>Starts it again on the same port, and returns once it accepts connections.</summary>
        public void Start()
        {
            ProcessStartInfo start = new(Program("mosquitto"))
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(_configuration);
            _process = Process.Start(start);
            Stopwatch waited = Stopwatch.StartNew();
            while (!Accepts())
            {
                if (_process.HasExited || waited.ElapsedMilliseconds > StartMilliseconds)
                {
                    throw new InvalidOperationException("mosquitto did not start: " + _process.StandardError.ReadToEnd());
                }

                Thread.Sleep(10);
            }
        }

        public void Dispose()
        {
            Kill();
            Directory.Delete(_directory, true);
        }

        /// <summary>
        /// A loopback port on which nobody listens. Below those that the system hands out to connections (Linux: from 32768), and none twice in a
        /// run: between the look and the start of a broker nobody else comes by it.
        /// </summary>
        public static int FreePort()
        {
            for (int tries = 0; tries < Ports; tries++)
            {
                int port = FirstPort + ((Interlocked.Increment(ref _lastPort) & int.MaxValue) % Ports);
                try
                {
                    using TcpListener listener = new(IPAddress.Loopback, port);
                    listener.Start();
                    return port;
                }
                catch (SocketException)
                {
                    // Taken: the next one.
                }
            }

            throw new InvalidOperationException("no free port between " + FirstPort + " and " + (FirstPort + Ports - 1));
        }

        private void Signal(string name)
        {
            using Process kill = Process.Start("/bin/sh", ["-c", "kill -" + name + " " + _process.Id]);
            kill.WaitForExit();
            if (kill.ExitCode != 0)
            {
                throw new InvalidOperationException("mosquitto cannot be sent SIG" + name);
            }
        }

        private static IEnumerable<string> Usual(int port, string[] lines)
        {
            yield return "listener " + port + " 127.0.0.1";
            yield return "persistence false";
            foreach (string line in lines)
            {
                yield return line;
            }

            if (!lines.Any(line => line.StartsWith("allow_anonymous", StringComparison.Ordinal)))
            {
                yield return "allow_anonymous true";
            }
        }

        private bool Accepts()
        {
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
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

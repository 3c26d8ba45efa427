using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>A message as an independent client (mosquitto_sub) saw it.</summary>
    public sealed record Received(bool Retained, int Qos, string Topic, string Payload);

    /// <summary>mosquitto_sub on every topic; keeps what it saw, in order.</summary>
    public sealed class Subscriber : IDisposable
    {
        private const string ReadyTopic = "test/ready";

        private readonly object _gate = new();
        private readonly List<Received> _messages = [];
        private readonly Process _process;

        /// <summary>Returns once the subscription holds.</summary>
        /// <param name="port">The broker's.</param>
        /// <param name="filter">Topics.</param>
        /// <param name="qos">
        /// At 1 the broker sends no more than 20 messages ahead of this client's acknowledgements, and what waits behind
        /// them dies with the broker although the sender has its confirmation. At 0 it forwards before it confirms.
        /// </param>
        /// <param name="account">Further arguments, such as a user, of mosquitto_sub.</param>
        public Subscriber(int port, string filter = "#", int qos = 1, params string[] account)
        {
            Publish(port, ReadyTopic, "yes", true, account);
            ProcessStartInfo start = new(Mosquitto.Program("mosquitto_sub")) { RedirectStandardOutput = true };
            foreach (string argument in new[] { "-h", "127.0.0.1", "-p", port.ToString(), "-t", filter, "-t", ReadyTopic, "-q", qos.ToString(), "-F", "%r\t%q\t%t\t%p" }.Concat(account))
            {
                start.ArgumentList.Add(argument);
            }

            _process = Process.Start(start);
            _process.OutputDataReceived += (_, e) => Add(e.Data);
            _process.BeginOutputReadLine();
            WaitFor(m => m.Topic == ReadyTopic);
        }

        /// <summary>What came so far, the readiness mark left out.</summary>
        public IReadOnlyList<Received> Messages
        {
            get
            {
                lock (_gate)
                {
                    return _messages.Where(m => m.Topic != ReadyTopic).ToList();
                }
            }
        }

        /// <summary>Publishes one message with mosquitto_pub.</summary>
        public static void Publish(int port, string topic, string payload, bool retain, params string[] account)
        {
            List<string> arguments = ["-h", "127.0.0.1", "-p", port.ToString(), "-q", "1", "-t", topic, "-m", payload, .. account];
            if (retain)
            {
                arguments.Add("-r");
            }

            using Process process = Process.Start(Mosquitto.Program("mosquitto_pub"), arguments);
            if (!process.WaitForExit(60_000))
            {
                process.Kill();
                throw new TimeoutException("mosquitto_pub on port " + port + " did not end within a minute");
            }

            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException("mosquitto_pub failed on port " + port + " with exit code " + process.ExitCode);
            }
        }

        /// <summary>The first message that fits, waiting for it if need be.</summary>
        public Received WaitFor(Func<Received, bool> wanted, int milliseconds = 60_000)
        {
            Stopwatch waited = Stopwatch.StartNew();
            lock (_gate)
            {
                for (; ; )
                {
                    Received found = _messages.FirstOrDefault(wanted);
                    if (found != null)
                    {
                        return found;
                    }

                    int left = milliseconds - (int)waited.ElapsedMilliseconds;
                    if (left <= 0 || !Monitor.Wait(_gate, left))
                    {
                        string seen = string.Join("\n", _messages.Select(m => m.Topic + " " + m.Payload));
                        throw new TimeoutException("the message did not come within " + milliseconds + " ms; seen:\n" + seen);
                    }
                }
            }
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        private void Add(string line)
        {
            if (line == null)
            {
                return;
            }

            string[] parts = line.Split('\t', 4);
            lock (_gate)
            {
                _messages.Add(new Received(parts[0] == "1", int.Parse(parts[1]), parts[2], parts[3]));
                Monitor.PulseAll(_gate);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>
    /// Sends commands and waits for their answers. Each carries a counter that only grows: the milliseconds since 1970, or
    /// one more than the last. A device that has taken a higher one says so, and is asked once more.
    /// </summary>
    internal sealed class CommandSender
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

        private readonly object _gate = new object();
        private readonly Dictionary<string, long> _counters = new Dictionary<string, long>(StringComparer.Ordinal);
        private readonly List<Waiting> _waiting = new List<Waiting>();
        private readonly CommandKeys _keys;
        private readonly Func<string, byte[], bool> _publish;

        /// <param name="keys">Keys of the devices.</param>
        /// <param name="publish">Sends a payload to a topic; false where there is no connection.</param>
        public CommandSender(CommandKeys keys, Func<string, byte[], bool> publish)
        {
            _keys = keys;
            _publish = publish;
        }

        /// <summary>There is a key for this device.</summary>
        public bool CanCommand(string device)
        {
            return _keys.Of(device) != null;
        }

        /// <summary>Sends a command.</summary>
        /// <param name="device">SITE/DEVICE.</param>
        /// <param name="command">Its name.</param>
        /// <param name="arguments">A JSON object on one line; null: none.</param>
        /// <param name="cancellation">Ends the waiting.</param>
        public async Task<CommandAnswer> Send(string device, string command, string arguments, CancellationToken cancellation)
        {
            byte[] key = _keys.Of(device);
            if (key == null)
            {
                return new CommandAnswer(false, "there is no key for " + device + " here: start the dashboard with --keys FILE");
            }

            long least = 0;
            for (int attempt = 0; ; attempt++)
            {
                (CommandAnswer answer, long? last) = await SendOnce(device, command, arguments, key, least, cancellation).ConfigureAwait(false);
                if (answer.Accepted || last == null || attempt > 0)
                {
                    return answer;
                }

                least = last.Value + 1;
            }
        }

        /// <summary>Takes a device's `ack`.</summary>
        public void OnAck(string device, JsonElement ack)
        {
            lock (_gate)
            {
                foreach (Waiting one in _waiting)
                {
                    if (one.Device == device && one.IsAnsweredBy(ack))
                    {
                        bool accepted = ack.TryGetProperty("accepted", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
                        string reason = ack.TryGetProperty("reason", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
                        long? last = ack.TryGetProperty("last", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value) ? value : null;
                        JsonElement? result = ack.TryGetProperty("result", out JsonElement given) ? given.Clone() : null;
                        one.Answer.TrySetResult((new CommandAnswer(accepted, accepted ? null : reason ?? "the device gave no reason", result, !accepted), last));
                    }
                }
            }
        }

        private async Task<(CommandAnswer Answer, long? Last)> SendOnce(
            string device, string command, string arguments, byte[] key, long least, CancellationToken cancellation)
        {
            Waiting waiting;
            lock (_gate)
            {
                long counter = Math.Max(Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), least), _counters.GetValueOrDefault(device) + 1);
                _counters[device] = counter;
                waiting = new Waiting(device, command, counter);
                _waiting.Add(waiting);
            }

            try
            {
                if (!_publish(DeviceTopic.OfCommand(device, command), SignedCommand.Write(device, command, waiting.Counter, arguments, key)))
                {
                    return (new CommandAnswer(false, "there is no connection to the broker"), null);
                }

                return await waiting.Answer.Task.WaitAsync(Patience, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return (new CommandAnswer(false, device + " did not answer within 8 s: whether it acted is not known"), null);
            }
            finally
            {
                lock (_gate)
                {
                    _waiting.Remove(waiting);
                }
            }
        }

        private sealed class Waiting
        {
            private readonly string _command;

            public Waiting(string device, string command, long counter)
            {
                Device = device;
                _command = command;
                Counter = counter;
            }

            public string Device { get; }

            public long Counter { get; }

            public TaskCompletionSource<(CommandAnswer Answer, long? Last)> Answer { get; } =
                new TaskCompletionSource<(CommandAnswer, long?)>(TaskCreationOptions.RunContinuationsAsynchronously);

            /// <summary>An answer names the counter; a device that could not read it names the command alone.</summary>
            public bool IsAnsweredBy(JsonElement ack)
            {
                return ack.TryGetProperty("counter", out JsonElement counter)
                    ? counter.ValueKind == JsonValueKind.Number && counter.TryGetInt64(out long value) && value == Counter
                    : ack.TryGetProperty("command", out JsonElement command) && command.ValueKind == JsonValueKind.String && command.GetString() == _command;
            }
        }
    }
}

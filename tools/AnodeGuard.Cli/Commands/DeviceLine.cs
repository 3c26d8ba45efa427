using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>A line to one device: commands go out, answers come back.</summary>
    internal sealed class DeviceLine : IDisposable
    {
        private const int FirstConnectionMilliseconds = 5000;

        private readonly string _device;
        private readonly CommandSender _sender;
        private readonly MqttFeed _feed;

        private DeviceLine(BrokerAccount account, string device, CommandKeys keys)
        {
            _device = device;
            _sender = new CommandSender(keys, (topic, payload) => _feed.TryPublish(topic, payload));
            using ManualResetEventSlim answered = new ManualResetEventSlim();
            _feed = new MqttFeed(account, "command", new[] { DeviceTopic.Of(device, "ack") }, OnAck, answered.Set);
            _feed.Start();
            if (!answered.Wait(FirstConnectionMilliseconds) || !_feed.IsConnected)
            {
                string problem = _feed.Problem ?? "nobody answers at " + account.Address + " within 5 s";
                _feed.Dispose();
                throw new InputException("--broker: " + problem);
            }
        }

        /// <summary>The options that name a device, its broker and its key; add <see cref="Options.All"/> to a verb.</summary>
        public sealed class Options
        {
            private readonly BrokerOptions _broker = new BrokerOptions();
            private readonly Option<string> _device = OptionOf.Text("--device", "SITE/DEVICE, as in its settings");
            private readonly Option<string> _keys = OptionOf.Text("--keys", "File of lines SITE/DEVICE KEY (device.command_key)");

            /// <summary>All of them.</summary>
            public IEnumerable<Option> All
            {
                get
                {
                    foreach (Option option in _broker.All)
                    {
                        yield return option;
                    }

                    yield return _device;
                    yield return _keys;
                }
            }

            /// <summary>Connects.</summary>
            /// <exception cref="InputException">Something is missing, or nobody answers.</exception>
            public DeviceLine Open(ParseResult parsed, string verb)
            {
                BrokerAccount account = _broker.Read(parsed) ?? throw new InputException(verb + ": missing: --broker");
                string device = parsed.GetValue(_device) ?? throw new InputException(verb + ": missing: --device");
                if (!DeviceTopic.IsName(device))
                {
                    throw new InputException("--device: '" + device + "' is not SITE/DEVICE");
                }

                CommandKeys keys = CommandKeys.Load(parsed.GetValue(_keys) ?? throw new InputException(verb + ": missing: --keys"));
                if (keys.Of(device) == null)
                {
                    throw new InputException("--keys: no key for " + device);
                }

                return new DeviceLine(account, device, keys);
            }
        }

        /// <summary>Sends a command and waits for its answer.</summary>
        /// <exception cref="InputException">The device refused it, or did not answer.</exception>
        public JsonElement? Ask(string command, string arguments, CancellationToken cancellation)
        {
            CommandAnswer answer = _sender.Send(_device, command, arguments, cancellation).GetAwaiter().GetResult();
            if (!answer.Accepted)
            {
                throw new InputException(command + ": " + answer.Reason);
            }

            return answer.Result;
        }

        /// <summary>Ends the connection.</summary>
        public void Dispose()
        {
            _feed.Dispose();
        }

        private void OnAck(ReceivedMessage message)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(message.Payload);
                _sender.OnAck(_device, document.RootElement);
            }
            catch (JsonException)
            {
                // Not from our device: whoever waits goes on waiting, and says so when its patience ends.
                return;
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>
    /// Turns presses of a device's buttons into signed commands. Home Assistant, whose buttons they are, can publish a plain
    /// word and no more; whoever may publish on the device's topic `button` may therefore press, and nothing beyond: two
    /// words are known. A connection for each device, because its last will has to take back that device's `signer`.
    /// </summary>
    internal sealed class ButtonSigner : IDisposable
    {
        private const string Offline = "offline";

        // A finger comes back later; what comes sooner is a loop of somebody's automation.
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

        // Nothing that opens or closes the switch, changes a setting, or stops anything.
        private static readonly string[] Buttons = { "acknowledge", "self-test" };

        private readonly Dictionary<string, Button> _buttons = Buttons.ToDictionary(name => name, _ => new Button(), StringComparer.Ordinal);
        private readonly CancellationTokenSource _stop = new CancellationTokenSource();
        private readonly CommandSender _sender;
        private readonly string _device;
        private readonly Action<string> _say;
        private readonly TimeProvider _time;
        private readonly MqttFeed _feed;

        /// <summary>Begins to sign.</summary>
        /// <param name="account">Which broker, and as whom.</param>
        /// <param name="device">SITE/DEVICE.</param>
        /// <param name="keys">Has its key.</param>
        /// <param name="say">Gets a line about every press and every change of the connection.</param>
        /// <param name="time">The clock that tells a press from a burst.</param>
        public ButtonSigner(BrokerAccount account, string device, CommandKeys keys, Action<string> say, TimeProvider time)
        {
            _device = device;
            _say = text => say(device + ": " + text);
            _time = time;
            _sender = new CommandSender(keys, (topic, payload) => _feed.TryPublish(topic, payload));
            string[] filters = { DeviceTopic.Of(device, DeviceTopic.ButtonKind), DeviceTopic.Of(device, DeviceTopic.SignerKind), DeviceTopic.Of(device, "ack") };

            // Never a session that the broker keeps: it would bring presses long after the finger.
            _feed = new MqttFeed(account with { Session = null }, "signer", filters, Take, Changed)
            {
                StatusTopic = DeviceTopic.Of(device, DeviceTopic.SignerKind),
            };
            _feed.Start();
        }

        /// <summary>Signs for every device that has a key.</summary>
        /// <exception cref="InputException">There is none.</exception>
        public static IReadOnlyList<ButtonSigner> ForAll(BrokerAccount account, CommandKeys keys, Action<string> say)
        {
            return keys.Devices.Any()
                ? keys.Devices.Select(device => new ButtonSigner(account, device, keys, say, TimeProvider.System)).ToArray()
                : throw new InputException("--keys: there is no key of any device: nothing could be signed");
        }

        /// <summary>Ends: Home Assistant shows the buttons as unavailable.</summary>
        public void Dispose()
        {
            _stop.Cancel();
            _feed.Dispose();
            _stop.Dispose();
        }

        private void Changed()
        {
            _say(_feed.IsConnected ? "buttons can be pressed" : "buttons are off: " + (_feed.Problem ?? "the end"));
        }

        private void Take(ReceivedMessage message)
        {
            switch (DeviceTopic.Parse(message.Topic)?.Kind)
            {
                case "ack":
                    Answered(message);
                    break;
                case DeviceTopic.SignerKind when message.Text == Offline:
                    // Another signer of this device has ended, or this one before its connection was lost. Here is one.
                    _feed.RepeatStatus();
                    break;
                case DeviceTopic.ButtonKind:
                    Pressed(message);
                    break;
            }
        }

        private void Pressed(ReceivedMessage message)
        {
            if (message.Retained)
            {
                _say("a press that the broker had kept is passed over: take it away with an empty retained message");
            }
            else if (message.Payload.Length > 0 && !_buttons.ContainsKey(message.Text))
            {
                _say("a press that is neither acknowledge nor self-test is passed over");
            }
            else if (message.Payload.Length > 0 && _buttons[message.Text].TryPress(_time, Pause, out string passedOver))
            {
                if (passedOver != null)
                {
                    _say(message.Text + ": " + passedOver);
                }

                string name = message.Text;
                CancellationToken stop = _stop.Token;
                Task.Run(() => Sign(name, stop), stop);
            }
        }

        private async Task Sign(string name, CancellationToken stop)
        {
            try
            {
                CommandAnswer answer = await _sender.Send(_device, name, null, stop).ConfigureAwait(false);
                _say(name + ": pressed, signed, " + (answer.Accepted ? "carried out by the device" : "not carried out: " + answer.Reason));
            }
            catch (OperationCanceledException)
            {
                _say(name + ": pressed; this signer ended before the device answered");
            }
        }

        private void Answered(ReceivedMessage message)
        {
            try
            {
                using (JsonDocument document = JsonDocument.Parse(message.Payload))
                {
                    if (!message.Retained && document.RootElement.ValueKind == JsonValueKind.Object)
                    {
                        _sender.OnAck(_device, document.RootElement);
                    }
                }
            }
            catch (JsonException)
            {
                // No device writes that; whoever waits for an answer is told that none came.
            }
        }

        /// <summary>When a button counts.</summary>
        private sealed class Button
        {
            private long? _last;
            private int _passedOver;

            /// <summary>One press in each pause counts; how many did not is told with the next one that does.</summary>
            public bool TryPress(TimeProvider time, TimeSpan pause, out string passedOver)
            {
                passedOver = null;
                if (_last is long last && time.GetElapsedTime(last) < pause)
                {
                    _passedOver++;
                    return false;
                }

                if (_passedOver > 0)
                {
                    passedOver = _passedOver.ToString(CultureInfo.InvariantCulture) + " presses within 10 s of another one were passed over";
                }

                _last = time.GetTimestamp();
                _passedOver = 0;
                return true;
            }
        }
    }
}

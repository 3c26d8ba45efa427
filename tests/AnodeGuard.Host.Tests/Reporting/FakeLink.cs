using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>A link without a network: keeps what was handed over, confirms when told to.</summary>
    internal sealed class FakeLink : IMqttLink
    {
        public readonly List<Sent> Messages = [];
        public readonly List<string> Subscriptions = [];
        public readonly Queue<MqttInbound> Inbound = new();
        public readonly Queue<int> Confirmations = new();
        public bool Reachable = true;
        public bool ConfirmAtOnce = true;
        public int Window = 16;
        public int Attempts;
        public MqttLinkOptions Options;
        private readonly Queue<int> _withheld = new();
        private int _lastId;
        private int _inFlight;

        public bool IsConnected { get; private set; }

        public string LastProblem => null;

        public IEnumerable<JsonElement> On(string topic)
        {
            return Messages.Where(m => m.Topic == ReportBench.Root + topic).Select(m => ReportBench.Parse(m.Payload));
        }

        public bool TryConnect(MqttLinkOptions options)
        {
            Attempts++;
            Options = options;
            Confirmations.Clear();
            _withheld.Clear();
            _inFlight = 0;
            IsConnected = Reachable;
            return Reachable;
        }

        public void Disconnect()
        {
            IsConnected = false;
        }

        public void Lose(bool reachable)
        {
            IsConnected = false;
            Reachable = reachable;
        }

        /// <summary>The broker confirms what it had not confirmed at once.</summary>
        public void Release()
        {
            while (_withheld.TryDequeue(out int id))
            {
                Confirmations.Enqueue(id);
            }
        }

        public bool TrySubscribe(string topicFilter)
        {
            Subscriptions.Add(topicFilter);
            return IsConnected;
        }

        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            if (!IsConnected || (qos > 0 && _inFlight == Window))
            {
                return -1;
            }

            Messages.Add(new Sent(topic, Encoding.UTF8.GetString(payload, 0, payloadLength), qos, retain));
            if (qos == 0)
            {
                return 0;
            }

            _inFlight++;
            _lastId = (_lastId % 65535) + 1;
            if (ConfirmAtOnce)
            {
                Confirmations.Enqueue(_lastId);
            }
            else
            {
                _withheld.Enqueue(_lastId);
            }

            return _lastId;
        }

        public bool TryTakeConfirmed(out int messageId)
        {
            bool any = Confirmations.TryDequeue(out messageId);
            _inFlight -= any ? 1 : 0;
            return any;
        }

        public bool TryTakeInbound(out MqttInbound message)
        {
            return Inbound.TryDequeue(out message);
        }

        public sealed record Sent(string Topic, string Payload, int Qos, bool Retained);
    }
}

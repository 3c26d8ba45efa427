using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>
    /// Listens to a broker until a recording is whole. Where it has the device's key and nothing has come for a while, it asks
    /// the device for the chunks that are missing, with the command `recording`.
    /// </summary>
    internal sealed class ChunkFetch
    {
        private const string TopicEnd = "/recording";

        // As many as the command takes.
        private const int MostAsked = 64;

        // A device sends ten chunks a second.
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

        private readonly object _gate = new object();
        private readonly ChunkAssembler _chunks = new ChunkAssembler();
        private readonly HashSet<ChunkAssembler.Parts> _refused = new HashSet<ChunkAssembler.Parts>();
        private readonly CommandSender _sender;
        private readonly MqttFeed _feed;
        private readonly CancellationTokenSource _whole;
        private byte[] _bytes;
        private int _heard;
        private string _refusal;

        private ChunkFetch(BrokerAccount account, CommandKeys keys, CancellationToken cancellation)
        {
            _whole = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _sender = new CommandSender(keys, (topic, payload) => _feed.TryPublish(topic, payload));
            _feed = new MqttFeed(account, "recording", new[] { "anodeguard/+/+" + TopicEnd, "anodeguard/+/+/ack" }, Take, () => { });
        }

        /// <summary>The newest recording that is whole.</summary>
        /// <param name="account">Which broker, and as whom.</param>
        /// <param name="keys">Of devices that may be asked.</param>
        /// <param name="patience">How long to listen; <see cref="Timeout.InfiniteTimeSpan"/>: until there is one.</param>
        /// <param name="cancellation">Ends it early.</param>
        /// <exception cref="InputException">None is whole; says what is missing.</exception>
        public static byte[] FromBroker(BrokerAccount account, CommandKeys keys, TimeSpan patience, CancellationToken cancellation)
        {
            ChunkFetch fetch = new ChunkFetch(account, keys, cancellation);
            try
            {
                return fetch.Run(patience);
            }
            finally
            {
                fetch._feed.Dispose();
                fetch._whole.Dispose();
            }
        }

        /// <summary>Takes a message where it is a chunk.</summary>
        public static void Take(ChunkAssembler chunks, ReceivedMessage message)
        {
            if (message.Topic.EndsWith(TopicEnd, StringComparison.Ordinal))
            {
                chunks.Add(message.Topic, message.Payload);
            }
        }

        /// <summary>The newest recording that is whole; null where none is.</summary>
        public static byte[] Whole(ChunkAssembler chunks)
        {
            return chunks.Recordings.Where(one => one.IsWhole).OrderBy(one => one.Boot).ThenBy(one => one.Number).LastOrDefault()?.Bytes;
        }

        /// <summary>What is missing, for people.</summary>
        public static string Lacks(ChunkAssembler chunks)
        {
            System.Text.StringBuilder text = new System.Text.StringBuilder("no whole recording");
            foreach (ChunkAssembler.Parts parts in chunks.Recordings)
            {
                List<int> missing = parts.Missing();
                text.Append(CultureInfo.InvariantCulture, $"; {parts.Topic} boot {parts.Boot} recording {parts.Number}: {missing.Count} of {parts.Total} chunks are missing (")
                    .Append(string.Join(",", missing.Take(MostAsked))).Append("), ask for them with the command recording, or give --keys");
            }

            return chunks.Refused == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"; {chunks.Refused} chunks were refused").ToString();
        }

        private byte[] Run(TimeSpan patience)
        {
            long started = TimeProvider.System.GetTimestamp();
            _feed.Start();
            int heard = 0;
            for (TimeSpan left = patience; left > TimeSpan.Zero || patience == Timeout.InfiniteTimeSpan; left = patience - TimeProvider.System.GetElapsedTime(started))
            {
                if (_whole.Token.WaitHandle.WaitOne(patience == Timeout.InfiniteTimeSpan || left > Silence ? Silence : left))
                {
                    break;
                }

                int now = Volatile.Read(ref _heard);
                if (now == heard)
                {
                    AskForTheRest();
                }

                heard = now;
            }

            lock (_gate)
            {
                if (_bytes == null && _chunks.Recordings.Any() && _refusal != null)
                {
                    throw new InputException("--broker: " + Lacks(_chunks) + "; the device says: " + _refusal);
                }

                return _bytes ?? throw new InputException("--broker: " + (_feed.Problem ?? Lacks(_chunks)));
            }
        }

        /// <summary>Of each recording that was heard of; a device that holds another one by now is asked once.</summary>
        private void AskForTheRest()
        {
            ChunkAssembler.Parts[] open;
            lock (_gate)
            {
                open = _chunks.Recordings.Where(one => !one.IsWhole && !_refused.Contains(one) && _sender.CanCommand(DeviceTopic.Parse(one.Topic).Name)).ToArray();
            }

            foreach (ChunkAssembler.Parts one in open)
            {
                string missing;
                lock (_gate)
                {
                    missing = string.Join(",", one.Missing().Take(MostAsked));
                }

                string arguments = "{\"recording\":" + one.Number.ToString(CultureInfo.InvariantCulture) + ",\"chunks\":[" + missing + "]}";
                Ask(one, DeviceTopic.Parse(one.Topic).Name, arguments);
            }
        }

        private void Ask(ChunkAssembler.Parts one, string device, string arguments)
        {
            try
            {
                CommandAnswer answer = _sender.Send(device, "recording", arguments, _whole.Token).GetAwaiter().GetResult();
                if (!answer.Accepted)
                {
                    _refusal = device + ": " + answer.Reason;
                    if (answer.Refused)
                    {
                        _refused.Add(one);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // It has become whole, or the end was asked for.
            }
        }

        private void Take(ReceivedMessage message)
        {
            if (!message.Topic.EndsWith(TopicEnd, StringComparison.Ordinal))
            {
                Answered(message);
                return;
            }

            lock (_gate)
            {
                Take(_chunks, message);
                _bytes ??= Whole(_chunks);
            }

            Interlocked.Increment(ref _heard);
            if (_bytes != null)
            {
                _whole.Cancel();
            }
        }

        private void Answered(ReceivedMessage message)
        {
            try
            {
                using (JsonDocument document = JsonDocument.Parse(message.Payload))
                {
                    if (document.RootElement.ValueKind == JsonValueKind.Object && DeviceTopic.Parse(message.Topic) is DeviceTopic topic)
                    {
                        _sender.OnAck(topic.Name, document.RootElement);
                    }
                }
            }
            catch (JsonException)
            {
                // No device writes that; whoever waits for an answer is told that none came.
            }
        }
    }
}

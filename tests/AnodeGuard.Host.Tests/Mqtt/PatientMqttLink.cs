using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>
    /// A link for a board whose virtual time outruns the broker: where the window is full, or the broker away, virtual
    /// time waits for it, so that the board says the same as at real speed. A broker that stays away longer than the
    /// patience lasts is then away for the board too.
    /// </summary>
    internal sealed class PatientMqttLink : IMqttLink
    {
        private readonly IMqttLink _link;
        private readonly TimeSpan _patience;
        private readonly Queue<int> _confirmed = new();
        private bool _wasConnected;

        /// <param name="link">The real link.</param>
        /// <param name="patience">Longest wait in one call, of real time.</param>
        public PatientMqttLink(IMqttLink link, TimeSpan patience)
        {
            _link = link;
            _patience = patience;
        }

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return _link.IsConnected; }
        }

        /// <inheritdoc/>
        public string LastProblem
        {
            get { return _link.LastProblem; }
        }

        /// <summary>Waits only for a broker that was there before: one that never was is the user's mistake.</summary>
        public bool TryConnect(MqttLinkOptions options)
        {
            _confirmed.Clear();
            Stopwatch waited = Stopwatch.StartNew();
            while (!_link.TryConnect(options))
            {
                if (!_wasConnected || waited.Elapsed > _patience)
                {
                    return false;
                }

                Thread.Sleep(20);
            }

            _wasConnected = true;
            return true;
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            _link.Disconnect();
        }

        /// <inheritdoc/>
        public bool TrySubscribe(string topicFilter)
        {
            return _link.TrySubscribe(topicFilter);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            Stopwatch waited = Stopwatch.StartNew();
            int id = _link.Publish(topic, payload, payloadLength, qos, retain);
            while (id < 0 && _link.IsConnected && waited.Elapsed < _patience)
            {
                // Taking a confirmation gives its place in the window back.
                if (_link.TryTakeConfirmed(out int confirmed))
                {
                    _confirmed.Enqueue(confirmed);
                }
                else
                {
                    Thread.Sleep(1);
                }

                id = _link.Publish(topic, payload, payloadLength, qos, retain);
            }

            return id;
        }

        /// <inheritdoc/>
        public bool TryTakeConfirmed(out int messageId)
        {
            return _confirmed.TryDequeue(out messageId) || _link.TryTakeConfirmed(out messageId);
        }

        /// <inheritdoc/>
        public bool TryTakeInbound(out MqttInbound message)
        {
            return _link.TryTakeInbound(out message);
        }
    }
}

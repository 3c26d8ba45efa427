using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>
    /// What is known of one device now: its latest messages, and the last few records for pages that follow it. A page that
    /// needs older ones asks the history. Not safe for several threads: <see cref="Fleet"/> guards it.
    /// </summary>
    internal sealed class DeviceView
    {
        private const int RecordsKept = 96;
        private const double LeastStaleSeconds = 5;
        private const double StalePeriods = 3;

        // What a row of the overview shows, of a state message.
        private static readonly string[] Brief =
        {
            "state", "voltage_v", "current_a", "sense_v", "temperature_c", "s", "t_dep_s", "active", "latched", "switch", "invalid", "inhibit_s", "test",
        };

        private readonly Queue<LiveRecord> _records = new Queue<LiveRecord>();
        private string _status;
        private string _word;
        private byte[] _state;
        private byte[] _alarm;
        private byte[] _info;
        private double _period_s = 1;
        private long _receivedMilliseconds;
        private byte[] _row;

        public DeviceView(string name)
        {
            Name = name;
        }

        /// <summary>SITE/DEVICE.</summary>
        public string Name { get; }

        /// <summary>Grows with every change.</summary>
        public long Version { get; private set; }

        /// <summary>The row of the overview: a JSON object.</summary>
        public byte[] Row
        {
            get { return _row ??= WriteRow(); }
        }

        /// <summary>Takes a message.</summary>
        /// <param name="kind">Last part of its topic.</param>
        /// <param name="message">The message.</param>
        /// <param name="record">Its payload; null where that is no JSON.</param>
        /// <param name="version">Number of the change.</param>
        public void Add(string kind, ReceivedMessage message, JsonElement? record, long version)
        {
            Version = version;
            _row = null;
            if (kind == "status")
            {
                _status = message.Text;
                return;
            }

            if (record == null || record.Value.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            switch (kind)
            {
                case "state":
                    _state = message.Payload;
                    break;
                case "alarm":
                    _alarm = message.Payload;
                    break;
                case "info":
                    _info = message.Payload;
                    _period_s = record.Value.TryGetProperty("report_period_s", out JsonElement period) && period.ValueKind == JsonValueKind.Number ? period.GetDouble() : 1;
                    break;
            }

            if (!message.Retained)
            {
                _receivedMilliseconds = message.At.ToUnixTimeMilliseconds();
                Remember(new LiveRecord(version, kind, OnOneLine(message.Payload)));
            }

            if ((!message.Retained || _word == null) && record.Value.TryGetProperty("state", out JsonElement word) && word.ValueKind == JsonValueKind.String)
            {
                _word = word.GetString();
            }
        }

        /// <summary>The records that came after a change; null where some of them are no longer here.</summary>
        public IReadOnlyList<LiveRecord> RecordsAfter(long version)
        {
            bool isWhole = _records.Count < RecordsKept || _records.Peek().Version <= version;
            return isWhole ? _records.Where(record => record.Version > version).ToArray() : null;
        }

        /// <summary>Everything that a page needs when it opens this device: a JSON object.</summary>
        public byte[] WriteDetail()
        {
            ArrayBufferWriter<byte> bytes = new ArrayBufferWriter<byte>(4096);
            using (Utf8JsonWriter json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WritePropertyName("row");
                json.WriteRawValue(Row, true);
                Raw(json, "state", _state);
                Raw(json, "alarm", _alarm);
                Raw(json, "info", _info);
                json.WriteEndObject();
            }

            return bytes.WrittenSpan.ToArray();
        }

        private static void Raw(Utf8JsonWriter json, string name, byte[] value)
        {
            if (value != null)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
        }

        // A line end in JSON can only be white space, and a stream of events has its own use for it.
        private static byte[] OnOneLine(byte[] payload)
        {
            return Array.ConvertAll(payload, value => value is (byte)'\n' or (byte)'\r' ? (byte)' ' : value);
        }

        private void Remember(LiveRecord record)
        {
            if (_records.Count == RecordsKept)
            {
                _records.Dequeue();
            }

            _records.Enqueue(record);
        }

        private byte[] WriteRow()
        {
            ArrayBufferWriter<byte> bytes = new ArrayBufferWriter<byte>(512);
            using (Utf8JsonWriter json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WriteString("device", Name);
                json.WriteString("status", _status);
                json.WriteNumber("received_ms", _receivedMilliseconds);
                json.WriteNumber("stale_after_ms", (long)(1000 * Math.Max(LeastStaleSeconds, StalePeriods * _period_s)));
                json.WriteString("word", _word);
                if (_state != null)
                {
                    json.WritePropertyName("values");
                    WriteBrief(json);
                }

                json.WriteEndObject();
            }

            return bytes.WrittenSpan.ToArray();
        }

        private void WriteBrief(Utf8JsonWriter json)
        {
            using (JsonDocument document = JsonDocument.Parse(_state))
            {
                json.WriteStartObject();
                foreach (string name in Brief)
                {
                    if (document.RootElement.TryGetProperty(name, out JsonElement value))
                    {
                        json.WritePropertyName(name);
                        value.WriteTo(json);
                    }
                }

                json.WriteEndObject();
            }
        }
    }

    /// <summary>A record on its way to the pages that follow its device.</summary>
    /// <param name="Version">Number of the change it was.</param>
    /// <param name="Kind">Last part of its topic.</param>
    /// <param name="Payload">The record, JSON.</param>
    internal sealed record LiveRecord(long Version, string Kind, byte[] Payload);
}

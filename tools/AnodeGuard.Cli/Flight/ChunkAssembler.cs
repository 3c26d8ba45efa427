using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using AnodeGuard.Hal;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>Puts the chunks of recordings together, in whatever order they come; each recording by its device, boot and number.</summary>
    internal sealed class ChunkAssembler
    {
        private const int ChunkBytes = 1536;
        private const int MostBytes = 4 * 1024 * 1024;

        private readonly Dictionary<(string Topic, long Boot, int Number), Parts> _recordings = new();

        /// <summary>Chunks that were refused: not of the contract, or with a wrong CRC.</summary>
        public int Refused { get; private set; }

        /// <summary>Every recording of which a chunk was seen.</summary>
        public IEnumerable<Parts> Recordings
        {
            get { return _recordings.Values; }
        }

        /// <summary>Takes a message from a topic that ends in <c>/recording</c>.</summary>
        public void Add(string topic, ReadOnlyMemory<byte> payload)
        {
            if (!TryAdd(topic, payload))
            {
                Refused++;
            }
        }

        private bool TryAdd(string topic, ReadOnlyMemory<byte> payload)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(payload);
                JsonElement root = document.RootElement;
                long boot = root.GetProperty("boot").GetInt64();
                int number = root.GetProperty("recording").GetInt32();
                int index = root.GetProperty("index").GetInt32();
                int total = root.GetProperty("total").GetInt32();
                int size = root.GetProperty("size").GetInt32();
                byte[] data = root.GetProperty("data").GetBytesFromBase64();
                uint crc = uint.Parse(root.GetProperty("crc32").GetString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                bool fits = size > 0 && size <= MostBytes && total == (size + ChunkBytes - 1) / ChunkBytes && index >= 0 && index < total
                    && data.Length == Math.Min(ChunkBytes, size - (index * ChunkBytes));
                if (!fits || crc != Crc32.Compute(data, 0, data.Length))
                {
                    return false;
                }

                if (!_recordings.TryGetValue((topic, boot, number), out Parts parts))
                {
                    parts = new Parts(topic, boot, number, size, total);
                    _recordings.Add((topic, boot, number), parts);
                }

                return parts.TryPut(index, size, data);
            }
            catch (Exception exception) when (exception is JsonException || exception is KeyNotFoundException || exception is InvalidOperationException || exception is FormatException || exception is OverflowException)
            {
                return false;
            }
        }

        /// <summary>What is there of one recording.</summary>
        internal sealed class Parts
        {
            private readonly byte[] _bytes;
            private readonly bool[] _have;

            public Parts(string topic, long boot, int number, int size, int total)
            {
                Topic = topic;
                Boot = boot;
                Number = number;
                _bytes = new byte[size];
                _have = new bool[total];
            }

            public string Topic { get; }

            public long Boot { get; }

            public int Number { get; }

            public int Total
            {
                get { return _have.Length; }
            }

            public bool IsWhole
            {
                get { return Array.IndexOf(_have, false) < 0; }
            }

            /// <summary>The recording; only where <see cref="IsWhole"/>.</summary>
            public byte[] Bytes
            {
                get { return _bytes; }
            }

            /// <summary>Chunks that are not there, as the command <c>recording</c> wants them.</summary>
            public List<int> Missing()
            {
                List<int> missing = new List<int>();
                for (int i = 0; i < _have.Length; i++)
                {
                    if (!_have[i])
                    {
                        missing.Add(i);
                    }
                }

                return missing;
            }

            public bool TryPut(int index, int size, byte[] data)
            {
                if (size != _bytes.Length)
                {
                    return false;
                }

                data.CopyTo(_bytes, index * ChunkBytes);
                _have[index] = true;
                return true;
            }
        }
    }
}

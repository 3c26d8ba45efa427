using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Verify
{
    /// <summary>What one device said, start by start.</summary>
    internal sealed class DeviceLedger
    {
        private readonly SortedDictionary<long, BootLedger> _boots = new SortedDictionary<long, BootLedger>();
        private bool _heardLive;

        public DeviceLedger(string name)
        {
            Name = name;
        }

        /// <summary>SITE/DEVICE.</summary>
        public string Name { get; }

        public IReadOnlyCollection<BootLedger> Boots
        {
            get { return _boots.Values; }
        }

        /// <summary>Messages that should carry stamps and do not, or are no JSON.</summary>
        public int Unreadable { get; private set; }

        public int Missing
        {
            get { return _boots.Values.Sum(boot => boot.Missing.Count); }
        }

        public int Contradictions
        {
            get { return _boots.Values.Sum(boot => boot.Contradictions.Count); }
        }

        /// <summary>Everything that the device says it dropped, all kinds and starts.</summary>
        public long Dropped
        {
            get { return _boots.Values.Sum(boot => boot.Dropped.Values.Sum()); }
        }

        /// <summary>At least one event or alarm chain was seen, and none of its links is missing or contradicts another.</summary>
        public bool IsComplete
        {
            get { return _boots.Values.Any(boot => boot.First > 0) && Missing == 0 && Contradictions == 0 && Unreadable == 0; }
        }

        /// <summary>Takes a message of the device; the status, which is no record, is passed over.</summary>
        public void Add(string kind, ReceivedMessage message)
        {
            if (kind == "status" || message.Payload.Length == 0)
            {
                return;
            }

            try
            {
                using (JsonDocument document = JsonDocument.Parse(message.Payload))
                {
                    if (RecordStamp.Of(document.RootElement) is RecordStamp stamp)
                    {
                        Add(kind, message, document.RootElement, stamp);
                        return;
                    }
                }
            }
            catch (JsonException)
            {
                // Counted below.
            }

            Unreadable++;
        }

        private void Add(string kind, ReceivedMessage message, JsonElement record, RecordStamp stamp)
        {
            if (!_boots.TryGetValue(stamp.Boot, out BootLedger boot))
            {
                // A start after one that we have heard ourselves began under our ears.
                boot = new BootLedger(stamp.Boot, _heardLive && _boots.Keys.Max() < stamp.Boot);
                _boots.Add(stamp.Boot, boot);
            }

            _heardLive |= !message.Retained;
            boot.Add(stamp.Seq, stamp.After, kind, message.Text, message.Retained);
            if (record.TryGetProperty("dropped", out JsonElement dropped) && dropped.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty one in dropped.EnumerateObject())
                {
                    if (one.Value.ValueKind == JsonValueKind.Number && one.Value.TryGetInt64(out long count))
                    {
                        boot.Dropped[one.Name] = System.Math.Max(count, boot.Dropped.GetValueOrDefault(one.Name));
                    }
                }
            }
        }
    }
}

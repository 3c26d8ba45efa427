using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Verify
{
    /// <summary>All devices that were heard. Safe to read while messages come.</summary>
    internal sealed class Completeness
    {
        private readonly object _gate = new object();
        private readonly SortedDictionary<string, DeviceLedger> _devices = new SortedDictionary<string, DeviceLedger>(StringComparer.Ordinal);

        public IReadOnlyCollection<DeviceLedger> Devices
        {
            get
            {
                lock (_gate)
                {
                    return _devices.Values.ToArray();
                }
            }
        }

        /// <summary>Messages taken, whatever they were.</summary>
        public long Messages { get; private set; }

        public int Missing
        {
            get { return Devices.Sum(device => device.Missing); }
        }

        public long Dropped
        {
            get { return Devices.Sum(device => device.Dropped); }
        }

        /// <summary>Something was heard, and of no device is anything missing.</summary>
        public bool IsComplete
        {
            get { return Devices.Count > 0 && Devices.All(device => device.IsComplete); }
        }

        /// <summary>Takes a message; those of other topics are passed over.</summary>
        public void Add(ReceivedMessage message)
        {
            lock (_gate)
            {
                Messages++;
                if (DeviceTopic.Parse(message.Topic) is { IsOfDevice: true } topic)
                {
                    if (!_devices.TryGetValue(topic.Name, out DeviceLedger device))
                    {
                        device = new DeviceLedger(topic.Name);
                        _devices.Add(topic.Name, device);
                    }

                    device.Add(topic.Kind, message);
                }
            }
        }
    }
}

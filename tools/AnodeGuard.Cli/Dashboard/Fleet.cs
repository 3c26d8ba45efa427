using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>All devices that were heard. Every change has a number: a page asks for what came after the last it has.</summary>
    internal sealed class Fleet
    {
        /// <summary>More devices than this tool is made for; further names are passed over, and counted.</summary>
        public const int Largest = 1000;

        private readonly object _gate = new object();
        private readonly SortedDictionary<string, DeviceView> _devices = new SortedDictionary<string, DeviceView>(StringComparer.Ordinal);
        private readonly Action<string, JsonElement> _onAck;
        private long _version;

        /// <param name="onAck">Gets answers of devices to commands.</param>
        public Fleet(Action<string, JsonElement> onAck)
        {
            _onAck = onAck;
        }

        /// <summary>Messages of devices beyond <see cref="Largest"/>.</summary>
        public long PassedOver { get; private set; }

        /// <summary>Number of the latest change.</summary>
        public long Version
        {
            get
            {
                lock (_gate)
                {
                    return _version;
                }
            }
        }

        /// <summary>Takes a message.</summary>
        public void Add(ReceivedMessage message)
        {
            DeviceTopic topic = DeviceTopic.Parse(message.Topic);
            if (topic == null || message.Payload.Length == 0 || !topic.IsOfDevice)
            {
                return;
            }

            using (JsonDocument document = Parse(message.Payload))
            {
                if (topic.Kind == "ack" && document?.RootElement.ValueKind == JsonValueKind.Object && !message.Retained)
                {
                    _onAck(topic.Name, document.RootElement);
                }

                lock (_gate)
                {
                    if (ViewOf(topic.Name) is DeviceView view)
                    {
                        view.Add(topic.Kind, message, document?.RootElement, ++_version);
                    }
                }
            }
        }

        /// <summary>What changed since a version.</summary>
        /// <param name="version">The last one that is known; 0: none.</param>
        /// <param name="device">The device that is followed record by record; null: none.</param>
        public FleetChange After(long version, string device)
        {
            lock (_gate)
            {
                byte[][] rows = _devices.Values.Where(view => view.Version > version).Select(view => view.Row).ToArray();
                IReadOnlyList<LiveRecord> records = device != null && _devices.TryGetValue(device, out DeviceView followed)
                    ? followed.RecordsAfter(version)
                    : Array.Empty<LiveRecord>();
                return new FleetChange(_version, rows, records);
            }
        }

        /// <summary>Everything about one device; null where it was never heard.</summary>
        public byte[] Detail(string device)
        {
            lock (_gate)
            {
                return _devices.TryGetValue(device, out DeviceView view) ? view.WriteDetail() : null;
            }
        }

        private DeviceView ViewOf(string name)
        {
            if (!_devices.TryGetValue(name, out DeviceView view))
            {
                if (_devices.Count >= Largest)
                {
                    PassedOver++;
                    return null;
                }

                view = new DeviceView(name);
                _devices.Add(name, view);
            }

            return view;
        }

        private static JsonDocument Parse(byte[] payload)
        {
            try
            {
                return JsonDocument.Parse(payload);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>What changed in a fleet.</summary>
    /// <param name="Version">The change that it brings a page to.</param>
    /// <param name="Rows">Rows of the overview, whole, of the devices that changed.</param>
    /// <param name="Records">Records of the followed device; null: too many to tell, the history has them.</param>
    internal sealed record FleetChange(long Version, byte[][] Rows, IReadOnlyList<LiveRecord> Records);
}

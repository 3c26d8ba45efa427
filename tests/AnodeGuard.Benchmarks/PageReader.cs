using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace AnodeGuard.Benchmarks
{
    /// <summary>What a page's script does with the stream, as far as time is concerned.</summary>
    internal sealed class PageReader
    {
        private readonly object _gate = new object();
        private readonly List<double> _fromStamp = new List<double>();
        private readonly List<double> _fromReception = new List<double>();
        private readonly HashSet<string> _devices = new HashSet<string>();
        private readonly string _url;
        private bool _measures;

        public PageReader(string url, string device)
        {
            _url = url + "api/live?device=" + device;
        }

        public int Devices
        {
            get
            {
                lock (_gate)
                {
                    return _devices.Count;
                }
            }
        }

        public void Begin()
        {
            lock (_gate)
            {
                _measures = true;
            }
        }

        /// <summary>From the stamp of each record of the followed device to its arrival here, milliseconds.</summary>
        public double[] FromStamp()
        {
            lock (_gate)
            {
                return _fromStamp.ToArray();
            }
        }

        /// <summary>From the reception of the newest state of a device to the arrival of its row here, milliseconds.</summary>
        public double[] FromReception()
        {
            lock (_gate)
            {
                return _fromReception.ToArray();
            }
        }

        public async Task Run(CancellationToken stop)
        {
            try
            {
                using (HttpClient client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan })
                using (StreamReader reader = new StreamReader(await client.GetStreamAsync(_url, stop).ConfigureAwait(false)))
                {
                    while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is string line)
                    {
                        if (line.StartsWith("data: ", StringComparison.Ordinal))
                        {
                            Take(line["data: ".Length..]);
                        }
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }

        private void Take(string message)
        {
            using (JsonDocument document = JsonDocument.Parse(message))
            {
                double now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
                lock (_gate)
                {
                    foreach (JsonElement device in document.RootElement.GetProperty("devices").EnumerateArray())
                    {
                        _devices.Add(device.GetProperty("device").GetString());
                        if (_measures)
                        {
                            _fromReception.Add(now - device.GetProperty("received_ms").GetDouble());
                        }
                    }

                    foreach (JsonElement record in document.RootElement.GetProperty("records").EnumerateArray())
                    {
                        if (_measures)
                        {
                            _fromStamp.Add(now - record.GetProperty("payload").GetProperty("ts").GetDateTimeOffset().ToUnixTimeMilliseconds());
                        }
                    }
                }
            }
        }
    }
}

using System;
using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>
    /// What changes, as server-sent events: at most four a second, each with everything since the one before, so that a slow
    /// page gets fewer and larger ones and nothing piles up. Without change one a second says that the line is alive.
    /// </summary>
    internal sealed class LiveStream
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
        private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

        private readonly Fleet _fleet;
        private readonly Action<Utf8JsonWriter> _writeHealth;

        /// <param name="fleet">The devices.</param>
        /// <param name="writeHealth">Writes the members that tell how broker and history are.</param>
        public LiveStream(Fleet fleet, Action<Utf8JsonWriter> writeHealth)
        {
            _fleet = fleet;
            _writeHealth = writeHealth;
        }

        /// <summary>Writes until the page goes or the server stops.</summary>
        public async Task Run(HttpContext context, string device, CancellationToken stopping)
        {
            context.Response.ContentType = "text/event-stream";
            using (CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping))
            {
                try
                {
                    await Run(context.Response, device, end.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    // The page is gone.
                }
            }
        }

        private async Task Run(HttpResponse response, string device, CancellationToken end)
        {
            ArrayBufferWriter<byte> bytes = new ArrayBufferWriter<byte>(8192);
            long version = 0;
            bool isFirst = true;
            long told = Stopwatch.GetTimestamp();
            for (; ; )
            {
                FleetChange change = _fleet.After(version, isFirst ? null : device);
                if (isFirst || change.Version > version || Stopwatch.GetElapsedTime(told) > LongestSilence)
                {
                    bytes.ResetWrittenCount();
                    Write(bytes, change, isFirst);
                    await response.Body.WriteAsync(bytes.WrittenMemory, end).ConfigureAwait(false);
                    await response.Body.FlushAsync(end).ConfigureAwait(false);
                    version = change.Version;
                    isFirst = false;
                    told = Stopwatch.GetTimestamp();
                }

                await Task.Delay(Pause, end).ConfigureAwait(false);
            }
        }

        private void Write(ArrayBufferWriter<byte> bytes, FleetChange change, bool isFirst)
        {
            bytes.Write("data: "u8);
            using (Utf8JsonWriter json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
            {
                json.WriteStartObject();
                json.WriteNumber("now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                json.WriteBoolean("first", isFirst);
                _writeHealth(json);
                json.WriteStartArray("devices");
                foreach (byte[] row in change.Rows)
                {
                    json.WriteRawValue(row, true);
                }

                json.WriteEndArray();
                json.WriteBoolean("gap", change.Records == null);
                json.WriteStartArray("records");
                foreach (LiveRecord record in change.Records ?? Array.Empty<LiveRecord>())
                {
                    json.WriteStartObject();
                    json.WriteString("kind", record.Kind);
                    json.WritePropertyName("payload");
                    json.WriteRawValue(record.Payload, true);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            bytes.Write("\n\n"u8);
        }
    }
}

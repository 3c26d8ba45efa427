using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.History;
using AnodeGuard.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>The addresses that the page asks. Times are milliseconds since 1970, UTC.</summary>
    internal sealed class DashboardApi
    {
        private const int MostPoints = 20_000;
        private const int MostEvents = 500;

        // What the page may send; everything else a device can do is for the command line.
        private static readonly string[] Commands = { "acknowledge", "self-test", "identify", "test-alarm" };

        private readonly Fleet _fleet;
        private readonly HistoryReader _history;
        private readonly CommandSender _commands;
        private readonly LiveStream _live;
        private readonly CancellationToken _stopping;

        public DashboardApi(Fleet fleet, HistoryReader history, CommandSender commands, LiveStream live, CancellationToken stopping)
        {
            _fleet = fleet;
            _history = history;
            _commands = commands;
            _live = live;
            _stopping = stopping;
        }

        /// <summary>Puts them on a server.</summary>
        public void Map(WebApplication web)
        {
            foreach ((string path, (string type, byte[] bytes)) in PageAssets.All)
            {
                web.MapGet(path == "index.html" ? "/" : "/" + path, (RequestDelegate)(context => Send(context, type, bytes)));
            }

            web.MapGet("/api/live", (RequestDelegate)(context => _live.Run(context, context.Request.Query["device"].FirstOrDefault(), _stopping)));
            web.MapGet("/api/faults", (RequestDelegate)(context => Json(context, WriteFaults)));
            web.MapGet("/api/device", (RequestDelegate)Device);
            web.MapGet("/api/history", (RequestDelegate)(context => Guarded(context, History)));
            web.MapGet("/api/export", (RequestDelegate)(context => Guarded(context, Export)));
            web.MapPost("/api/command", (RequestDelegate)Command);
        }

        private static Task Send(HttpContext context, string type, byte[] bytes)
        {
            context.Response.ContentType = type;
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
        }

        private static async Task Json(HttpContext context, Action<Utf8JsonWriter> write)
        {
            using (MemoryStream bytes = new MemoryStream())
            {
                using (Utf8JsonWriter json = new Utf8JsonWriter(bytes))
                {
                    write(json);
                }

                await Send(context, "application/json", bytes.ToArray()).ConfigureAwait(false);
            }
        }

        private static void WriteFaults(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (FaultRow row in FaultTable.Rows)
            {
                json.WriteStartObject(row.Name);
                json.WriteString("meaning", row.Meaning);
                json.WriteString("remedy", row.Remedy);
                json.WriteString("clearing", row.Clearing);
                json.WriteBoolean("latches", row.Latches);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        private Task Device(HttpContext context)
        {
            string name = context.Request.Query["device"].FirstOrDefault();
            byte[] detail = name == null ? null : _fleet.Detail(name);
            return detail == null
                ? Problem(context, StatusCodes.Status404NotFound, "this device was not heard yet")
                : Json(context, json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("can_command", _commands.CanCommand(name));
                    json.WritePropertyName("detail");
                    json.WriteRawValue(detail, true);
                    json.WriteEndObject();
                });
        }

        private Task History(HttpContext context)
        {
            (string device, long from, long to) = RangeOf(context);
            int points = (int)Math.Clamp(Whole(context, "points") ?? 2000, 10, MostPoints);
            SampleSeries samples = _history.Samples(device, from, to, points);
            string[] events = _history.Payloads(device, from, to, MostEvents, "event").ToArray();
            return Json(context, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("samples_per_pair", samples.SamplesPerPair);
                json.WriteStartArray("t");
                foreach (long time in samples.Times)
                {
                    json.WriteNumberValue(time);
                }

                json.WriteEndArray();
                for (int i = 0; i < SampleColumn.Names.Length; i++)
                {
                    WriteColumn(json, SampleColumn.Names[i], samples.Values[i]);
                }

                json.WriteStartArray("events");
                foreach (string payload in events)
                {
                    json.WriteRawValue(payload);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }

        private static void WriteColumn(Utf8JsonWriter json, string name, double?[] values)
        {
            json.WriteStartArray(name);
            foreach (double? value in values)
            {
                if (value == null)
                {
                    json.WriteNullValue();
                }
                else
                {
                    json.WriteNumberValue(value.Value);
                }
            }

            json.WriteEndArray();
        }

        private async Task Export(HttpContext context)
        {
            (string device, long from, long to) = RangeOf(context);
            context.Features.Get<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            context.Response.ContentType = "text/csv; charset=utf-8";
            string day = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(from, 0, 253402300799999)).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            string name = string.Concat(device.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
            context.Response.Headers.ContentDisposition = "attachment; filename=\"" + name + "-" + day + ".bdf.csv\"";

            // Off the server's own threads: it reads the disk for as long as it takes.
            await Task.Run(() => new BdfExport().Write(_history, device, from, to, context.Response.Body), context.RequestAborted).ConfigureAwait(false);
        }

        private async Task Command(HttpContext context)
        {
            string device;
            string command;
            try
            {
                using (JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted).ConfigureAwait(false))
                {
                    device = body.RootElement.GetProperty("device").GetString();
                    command = body.RootElement.GetProperty("command").GetString();
                }
            }
            catch (Exception exception) when (exception is JsonException || exception is InvalidOperationException || exception is System.Collections.Generic.KeyNotFoundException)
            {
                await Problem(context, StatusCodes.Status400BadRequest, "accepted: {\"device\":\"SITE/DEVICE\",\"command\":NAME}").ConfigureAwait(false);
                return;
            }

            if (device == null || _fleet.Detail(device) == null || Array.IndexOf(Commands, command) < 0)
            {
                await Problem(context, StatusCodes.Status400BadRequest, "no such device, or not one of " + string.Join(", ", Commands)).ConfigureAwait(false);
                return;
            }

            CommandAnswer answer = await _commands.Send(device, command, null, context.RequestAborted).ConfigureAwait(false);
            await Json(context, json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("accepted", answer.Accepted);
                json.WriteString("reason", answer.Reason);
                json.WriteEndObject();
            }).ConfigureAwait(false);
        }

        /// <summary>A question that is wrong, or a history that cannot be read, is answered in words.</summary>
        private static async Task Guarded(HttpContext context, Func<HttpContext, Task> answer)
        {
            try
            {
                await answer(context).ConfigureAwait(false);
            }
            catch (InputException exception) when (!context.Response.HasStarted)
            {
                context.Response.Headers.ContentDisposition = default;
                await Problem(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
            }
        }

        private static Task Problem(HttpContext context, int status, string why)
        {
            context.Response.StatusCode = status;
            return Json(context, json =>
            {
                json.WriteStartObject();
                json.WriteString("problem", why);
                json.WriteEndObject();
            });
        }

        private static (string Device, long From, long To) RangeOf(HttpContext context)
        {
            string device = context.Request.Query["device"].FirstOrDefault();
            long? from = Whole(context, "from");
            long? to = Whole(context, "to");
            return device != null && from != null && to != null && from < to
                ? (device, from.Value, to.Value)
                : throw new InputException("accepted: device=SITE/DEVICE, from and to in milliseconds since 1970, from before to");
        }

        private static long? Whole(HttpContext context, string name)
        {
            return long.TryParse(context.Request.Query[name].FirstOrDefault(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
        }
    }
}

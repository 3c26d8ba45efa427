using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli
{
    /// <summary>`recording`: puts flight recordings together from their chunks, judges them again, and writes them out.</summary>
    internal static class RecordingCommand
    {
        private const string TopicEnd = "/recording";

        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Argument<string> file = new Argument<string>("file")
            {
                Description = "A recording, or messages captured with `verify --save`; instead of --broker",
                Arity = ArgumentArity.ZeroOrOne,
            };
            BrokerOptions broker = new BrokerOptions();
            Option<double?> duration = OptionOf.OptionalNumber("--duration", "Listen at most so long, s; without it until a recording is whole", NumberRange.Above(0, 1e8, "s"));
            Option<string> save = OptionOf.Text("--save", "Write the recording to this file, for `replay`");
            Option<string> csv = OptionOf.Text("--csv", "Every snapshot with its verdict as CSV");
            Option<string> svg = OptionOf.Text("--svg", "A picture of it");
            Option<string> page = OptionOf.Text("--report", "A self-contained HTML page with plots");
            Option<bool> json = OptionOf.Flag("--json", "JSON lines on stdout");
            Command command = new Command("recording", "Puts a board's flight recording together, replays it bit for bit, and writes it as page, CSV and picture.") { file, duration, save, csv, svg, page, json };
            foreach (Option option in broker.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                string path = parsed.GetValue(file);
                BrokerAccount account = broker.Read(parsed);
                if ((path == null) == (account == null))
                {
                    throw new InputException("recording: give either a file or --broker HOST:PORT");
                }

                byte[] bytes = path != null ? FromFile(path) : FromBroker(account, parsed.GetValue(duration), cancellation);
                using AtomicFile saved = AtomicFile.Open(parsed.GetValue(save), "--save");
                using AtomicFile table = AtomicFile.Open(parsed.GetValue(csv), "--csv");
                using AtomicFile picture = AtomicFile.Open(parsed.GetValue(svg), "--svg");
                using AtomicFile html = AtomicFile.Open(parsed.GetValue(page), "--report");
                FlightFile flight = FlightFile.Parse(bytes, path ?? "the broker's chunks");
                FlightReport report = new FlightReport(flight, table?.Stream);
                report.WritePicture(picture?.Stream);
                WritePage(html, flight, report);
                saved?.Stream.Write(bytes);
                saved?.Commit();
                table?.Commit();
                picture?.Commit();
                html?.Commit();
                report.WriteSummary(output, parsed.GetValue(json));
                return ExitCode.Ran;
            });
            return command;
        }

        /// <summary>Whether a file holds a recording that was put together.</summary>
        public static bool IsRecording(string path)
        {
            try
            {
                using FileStream stream = File.OpenRead(path);
                byte[] head = new byte[FlightFile.Magic.Length];
                return stream.ReadAtLeast(head, head.Length, false) == head.Length && head.AsSpan().SequenceEqual(FlightFile.Magic);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                // Whoever reads it says why it cannot be read.
                return false;
            }
        }

        /// <summary>Replays a recording that was put together.</summary>
        public static int Replay(string path, string page, bool json, TextWriter output)
        {
            using AtomicFile html = AtomicFile.Open(page, "--report");
            FlightFile flight = FlightFile.Parse(File.ReadAllBytes(path), path);
            FlightReport report = new FlightReport(flight, null);
            WritePage(html, flight, report);
            html?.Commit();
            report.WriteSummary(output, json);
            if (page != null && !json)
            {
                output.WriteLine("report: " + page);
            }

            return ExitCode.Ran;
        }

        private static void WritePage(AtomicFile html, FlightFile flight, FlightReport report)
        {
            if (html != null)
            {
                FlightPage.Write(html.Stream, flight, report);
            }
        }

        private static byte[] FromFile(string path)
        {
            if (IsRecording(path))
            {
                return File.ReadAllBytes(path);
            }

            ChunkAssembler chunks = new ChunkAssembler();
            foreach (ReceivedMessage message in CaptureFile.Read(path))
            {
                Take(chunks, message);
            }

            return Whole(chunks) ?? throw new InputException(path + ": " + Lacks(chunks));
        }

        private static byte[] FromBroker(BrokerAccount account, double? duration_s, CancellationToken cancellation)
        {
            ChunkAssembler chunks = new ChunkAssembler();
            byte[] whole = null;
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using (MqttFeed feed = new MqttFeed(
                account,
                "recording",
                new[] { "anodeguard/+/+" + TopicEnd },
                message =>
                {
                    Take(chunks, message);
                    whole ??= Whole(chunks);
                    if (whole != null)
                    {
                        end.Cancel();
                    }
                },
                () => { }))
            {
                feed.Start();
                end.Token.WaitHandle.WaitOne(duration_s == null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(Math.Min(duration_s.Value, int.MaxValue / 1000)));
                if (whole == null && feed.Problem != null)
                {
                    throw new InputException("--broker: " + feed.Problem);
                }
            }

            return whole ?? throw new InputException("--broker: " + Lacks(chunks));
        }

        private static void Take(ChunkAssembler chunks, ReceivedMessage message)
        {
            if (message.Topic.EndsWith(TopicEnd, StringComparison.Ordinal))
            {
                chunks.Add(message.Topic, message.Payload);
            }
        }

        /// <summary>The newest recording that is whole; null where none is.</summary>
        private static byte[] Whole(ChunkAssembler chunks)
        {
            return chunks.Recordings.Where(one => one.IsWhole).OrderBy(one => one.Boot).ThenBy(one => one.Number).LastOrDefault()?.Bytes;
        }

        private static string Lacks(ChunkAssembler chunks)
        {
            StringBuilder text = new StringBuilder("no whole recording");
            foreach (ChunkAssembler.Parts parts in chunks.Recordings)
            {
                List<int> missing = parts.Missing();
                text.Append(CultureInfo.InvariantCulture, $"; {parts.Topic} boot {parts.Boot} recording {parts.Number}: {missing.Count} of {parts.Total} chunks are missing (")
                    .Append(string.Join(",", missing.Take(64))).Append("), ask for them with the command recording");
            }

            return chunks.Refused == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"; {chunks.Refused} chunks were refused").ToString();
        }
    }
}

using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli
{
    /// <summary>`recording`: puts flight recordings together from their chunks, judges them again, and writes them out.</summary>
    internal static class RecordingCommand
    {
        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Argument<string> file = new Argument<string>("file")
            {
                Description = "A recording, or messages captured with `verify --save`; instead of --broker",
                Arity = ArgumentArity.ZeroOrOne,
            };
            BrokerOptions broker = new BrokerOptions();
            Option<double?> duration = OptionOf.OptionalNumber("--duration", "Listen at most so long, s; without it until a recording is whole", NumberRange.Above(0, 1e8, "s"));
            Option<string> keys = OptionOf.Text("--keys", "File of lines SITE/DEVICE KEY (device.command_key): chunks that are missing are asked for");
            Option<string> save = OptionOf.Text("--save", "Write the recording to this file, for `replay`");
            Option<string> csv = OptionOf.Text("--csv", "Every snapshot with its verdict as CSV");
            Option<string> svg = OptionOf.Text("--svg", "A picture of it");
            Option<string> page = OptionOf.Text("--report", "A self-contained HTML page with plots");
            Option<bool> json = OptionOf.Flag("--json", "JSON lines on stdout");
            Command command = new Command("recording", "Puts a board's flight recording together, replays it bit for bit, and writes it as page, CSV and picture.") { file, duration, keys, save, csv, svg, page, json };
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

                byte[] bytes = path != null ? FromFile(path) : ChunkFetch.FromBroker(account, CommandKeys.Load(parsed.GetValue(keys)), Patience(parsed.GetValue(duration)), cancellation);
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
                byte[] head = new byte[FlightFile.MagicBytes];
                return FlightFile.IsRecording(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, false)));
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

        private static TimeSpan Patience(double? duration_s)
        {
            return duration_s == null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(duration_s.Value);
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
                ChunkFetch.Take(chunks, message);
            }

            return ChunkFetch.Whole(chunks) ?? throw new InputException(path + ": " + ChunkFetch.Lacks(chunks));
        }
    }
}

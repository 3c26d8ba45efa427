using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.History;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli
{
    /// <summary>`history`: looks into what `dashboard --history FILE` has kept.</summary>
    internal static class HistoryCommand
    {
        private static readonly Argument<string> Output = new Argument<string>("output") { Description = "File to write" };

        private static readonly Option<string> File = new Option<string>("--history") { Description = "The history", Required = true };

        private static readonly Option<string> Device = OptionOf.Text("--device", "SITE/DEVICE; may be left out where there is only one");

        private static readonly Option<string> From = OptionOf.Text("--from", "First instant, ISO 8601 (2026-07-21 or 2026-07-21T08:15:00Z; UTC where it does not say)");

        private static readonly Option<string> To = OptionOf.Text("--to", "Instant after the last, the same");

        public static Command Create(TextWriter output)
        {
            Command list = new Command("list", "The devices in it, and since when and until when.") { File };
            list.SetAction(parsed => List(new HistoryReader(HistoryFile.OpenExisting(parsed.GetValue(File))), output));
            Command export = new Command("export", "Write a range as a Battery Data Format table, which replay reads.") { Output, File, Device, From, To };
            export.SetAction(parsed => Export(parsed, output));
            Command capture = new Command("capture", "Write the messages of a range of devices as verify reads them.") { Output, File, Device };
            capture.SetAction(parsed => Capture(parsed, output));
            return new Command("history", "Looks into what dashboard --history has kept.") { list, export, capture };
        }

        private static int List(HistoryReader history, TextWriter output)
        {
            foreach ((string device, long first, long last) in history.Devices())
            {
                output.WriteLine(device + "  " + Show(first) + " to " + Show(last));
            }

            return ExitCode.Ran;
        }

        private static int Export(ParseResult parsed, TextWriter output)
        {
            HistoryReader history = new HistoryReader(HistoryFile.OpenExisting(parsed.GetValue(File)));
            string device = DeviceOf(history, parsed.GetValue(Device));
            long from = InstantOf(parsed.GetValue(From), From.Name) ?? 0;
            long to = InstantOf(parsed.GetValue(To), To.Name) ?? long.MaxValue;
            if (from >= to)
            {
                throw new InputException("--to: has to lie after --from");
            }

            BdfExport export = new BdfExport();
            using (AtomicFile file = AtomicFile.Open(parsed.GetValue(Output), "<output>"))
            {
                Write(() => export.Write(history, device, from, to, file.Stream));
                if (export.Rows == 0)
                {
                    throw new InputException("history export: nothing of " + device + " lies in this range with voltage and current");
                }

                Write(file.Commit);
            }

            output.WriteLine(export.Rows.ToString(CultureInfo.InvariantCulture) + " rows of " + device + " written"
                + (export.LeftOut == 0 ? string.Empty : ", " + export.LeftOut.ToString(CultureInfo.InvariantCulture) + " without voltage or current, or of the same instant, left out"));
            return ExitCode.Ran;
        }

        private static int Capture(ParseResult parsed, TextWriter output)
        {
            HistoryReader history = new HistoryReader(HistoryFile.OpenExisting(parsed.GetValue(File)));
            string device = parsed.GetValue(Device) == null ? null : DeviceOf(history, parsed.GetValue(Device));
            long count = 0;
            using (AtomicFile file = AtomicFile.Open(parsed.GetValue(Output), "<output>"))
            {
                Write(() => history.EachMessage(device, message =>
                {
                    CaptureFile.Write(file.Stream, message);
                    count++;
                }));
                Write(file.Commit);
            }

            output.WriteLine(count.ToString(CultureInfo.InvariantCulture) + " messages written");
            return ExitCode.Ran;
        }

        private static void Write(Action write)
        {
            try
            {
                write();
            }
            catch (IOException exception)
            {
                throw new InputException("<output>: cannot be written: " + exception.Message, exception);
            }
        }

        private static string DeviceOf(HistoryReader history, string asked)
        {
            string[] known = history.Devices().Select(device => device.Device).ToArray();
            string found = asked == null ? (known.Length == 1 ? known[0] : null) : known.FirstOrDefault(name => name == asked);
            return found ?? throw new InputException((asked == null ? "--device: is missing" : "--device: '" + asked + "' is not in it")
                + "; accepted: " + (known.Length == 0 ? "none, it is empty" : string.Join(", ", known)));
        }

        private static long? InstantOf(string text, string option)
        {
            if (text == null)
            {
                return null;
            }

            const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            string[] formats = { "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK" };
            return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Universal, out DateTimeOffset instant)
                ? instant.ToUnixTimeMilliseconds()
                : throw new InputException(option + ": '" + text + "' is no instant; accepted: 2026-07-21 or 2026-07-21T08:15:00Z");
        }

        private static string Show(long milliseconds)
        {
            return milliseconds == 0 ? "-" : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }
}

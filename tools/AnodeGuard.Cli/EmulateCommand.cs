using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Output;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli
{
    /// <summary>`emulate`: the firmware on the emulated board.</summary>
    internal static class EmulateCommand
    {
        private static readonly Option<string> ScenarioName = OptionOf.Text("--scenario", "Which story: " + string.Join(", ", Scenarios.All.Select(scenario => scenario.Name)));

        private static readonly Option<long> Seed = OptionOf.Whole("--seed", "The same seed gives the same run", 1);

        private static readonly Option<double?> Duration = OptionOf.OptionalNumber("--duration", "Virtual time, s; without it as long as the story is", NumberRange.Above(0, 1e8, "s"));

        private static readonly Option<string> Speed = OptionOf.Text("--speed", "Virtual seconds per second, or max (the default)");

        private static readonly Option<string> Broker = OptionOf.Text("--broker", "Report over MQTT to this broker, HOST:PORT");

        private static readonly Option<string> Keys = OptionOf.Text("--keys", "With --broker: file of lines SITE/DEVICE KEY; the board takes commands signed with the key of emulated/NAME");

        private static readonly Option<string> RecordingFile = OptionOf.Text("--recording", "Play this file of a real cell (scenario recording)");

        private static readonly Option<double?> ContactOhm = OptionOf.OptionalNumber("--contact-ohm", "Resistance of a contact, ohm; without it the scenario's own", NumberRange.Above(0, 1e9, "ohm"));

        private static readonly Option<bool> Unprotected = OptionOf.Flag("--unprotected", "Hold the switch closed: what would have happened");

        private static readonly Option<bool> NoComparator = OptionOf.Flag("--no-comparator", "Switch the board's hardware comparator off");

        private static readonly Option<string> Picture = OptionOf.Text("--picture", "SVG of the run: sense voltage, current, the metal's way");

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "Events and summary as JSON lines");

        private static readonly Option<string> FailOn = OptionOf.Level("--fail-on");

        private static readonly NumberRange Speeds = NumberRange.Above(0, 1e6, "times real time, or max");

        public static Command Create(TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            ScenarioName.Required = true;
            Command command = new Command("emulate", "Runs the firmware on an emulated board with an emulated cell.")
            {
                ScenarioName, Seed, Duration, Speed, Broker, Keys, RecordingFile, ContactOhm, Unprotected, NoComparator, Picture, Json, FailOn,
            };
            command.SetAction(parsed => Run(parsed, output, error, cancellation));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            EmulationOptions options = OptionsOf(parsed);
            using (AtomicFile picture = AtomicFile.Open(parsed.GetValue(Picture), Picture.Name))
            {
                options.Broker?.CheckIsThere();
                EmulationSession session = new EmulationSession(options);
                RunPicture drawing = picture == null ? null : new RunPicture(session);
                EmulationSummary summary = parsed.GetValue(Json)
                    ? RunAsJson(session, options, output, cancellation)
                    : EmulationDisplay.Run(session, options, output, cancellation);
                drawing?.Write(picture.Stream, summary, options);
                picture?.Commit();
                if (summary.Delivery() is string missing)
                {
                    error.WriteLine("anodeguard: --broker: " + missing);
                }

                return OptionOf.Reaches(parsed.GetValue(FailOn), session.Worst) ? ExitCode.Found : ExitCode.Ran;
            }
        }

        private static EmulationSummary RunAsJson(EmulationSession session, EmulationOptions options, TextWriter output, CancellationToken cancellation)
        {
            JsonLines lines = new JsonLines(output);
            session.OnEvent = (time, record) => EventJson.Write(lines, time / 1e6, record);
            session.Run(cancellation);
            EmulationSummary summary = new EmulationSummary(session, options);
            summary.Write(lines);
            return summary;
        }

        private static EmulationOptions OptionsOf(ParseResult parsed)
        {
            Scenario scenario = FindScenario(parsed.GetValue(ScenarioName));
            string recording = parsed.GetValue(RecordingFile);
            bool plays = scenario.Name == "recording";
            if (plays != (recording != null))
            {
                throw new InputException(plays ? "--scenario recording needs --recording FILE" : "--recording: only for --scenario recording");
            }

            return new EmulationOptions
            {
                Scenario = scenario,
                Seed = parsed.GetValue(Seed),
                Duration_s = parsed.GetValue(Duration),
                Speed = SpeedOf(parsed.GetValue(Speed)),
                Broker = BrokerOf(parsed.GetValue(Broker)),
                CommandKey = CommandKeys.Load(parsed.GetValue(Keys)).Of("emulated/" + scenario.Name),
                Recording = plays ? LoadedRecording.Load(recording) : null,
                ContactOhms = parsed.GetValue(ContactOhm),
                Unprotected = parsed.GetValue(Unprotected),
                ComparatorEnabled = !parsed.GetValue(NoComparator),
            };
        }

        private static Scenario FindScenario(string name)
        {
            try
            {
                return Scenarios.Get(name);
            }
            catch (ArgumentException exception)
            {
                throw new InputException("--scenario: " + exception.Message, exception);
            }
        }

        private static double SpeedOf(string text)
        {
            if (text is null or "max")
            {
                return 0;
            }

            bool good = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed) && Speeds.Contains(speed);
            return good ? speed : throw new InputException("--speed: '" + text + "' is not accepted (accepted: " + Speeds + ")");
        }

        private static BrokerAddress BrokerOf(string text)
        {
            return text == null
                ? null
                : BrokerAddress.Parse(text) ?? throw new InputException("--broker: '" + text + "' is not HOST:PORT (port 1 to 65535)");
        }
    }
}

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Cli
{
    /// <summary>`replay`: the core over a recording.</summary>
    internal static class ReplayCommand
    {
        private static readonly Argument<string[]> RecordingArgument = new Argument<string[]>("file")
        {
            Description = "Recordings, also gzipped, by name or pattern: " + string.Join(", ", RecordingFile.Formats.Select(format => format.Name)),
            Arity = ArgumentArity.OneOrMore,
        };

        private static readonly Option<string> Format = FormatOption();

        private static readonly Option<ColumnMap> Map = MapOption();

        private static readonly Option<string> Settings = OptionOf.Text("--settings", "Settings document, JSON; without it the documented defaults, and guesses where the file speaks against them");

        private static readonly Option<string> Trace = OptionOf.Text("--trace", "CSV with a line for every row: j, s, time to depletion, state, faults");

        private static readonly Option<string> Report = OptionOf.Text("--report", "Self-contained HTML page with plots");

        private static readonly Option<string> Bdf = OptionOf.Text("--bdf", "The recording as Battery Data Format CSV: SI units, charging positive, sense voltage as an extra column");

        private static readonly Option<string> Compare = OptionOf.Text("--compare", "Another recording, put beside the first in the report");

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "Events and summary as JSON lines");

        private static readonly Option<string> FailOn = OptionOf.Level("--fail-on");

        public static Command Create(TextWriter output)
        {
            Command command = new Command("replay", "Runs the decision core over a recorded file.")
            {
                RecordingArgument, Format, Map, Settings, CellOptions.Capacity, CellOptions.Area, CellOptions.Metal, CellOptions.Limits,
                Report, Compare, Trace, Bdf, Json, FailOn,
            };
            command.SetAction(parsed => Run(parsed, output));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output)
        {
            IReadOnlyList<string> paths = RecordingPaths.Expand(parsed.GetValue(RecordingArgument));
            if (paths.Count == 1 && RecordingCommand.IsRecording(paths[0]))
            {
                RefuseBesideFlight(parsed);
                return RecordingCommand.Replay(paths[0], parsed.GetValue(Report), parsed.GetValue(Json), output);
            }

            ReplayOptions options = new ReplayOptions(parsed.GetValue(Settings), parsed.GetValue(Format), parsed.GetValue(Map) ?? ColumnMap.None, CellOptions.Of(parsed));
            return paths.Count == 1 ? RunOne(paths[0], options, parsed, output) : RunMany(paths, options, parsed, output);
        }

        /// <summary>A flight recording brings its own settings, and its rows come as CSV from `recording`: nothing that was asked is passed over in silence.</summary>
        private static void RefuseBesideFlight(ParseResult parsed)
        {
            Option[] foreign = { Format, Map, Settings, CellOptions.Capacity, CellOptions.Area, CellOptions.Metal, CellOptions.Limits, Compare, Trace, Bdf, FailOn };
            Option given = foreign.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
            if (given != null)
            {
                throw new InputException(given.Name + ": is not for a flight recording, which carries its own settings (accepted: --report, --json)");
            }
        }

        private static int RunOne(string path, ReplayOptions options, ParseResult parsed, TextWriter output)
        {
            ReplayOutputs outputs = new ReplayOutputs(parsed.GetValue(Trace), parsed.GetValue(Report), parsed.GetValue(Bdf), parsed.GetValue(Compare));
            ReplayTally tally = new SingleReplay(path, options, outputs).Run(output, parsed.GetValue(Json));
            return OptionOf.Reaches(parsed.GetValue(FailOn), tally.Worst) ? ExitCode.Found : ExitCode.Ran;
        }

        private static int RunMany(IReadOnlyList<string> paths, ReplayOptions options, ParseResult parsed, TextWriter output)
        {
            foreach (Option<string> option in new[] { Trace, Report, Bdf, Compare })
            {
                if (parsed.GetValue(option) != null)
                {
                    throw new InputException(option.Name + ": is for one recording; " + paths.Count + " were given");
                }
            }

            ManyReplays many = new ManyReplays(paths, options);
            bool json = parsed.GetValue(Json);
            many.Run(!json && output == Console.Out && !Console.IsErrorRedirected);
            if (json)
            {
                many.WriteJson(new JsonLines(output));
            }
            else
            {
                many.WriteText(output);
            }

            return many.Failed > 0 ? ExitCode.BadInput : OptionOf.Reaches(parsed.GetValue(FailOn), many.Worst) ? ExitCode.Found : ExitCode.Ran;
        }

        private static Option<string> FormatOption()
        {
            string known = string.Join(", ", RecordingFile.Formats.Select(format => format.Id));
            Option<string> option = OptionOf.Text("--format", "The recording's format, where its content does not tell: " + known);
            option.Validators.Add(result =>
            {
                string id = result.GetValueOrDefault<string>();
                if (id != null && RecordingFile.Formats.All(format => format.Id != id))
                {
                    result.AddError("--format: '" + id + "' is not one of " + known);
                }
            });
            return option;
        }

        private static Option<ColumnMap> MapOption()
        {
            return new Option<ColumnMap>("--map")
            {
                Description = "Columns by name: time=T,voltage=V,current=I,sense=S,temperature=C; -NAME reverses a sign, NAME:unit names a unit",
                CustomParser = result =>
                {
                    try
                    {
                        return ColumnMap.Parse(result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value);
                    }
                    catch (InputException exception)
                    {
                        result.AddError(exception.Message);
                        return null;
                    }
                },
            };
        }
    }
}

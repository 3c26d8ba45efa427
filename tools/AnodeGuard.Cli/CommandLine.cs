using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading;

namespace AnodeGuard.Cli
{
    /// <summary>
    /// The verbs and what they share: `--version` everywhere, one line on stderr and exit code 2 for anything that was
    /// asked wrongly. A verb's action returns its exit code and throws <see cref="InputException"/> for bad input.
    /// </summary>
    internal static class CommandLine
    {
        /// <summary>Runs one command line.</summary>
        /// <param name="arguments">As the shell split them, without the program's name.</param>
        /// <param name="output">What was asked for; under --json nothing but JSON lines.</param>
        /// <param name="error">Complaints, a line each.</param>
        /// <param name="cancellation">Ends a run early and in good order.</param>
        /// <returns>See <see cref="ExitCode"/>.</returns>
        public static int Run(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
        {
            Option<bool> version = new Option<bool>("--version") { Description = "Print version and core hash.", Recursive = true };
            RootCommand root = Build(version, output, error, cancellation);
            ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.GetResult(version) is OptionResult { Implicit: false })
            {
                output.WriteLine(ProductVersion.Line);
                return ExitCode.Ran;
            }

            try
            {
                if (parsed.Errors.Count > 0 && !AsksForHelp(parsed))
                {
                    throw new InputException(Explain(parsed));
                }

                return parsed.Invoke(new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
            }
            catch (InputException exception)
            {
                error.WriteLine("anodeguard: " + OneLine(exception.Message));
                return ExitCode.BadInput;
            }
        }

        private static RootCommand Build(Option<bool> version, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            RootCommand root = new RootCommand("Watches metal-anode cells through a Cu sense layer: replay, emulate, compute, evaluate.");
            for (int i = root.Options.Count - 1; i >= 0; i--)
            {
                if (root.Options[i] is VersionOption)
                {
                    root.Options.RemoveAt(i);
                }
            }

            root.Directives.Clear();
            root.Options.Add(version);
            root.Subcommands.Add(EmulateCommand.Create(output, error, cancellation));
            root.Subcommands.Add(ReplayCommand.Create(output));
            root.Subcommands.Add(SandCommand.Create(output));
            root.Subcommands.Add(EvaluateCommand.Create(output, error, cancellation));
            root.Subcommands.Add(SettingsCommand.Create(output, cancellation));
            root.Subcommands.Add(DashboardCommand.Create(output, error, cancellation));
            root.Subcommands.Add(HistoryCommand.Create(output));
            root.Subcommands.Add(RecordingCommand.Create(output, cancellation));
            root.Subcommands.Add(VerifyCommand.Create(output, error, cancellation));
            root.Subcommands.Add(DeviceCommand.Create(output, cancellation));
            root.Subcommands.Add(SignCommand.Create(output, cancellation));
            root.Subcommands.Add(CalibrateCommand.Create(output, cancellation));
            root.Subcommands.Add(CommissionCommand.Create(output, cancellation));
            return root;
        }

        private static bool AsksForHelp(ParseResult parsed)
        {
            return parsed.Action is System.CommandLine.Help.HelpAction;
        }

        private static string Explain(ParseResult parsed)
        {
            string verbs = string.Join(", ", parsed.RootCommandResult.Command.Subcommands.Select(verb => verb.Name));
            if (parsed.CommandResult.Command is RootCommand)
            {
                string word = FirstStranger(parsed);
                return (word == null ? "no verb given" : "unknown verb '" + word + "'") + "; verbs are: " + verbs;
            }

            string stranger = FirstStranger(parsed);
            return parsed.CommandResult.Command.Name + ": "
                + (stranger != null ? "unknown argument '" + stranger + "'" : ExplainValue(parsed));
        }

        /// <summary>A value that is wrong comes before options that are missing: it was typed.</summary>
        private static string ExplainValue(ParseResult parsed)
        {
            ParseError wrong = parsed.Errors.FirstOrDefault(error => IsGiven(error.SymbolResult));
            string missing = string.Join(", ", parsed.CommandResult.Command.Options
                .Where(option => option.Required && !IsGiven(parsed.GetResult(option)))
                .Select(option => option.Name)
                .Concat(parsed.CommandResult.Command.Arguments
                    .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
                    .Select(argument => "<" + argument.Name + ">")));
            return wrong == null && missing.Length > 0 ? "missing: " + missing : (wrong ?? parsed.Errors[0]).Message;
        }

        private static bool IsGiven(SymbolResult result)
        {
            return result is ArgumentResult { Tokens.Count: > 0 } || result is OptionResult { IdentifierToken: not null };
        }

        private static string FirstStranger(ParseResult parsed)
        {
            return parsed.UnmatchedTokens.Count == 0 ? null : parsed.UnmatchedTokens[0];
        }

        private static string OneLine(string message)
        {
            return message.ReplaceLineEndings(" ");
        }
    }
}

using System.CommandLine;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli.Commands;

namespace AnodeGuard.Cli
{
    /// <summary>`commission`: shows what the device asks for, step after step; Enter confirms where it waits for that.</summary>
    internal static class CommissionCommand
    {
        private const int PollMilliseconds = 1000;

        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Option<bool> goOn = OptionOf.Flag("--continue", "Go on where an earlier one stands, instead of beginning anew");
            Option<bool> status = OptionOf.Flag("--status", "Only print how far it has come, as JSON");
            Option<bool> abort = OptionOf.Flag("--abort", "End it without having done all steps");
            DeviceLine.Options options = new DeviceLine.Options();
            Command command = new Command("commission", "Goes through the commissioning that the device guides (hardware/docs/commissioning.md).") { goOn, status, abort };
            foreach (Option option in options.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                using DeviceLine line = options.Open(parsed, "commission");
                if (parsed.GetValue(status) || parsed.GetValue(abort))
                {
                    if (parsed.GetValue(abort))
                    {
                        // The device answers before its safety thread has taken it.
                        line.Ask("commission", Action("abort"), cancellation);
                        cancellation.WaitHandle.WaitOne(PollMilliseconds);
                    }

                    output.WriteLine(JsonSerializer.Serialize(line.Ask("commission", null, cancellation).Value));
                    return ExitCode.Ran;
                }

                if (!parsed.GetValue(goOn))
                {
                    line.Ask("commission", Action("start"), cancellation);
                }

                return Guide(line, output, cancellation);
            });
            return command;
        }

        private static int Guide(DeviceLine line, TextWriter output, CancellationToken cancellation)
        {
            string shown = null;
            Task<string> typed = null;
            for (bool begun = false; ; begun = true)
            {
                cancellation.WaitHandle.WaitOne(PollMilliseconds);
                if (cancellation.IsCancellationRequested)
                {
                    output.WriteLine("left where it stands: --continue goes on, --abort ends it");
                    return ExitCode.Ran;
                }

                JsonElement now = line.Ask("commission", null, cancellation).Value;
                if (!now.GetProperty("running").GetBoolean())
                {
                    if (begun || now.GetProperty("complete").GetBoolean())
                    {
                        output.WriteLine(now.GetProperty("complete").GetBoolean() ? "commissioned: the device arms" : "ended before all steps were done");
                        return ExitCode.Ran;
                    }

                    continue;
                }

                string line1 = Describe(now);
                if (line1 != shown)
                {
                    shown = line1;
                    output.WriteLine(line1);
                }

                if (now.GetProperty("needs_confirmation").GetBoolean())
                {
                    typed ??= Task.Run(System.Console.In.ReadLine, CancellationToken.None);
                    if (typed.IsCompleted)
                    {
                        bool ended = typed.Result == null;
                        typed = null;
                        if (ended)
                        {
                            throw new InputException("commission: the input has ended; --continue goes on");
                        }

                        line.Ask("commission", Action("confirm"), cancellation);
                    }
                }
            }
        }

        private static string Describe(JsonElement now)
        {
            string text = (now.GetProperty("step").GetInt32() + 1) + "/" + now.GetProperty("steps").GetInt32() + " "
                + now.GetProperty("name").GetString() + ": " + now.GetProperty("instruction").GetString()
                + (now.GetProperty("needs_confirmation").GetBoolean() ? " [Enter]" : "");
            return now.TryGetProperty("problem", out JsonElement problem) ? text + System.Environment.NewLine + "      " + problem.GetString() : text;
        }

        private static string Action(string action)
        {
            return "{\"action\":\"" + action + "\"}";
        }
    }
}

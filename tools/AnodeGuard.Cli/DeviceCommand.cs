using System.CommandLine;
using System.IO;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Commands;

namespace AnodeGuard.Cli
{
    /// <summary>`command`: sends one signed command to a device and prints what it gives back.</summary>
    internal static class DeviceCommand
    {
        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Argument<string> name = new Argument<string>("name") { Description = "acknowledge, self-test, identify, test-alarm, inhibit, reboot, get-settings, set-settings, recording, calibrate, commission or fault-log" };
            Argument<string> arguments = new Argument<string>("args") { Description = "A JSON object, such as '{\"seconds\":20}'", Arity = ArgumentArity.ZeroOrOne };
            DeviceLine.Options options = new DeviceLine.Options();
            Command command = new Command("command", "Sends a signed command to a device.") { name, arguments };
            foreach (Option option in options.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                string args = OneObject(parsed.GetValue(arguments));
                using DeviceLine line = options.Open(parsed, "command");
                JsonElement? result = line.Ask(parsed.GetValue(name), args, cancellation);
                output.WriteLine(result == null ? "{}" : JsonSerializer.Serialize(result.Value));
                return ExitCode.Ran;
            });
            return command;
        }

        private static string OneObject(string text)
        {
            if (text == null)
            {
                return null;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(text);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return JsonSerializer.Serialize(document.RootElement);
                }
            }
            catch (JsonException exception)
            {
                throw new InputException("args: not a JSON object: " + exception.Message, exception);
            }

            throw new InputException("args: not a JSON object");
        }
    }
}

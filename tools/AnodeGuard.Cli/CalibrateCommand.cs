using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Commands;

namespace AnodeGuard.Cli
{
    /// <summary>`calibrate`: takes one point of a board's calibration, or tells the constants in force.</summary>
    internal static class CalibrateCommand
    {
        private const int PollMilliseconds = 500;

        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Argument<string> quantity = Optional("quantity", "sense, cell, cell-bipolar, current or cell-temperature; nothing: print the constants in force");
            Argument<string> point = Optional("point", "low or high; high where one point is enough");
            Argument<string> value = Optional("true-value", "What the source gives: V, A or C");
            DeviceLine.Options options = new DeviceLine.Options();
            Command command = new Command("calibrate", "Takes a point of a board's calibration (hardware/docs/calibration.md).") { quantity, point, value };
            foreach (Option option in options.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                string asked = Arguments(parsed.GetValue(quantity), parsed.GetValue(point), parsed.GetValue(value));
                using DeviceLine line = options.Open(parsed, "calibrate");
                JsonElement result = line.Ask("calibrate", asked, cancellation).Value;
                if (asked != null)
                {
                    result = Await(line, result.GetProperty("points").GetInt64(), cancellation);
                    output.WriteLine(result.GetProperty("last").GetString());
                }

                output.WriteLine(JsonSerializer.Serialize(result));
                return ExitCode.Ran;
            });
            return command;
        }

        private static Argument<string> Optional(string name, string description)
        {
            return new Argument<string>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        }

        private static string Arguments(string quantity, string point, string value)
        {
            if (quantity == null)
            {
                return null;
            }

            if (value == null || !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            {
                throw new InputException("calibrate: QUANTITY POINT TRUE_VALUE are needed together; true value: a number in V, A or C");
            }

            return JsonSerializer.Serialize(new { quantity, point, true_value = number });
        }

        private static JsonElement Await(DeviceLine line, long before, CancellationToken cancellation)
        {
            for (; ; )
            {
                cancellation.WaitHandle.WaitOne(PollMilliseconds);
                cancellation.ThrowIfCancellationRequested();
                JsonElement result = line.Ask("calibrate", null, cancellation).Value;
                if (!result.GetProperty("busy").GetBoolean() && result.GetProperty("points").GetInt64() > before)
                {
                    return result;
                }
            }
        }
    }
}

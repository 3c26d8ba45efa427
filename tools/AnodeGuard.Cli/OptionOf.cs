using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AnodeGuard.Core;

namespace AnodeGuard.Cli
{
    /// <summary>Options whose complaint names the option and the range it accepts.</summary>
    internal static class OptionOf
    {
        /// <summary>A finite number inside a range.</summary>
        public static Option<double> Number(string name, string description, NumberRange range, double? assumed = null)
        {
            Option<double> option = new Option<double>(name)
            {
                Description = description,
                Required = assumed == null,
                CustomParser = result => ParseNumber(result, name, range),
            };
            if (assumed != null)
            {
                option.DefaultValueFactory = _ => assumed.Value;
            }

            return option;
        }

        /// <summary>A number that need not be given; null where it is not.</summary>
        public static Option<double?> OptionalNumber(string name, string description, NumberRange range)
        {
            return new Option<double?>(name) { Description = description, CustomParser = result => ParseNumber(result, name, range) };
        }

        /// <summary>A whole number that is not negative.</summary>
        public static Option<long> Whole(string name, string description, long assumed)
        {
            return new Option<long>(name)
            {
                Description = description,
                DefaultValueFactory = _ => assumed,
                CustomParser = result =>
                {
                    if (long.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                    {
                        return value;
                    }

                    result.AddError(name + ": '" + Text(result) + "' is not a whole number from 0 up");
                    return 0;
                },
            };
        }

        /// <summary>A switch that is on where it is given.</summary>
        public static Option<bool> Flag(string name, string description)
        {
            return new Option<bool>(name) { Description = description, Arity = ArgumentArity.Zero };
        }

        /// <summary>A text, null where not given.</summary>
        public static Option<string> Text(string name, string description)
        {
            return new Option<string>(name) { Description = description };
        }

        /// <summary>A rung of the ladder that turns the exit code into 1; null where not asked.</summary>
        public static Option<string> Level(string name)
        {
            Option<string> option = new Option<string>(name) { Description = "Exit with 1 where this state was reached: advisory, warning, alarm or tripped" };
            option.Validators.Add(result =>
            {
                string level = result.GetValueOrDefault<string>();
                if (level != null && !(Names.StateOf(level) >= GuardState.Advisory))
                {
                    result.AddError(name + ": '" + level + "' is not one of advisory, warning, alarm, tripped");
                }
            });
            return option;
        }

        /// <summary>The state is at or above the asked level.</summary>
        public static bool Reaches(string level, GuardState state)
        {
            return level != null && state >= Names.StateOf(level);
        }

        private static string Text(ArgumentResult result)
        {
            return result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
        }

        private static double ParseNumber(ArgumentResult result, string name, NumberRange range)
        {
            string text = Text(result);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                result.AddError(name + ": '" + text + "' is not a number (accepted: " + range + ")");
                return 0;
            }

            if (!range.Contains(value))
            {
                result.AddError(name + ": " + text + " is out of range (accepted: " + range + ")");
            }

            return value;
        }
    }

    /// <summary>A range of numbers with its unit, for checks and complaints.</summary>
    internal sealed class NumberRange
    {
        private readonly double _low;
        private readonly double _high;
        private readonly bool _lowIncluded;
        private readonly string _unit;

        private NumberRange(double low, bool lowIncluded, double high, string unit)
        {
            _low = low;
            _lowIncluded = lowIncluded;
            _high = high;
            _unit = unit;
        }

        /// <summary>From low to high, both included.</summary>
        public static NumberRange Closed(double low, double high, string unit)
        {
            return new NumberRange(low, true, high, unit);
        }

        /// <summary>Above low, up to and with high.</summary>
        public static NumberRange Above(double low, double high, string unit)
        {
            return new NumberRange(low, false, high, unit);
        }

        public bool Contains(double value)
        {
            return (_lowIncluded ? value >= _low : value > _low) && value <= _high;
        }

        public override string ToString()
        {
            string low = (_lowIncluded ? "from " : "above ") + _low.ToString(CultureInfo.InvariantCulture);
            string high = " to " + _high.ToString(CultureInfo.InvariantCulture);
            return low + high + (_unit.Length == 0 ? string.Empty : " " + _unit);
        }
    }
}

using System.Globalization;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>Turns the text of a constant, as a list writes it, into the value metadata stores, and back.</summary>
    internal static class ConstantText
    {
        /// <summary>Reads <paramref name="text"/> as a value of the primitive type <paramref name="type"/>.
        /// The default of a struct parameter is written <c>null</c>, in lists and in metadata alike.</summary>
        public static object? Read(string text, string type)
        {
            return (text, type) switch
            {
                ("null", _) => null,
                (_, "string") => text.Trim('"'),
                (_, "char") => (char)int.Parse(text.AsSpan(3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                (_, "bool") => bool.Parse(text),
                (_, "double") => double.Parse(text, CultureInfo.InvariantCulture),
                (_, "float") => float.Parse(text, CultureInfo.InvariantCulture),
                (_, "byte") => byte.Parse(text, CultureInfo.InvariantCulture),
                (_, "sbyte") => sbyte.Parse(text, CultureInfo.InvariantCulture),
                (_, "short") => short.Parse(text, CultureInfo.InvariantCulture),
                (_, "ushort") => ushort.Parse(text, CultureInfo.InvariantCulture),
                (_, "int") => int.Parse(text, CultureInfo.InvariantCulture),
                (_, "uint") => uint.Parse(text, CultureInfo.InvariantCulture),
                (_, "long") => long.Parse(text, CultureInfo.InvariantCulture),
                (_, "ulong") => ulong.Parse(text, CultureInfo.InvariantCulture),
                _ => throw new FormatException($"no constant of type {type} can be written {text}"),
            };
        }

        /// <summary>Writes a value as the lists do.</summary>
        public static string Write(object? value)
        {
            return value switch
            {
                null => "null",
                string text => $"\"{text}\"",
                char character => $"'\\u{(int)character:x4}'",
                bool flag => flag ? "true" : "false",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
        }
    }
}

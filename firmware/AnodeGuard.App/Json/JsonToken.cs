namespace AnodeGuard.App
{
    /// <summary>What <see cref="JsonReader.Next"/> stands on.</summary>
    internal enum JsonToken : byte
    {
        /// <summary>The text is not JSON here: see <see cref="JsonReader.Problem"/>. Nothing follows.</summary>
        Error = 0,

        ObjectStart = 1,
        ObjectEnd = 2,
        ArrayStart = 3,
        ArrayEnd = 4,

        /// <summary>A member's name; its value is the next token.</summary>
        Name = 5,

        Text = 6,
        Number = 7,
        True = 8,
        False = 9,
        Null = 10,

        /// <summary>One whole value was read, and nothing but white space follows it.</summary>
        End = 11,
    }
}

using System;

namespace AnodeGuard.Cli
{
    /// <summary>
    /// What the user gave cannot be used. The message is the one line they get to see: it names the argument, field or
    /// row, and what would be accepted. The program then ends with exit code 2.
    /// </summary>
    internal sealed class InputException : Exception
    {
        public InputException(string message)
            : base(message)
        {
        }

        public InputException(string message, Exception inner)
            : base(message, inner)
        {
        }
    }
}

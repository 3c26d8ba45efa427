using System;
using System.IO;
using System.Linq;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>A secret in a file of its own.</summary>
    internal static class SecretFile
    {
        /// <summary>The file's first line, which may not be empty.</summary>
        /// <param name="path">The file.</param>
        /// <param name="option">The option that named it, for the complaint.</param>
        /// <exception cref="InputException">It cannot be read, or its first line is empty.</exception>
        public static string FirstLine(string path, string option)
        {
            try
            {
                string line = File.ReadLines(path).FirstOrDefault();
                return string.IsNullOrEmpty(line) ? throw new InputException(option + ": the first line of " + path + " is empty") : line;
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException)
            {
                throw new InputException(option + ": " + path + " cannot be read: " + exception.Message, exception);
            }
        }
    }
}

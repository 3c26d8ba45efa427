using System;

namespace AnodeGuard.Cli
{
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            return CommandLine.Run(arguments, Console.Out, Console.Error);
        }
    }
}

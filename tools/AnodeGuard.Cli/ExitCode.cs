namespace AnodeGuard.Cli
{
    /// <summary>What the program's exit code means.</summary>
    internal static class ExitCode
    {
        /// <summary>It ran, whatever it found.</summary>
        public const int Ran = 0;

        /// <summary>It ran, and found what it was asked to fail on.</summary>
        public const int Found = 1;

        /// <summary>Bad arguments or bad input: nothing was concluded.</summary>
        public const int BadInput = 2;
    }
}

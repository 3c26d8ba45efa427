namespace AnodeGuard.Cli
{
    internal static class Program
    {
        private static int Main()
        {
            return 2;
        }
    }
}

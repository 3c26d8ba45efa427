namespace AnodeGuard.Firmware
{
    /// <summary>Where the chip starts.</summary>
    public static class Program
    {
        public static void Main()
        {
        }
    }
}

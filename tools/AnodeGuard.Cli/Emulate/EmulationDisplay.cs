using System.IO;
using System.Threading;

namespace AnodeGuard.Cli.Emulate
{
    internal static class EmulationDisplay
    {
        public static void Run(EmulationSession session, EmulationOptions options, TextWriter output, CancellationToken cancellation)
        {
            session.OnEvent = (time, record) => output.WriteLine((FixedText.Of(time, 6) + " s").PadLeft(16) + "  " + Output.EventWords.Describe(record));
            session.Run(cancellation);
        }
    }
}

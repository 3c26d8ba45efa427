using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace AnodeGuard.Cli
{
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            using (CancellationTokenSource stop = new CancellationTokenSource())
            using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => EndInGoodOrder(context, stop)))
            using (PosixSignalRegistration.Create(PosixSignal.SIGINT, context => EndInGoodOrder(context, stop)))
            {
                return CommandLine.Run(arguments, Console.Out, Console.Error, stop.Token);
            }
        }

        /// <summary>The first signal ends the run in good order, a second one at once.</summary>
        private static void EndInGoodOrder(PosixSignalContext context, CancellationTokenSource stop)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}

using System;
using System.Diagnostics;
using System.Threading;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>Waiting for a real broker: no longer than needed, and bounded so widely that a busy machine fails no test.</summary>
    internal static class Wait
    {
        /// <summary>Fails where the condition does not come true in time.</summary>
        public static void Until(Func<bool> condition, string what, int milliseconds = 60_000)
        {
            Stopwatch waited = Stopwatch.StartNew();
            while (!condition())
            {
                if (waited.ElapsedMilliseconds > milliseconds)
                {
                    throw new TimeoutException(what + ": not within " + milliseconds + " ms");
                }

                Thread.Sleep(5);
            }
        }
    }
}

using System.Collections.Generic;
using AnodeGuard.Core;

namespace AnodeGuard.Cli
{
    /// <summary>The contract's words for the core's numbers.</summary>
    internal static class Names
    {
        private static readonly string[] States = { "not-ready", "normal", "advisory", "warning", "alarm", "tripped" };

        private static readonly string[] Levels = { "none", "advisory", "warning", "alarm" };

        private static readonly string[] SelfTests = { "none", "passed", "lead-open", "stiff-at-zero", "injector-dead", "inconclusive" };

        /// <summary>Rung of the ladder.</summary>
        public static string Of(GuardState state)
        {
            return States[(int)state];
        }

        /// <summary>Result of a self-test.</summary>
        public static string Of(SelfTestResult result)
        {
            return SelfTests[(int)result];
        }

        /// <summary>Level of a fault.</summary>
        public static string OfLevel(byte level)
        {
            return Levels[level];
        }

        /// <summary>Name of a fault.</summary>
        public static string OfFault(int fault)
        {
            return FaultTable.Rows[fault].Name;
        }

        /// <summary>The rung with this name, or null.</summary>
        public static GuardState? StateOf(string name)
        {
            int index = System.Array.IndexOf(States, name);
            return index < 0 ? null : (GuardState)index;
        }

        /// <summary>Names of the faults whose bits are set.</summary>
        public static IEnumerable<string> OfFaults(long bits)
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((bits & (1L << fault)) != 0)
                {
                    yield return OfFault(fault);
                }
            }
        }
    }
}

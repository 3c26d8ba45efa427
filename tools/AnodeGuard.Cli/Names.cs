using System;
using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli
{
    /// <summary>Names of faults and states, from number to word and back.</summary>
    internal static class Names
    {
        /// <summary>Name of a fault.</summary>
        public static string OfFault(int fault)
        {
            return FaultTable.Rows[fault].Name;
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

        /// <summary>Names of the signs of a soft short whose bits are set, as in the messages.</summary>
        public static IEnumerable<string> OfSigns(int bits)
        {
            for (int sign = 0; sign < ReportWords.SoftShortSigns.Length; sign++)
            {
                if ((bits & (1 << sign)) != 0)
                {
                    yield return ReportWords.SoftShortSigns[sign];
                }
            }
        }

        /// <summary>The rung with this name, or null.</summary>
        public static GuardState? StateOf(string name)
        {
            foreach (GuardState state in Enum.GetValues<GuardState>())
            {
                if (ReportWords.Of(state) == name)
                {
                    return state;
                }
            }

            return null;
        }
    }
}

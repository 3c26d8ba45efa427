using System;
using AnodeGuard.Twins;

namespace nanoFramework.Runtime.Native
{
    public static class GC
    {
        /// <summary>Returns what the machine says is free; .NET collects by itself.</summary>
        public static uint Run(bool compactHeap)
        {
            return Machine.Current.FreeMemoryBytes;
        }
    }

    public static class Rtc
    {
        public static bool SetSystemTime(DateTime time)
        {
            Machine.Current.SetRtc(time);
            return true;
        }
    }

    public enum RebootOption
    {
        NormalReboot = 0,
        EnterNanoBooter = 1,
        ClrOnly = 2,
        EnterProprietaryBooter = 8,
    }

    public class Power
    {
        public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
        {
            Machine.Current.Reboot();
        }
    }
}

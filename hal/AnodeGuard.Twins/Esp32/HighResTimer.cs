using AnodeGuard.Twins;

namespace nanoFramework.Hardware.Esp32
{
    public class HighResTimer
    {
        /// <summary>Microseconds since power-on.</summary>
        public static ulong GetCurrent()
        {
            return Machine.Current.ReadTimer();
        }
    }
}

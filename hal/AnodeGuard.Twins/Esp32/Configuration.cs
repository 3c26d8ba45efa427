using AnodeGuard.Twins;

namespace nanoFramework.Hardware.Esp32
{
    public class Configuration
    {
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
            Machine.Current.SetPinFunction(pin, value);
        }

        public static int GetFunctionPin(DeviceFunction function)
        {
            return Machine.Current.GetFunctionPin(function);
        }
    }
}

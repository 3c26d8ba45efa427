using System.Device.Gpio;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>An input.</summary>
    public sealed class InputPin : IDigitalInput
    {
        internal readonly GpioPin Pin;

        /// <param name="controller">Opens the pin.</param>
        /// <param name="number">GPIO number.</param>
        /// <param name="mode">Pull-up, pull-down or none.</param>
        public InputPin(GpioController controller, int number, PinMode mode)
        {
            Pin = controller.OpenPin(number, mode);
        }

        /// <inheritdoc/>
        public bool Read()
        {
            // On the interpreter a comparison with PinValue.High would make an object and two calls more.
            return (int)Pin.Read() != 0;
        }
    }
}

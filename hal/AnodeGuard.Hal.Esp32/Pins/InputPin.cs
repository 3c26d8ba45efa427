using System.Device.Gpio;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>An input.</summary>
    public sealed class InputPin : IDigitalInput
    {
        private readonly GpioPin _pin;

        /// <param name="controller">Opens the pin.</param>
        /// <param name="number">GPIO number.</param>
        /// <param name="mode">Pull-up, pull-down or none.</param>
        public InputPin(GpioController controller, int number, PinMode mode)
        {
            _pin = controller.OpenPin(number, mode);
        }

        /// <inheritdoc/>
        public bool Read()
        {
            // On the interpreter a comparison with PinValue.High would make an object and two calls more.
            return (int)_pin.Read() != 0;
        }
    }
}

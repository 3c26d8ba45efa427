using System.Device.Gpio;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>An output, low from the moment it is opened (an open drain then pulls).</summary>
    public sealed class OutputPin : IDigitalOutput
    {
        private readonly GpioPin _pin;

        // Kept: PinValue.High makes a new one at every call.
        private readonly PinValue _high = PinValue.High;
        private readonly PinValue _low = PinValue.Low;

        /// <param name="controller">Opens the pin.</param>
        /// <param name="number">GPIO number.</param>
        /// <param name="openDrain">True: high lets go.</param>
        public OutputPin(GpioController controller, int number, bool openDrain)
        {
            _pin = controller.OpenPin(number, openDrain ? PinMode.OutputOpenDrain : PinMode.Output);
        }

        /// <inheritdoc/>
        public void Write(bool high)
        {
            _pin.Write(high ? _high : _low);
        }
    }
}

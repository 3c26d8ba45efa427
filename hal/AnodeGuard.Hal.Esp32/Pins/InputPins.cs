using System.Device.Gpio;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>Three inputs that are always read together.</summary>
    public sealed class InputPins : IDigitalInputs
    {
        private readonly GpioPin _first;
        private readonly GpioPin _second;
        private readonly GpioPin _third;

        /// <param name="first">Bit 0.</param>
        /// <param name="second">Bit 1.</param>
        /// <param name="third">Bit 2.</param>
        public InputPins(InputPin first, InputPin second, InputPin third)
        {
            _first = first.Pin;
            _second = second.Pin;
            _third = third.Pin;
        }

        /// <inheritdoc/>
        public int Read()
        {
            // As in InputPin; a pin's number is 0 or 1.
            return (int)_first.Read() | ((int)_second.Read() << 1) | ((int)_third.Read() << 2);
        }
    }
}

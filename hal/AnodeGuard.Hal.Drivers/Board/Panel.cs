namespace AnodeGuard.Hal.Drivers
{
    /// <summary>Two lamps and the acknowledge button.</summary>
    public sealed class Panel : IPanel
    {
        private readonly IDigitalOutput _green;
        private readonly IDigitalOutput _red;
        private readonly IDigitalInput _button;
        private bool _watching;
        private bool _alarm;
        private bool _pressed;
        private bool _wasLow;

        /// <param name="green">Green lamp, high lights it.</param>
        /// <param name="red">Red lamp, high lights it.</param>
        /// <param name="button">Button to ground with a pull-up: low is pressed.</param>
        public Panel(IDigitalOutput green, IDigitalOutput red, IDigitalInput button)
        {
            _green = green;
            _red = red;
            _button = button;
            _green.Write(false);
            _red.Write(false);

            // Held while the board starts: not a press.
            _pressed = true;
        }

        /// <summary>
        /// To be called every 20 ms to 100 ms. Two looks in a row must agree, which outlasts the bouncing of a contact; a
        /// button that is held counts once.
        /// </summary>
        public bool TakeButtonPress()
        {
            bool low = !_button.Read();
            bool settled = low == _wasLow;
            _wasLow = low;
            if (!settled || low == _pressed)
            {
                return false;
            }

            _pressed = low;
            return low;
        }

        /// <inheritdoc/>
        public void Show(bool watching, bool alarm)
        {
            if (watching != _watching)
            {
                _watching = watching;
                _green.Write(watching);
            }

            if (alarm != _alarm)
            {
                _alarm = alarm;
                _red.Write(alarm);
            }
        }
    }
}

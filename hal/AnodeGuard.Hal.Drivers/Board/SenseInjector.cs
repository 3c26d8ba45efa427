using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The 100 Mohm injector behind TST_A1:A0 (00 idle, 01 to ground, 10 to 2.5 V) and the K1 relay. Starts as the board
    /// does without power: relay open, injector idle.
    /// </summary>
    public sealed class SenseInjector : ISenseInjector
    {
        private readonly IDigitalOutput _address0;
        private readonly IDigitalOutput _address1;
        private readonly IDigitalOutput _relay;
        private readonly IClock _clock;

        // Fields: they go into the snapshots.
        internal SenseDrive Position;
        internal long SinceMicroseconds;

        // The wires' levels that were told to the snapshot together with both; -1: both are yet to be told.
        internal int ToldLevels;

        /// <param name="address0">TST_A0.</param>
        /// <param name="address1">TST_A1.</param>
        /// <param name="relay">K1_EN, high closes.</param>
        /// <param name="clock">Times the changes.</param>
        public SenseInjector(IDigitalOutput address0, IDigitalOutput address1, IDigitalOutput relay, IClock clock)
        {
            _address0 = address0;
            _address1 = address1;
            _relay = relay;
            _clock = clock;
            Write(SenseDrive.RelayOpen);
        }

        /// <inheritdoc/>
        public SenseDrive Drive
        {
            get { return Position; }
        }

        /// <inheritdoc/>
        public void Select(SenseDrive drive)
        {
            if (drive != Position)
            {
                Write(drive);
            }
        }

        private void Write(SenseDrive drive)
        {
            // Through idle: the two address bits cannot change at once, and 11 is no position.
            _address0.Write(false);
            _address1.Write(false);
            _relay.Write(drive != SenseDrive.RelayOpen);
            if (drive == SenseDrive.PullDown)
            {
                _address0.Write(true);
            }
            else if (drive == SenseDrive.PullUp)
            {
                _address1.Write(true);
            }

            Position = drive;
            SinceMicroseconds = _clock.NowMicroseconds();
            ToldLevels = -1;
        }
    }
}

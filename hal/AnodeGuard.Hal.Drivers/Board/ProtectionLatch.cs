namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The D latch that holds the switch closed, seen from the firmware: an edge on ARM sets it, anything that pulls TRIP_N
    /// clears it. Starts by pulling: nothing is closed before someone has decided so.
    /// </summary>
    public sealed class ProtectionLatch : IProtection
    {
        private readonly IDigitalOutput _arm;
        private readonly IDigitalOutput _firmwareTrip;
        private readonly IDigitalInput _tripLine;
        private readonly IDigitalInput _switchState;
        private readonly IDigitalOutput _interlock;

        /// <param name="arm">ARM; a rising edge sets the latch.</param>
        /// <param name="firmwareTrip">FW_TRIP, open drain: low pulls TRIP_N, high lets go.</param>
        /// <param name="tripLine">TRIP_N, low while any source pulls.</param>
        /// <param name="switchState">SW_STATE, high while the switch is closed.</param>
        /// <param name="interlock">The dry contact to the cycler: high closes it, so that a dead board stops the cycler.</param>
        public ProtectionLatch(
            IDigitalOutput arm,
            IDigitalOutput firmwareTrip,
            IDigitalInput tripLine,
            IDigitalInput switchState,
            IDigitalOutput interlock)
        {
            _arm = arm;
            _firmwareTrip = firmwareTrip;
            _tripLine = tripLine;
            _switchState = switchState;
            _interlock = interlock;
            Trip();
            _arm.Write(false);
            SetInterlockOpen(true);
        }

        /// <inheritdoc/>
        public bool SwitchClosed
        {
            get { return _switchState.Read(); }
        }

        /// <inheritdoc/>
        public bool TripLineActive
        {
            get { return !_tripLine.Read(); }
        }

        /// <inheritdoc/>
        public void Arm()
        {
            _arm.Write(false);
            _arm.Write(true);
            _arm.Write(false);
        }

        /// <inheritdoc/>
        public void Trip()
        {
            _firmwareTrip.Write(false);
        }

        /// <inheritdoc/>
        public void Release()
        {
            _firmwareTrip.Write(true);
        }

        /// <inheritdoc/>
        public void SetInterlockOpen(bool open)
        {
            _interlock.Write(!open);
        }
    }
}

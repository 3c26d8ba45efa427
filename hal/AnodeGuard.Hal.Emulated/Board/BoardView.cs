namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What an observer with perfect instruments sees of a machine now: for displays and tests, not for firmware.</summary>
    public sealed class BoardView
    {
        private readonly EmulatedMachine _machine;

        internal BoardView(EmulatedMachine machine)
        {
            _machine = machine;
        }

        /// <summary>Cell voltage, volts.</summary>
        public double CellVolts
        {
            get { return Now().Volts(At); }
        }

        /// <summary>Current through the shunt, amperes, positive when charging.</summary>
        public double Amperes
        {
            get { return Now().Amperes; }
        }

        /// <summary>The Cu layer's own voltage against the anode, in the cell, volts.</summary>
        public double LayerVolts
        {
            get { return Now().Sense.Terminal(Now().SecondsAt(At)); }
        }

        /// <summary>What the sense converter has before it, as volts at the electrode, without noise.</summary>
        public double SenseVolts
        {
            get { return Now().Sense.Filter(Now().SecondsAt(At)); }
        }

        /// <summary>Temperature of the cell, C.</summary>
        public double CellCelsius
        {
            get { return Now().Celsius; }
        }

        /// <summary>The switch conducts.</summary>
        public bool SwitchClosed
        {
            get
            {
                Now();
                return _machine.Bench.Trip.SwitchClosed;
            }
        }

        /// <summary>The interlock's contact is open.</summary>
        public bool InterlockOpen
        {
            get { return _machine.Bench.InterlockOpen; }
        }

        /// <summary>What holds the trip line now.</summary>
        public TripSources TripSources
        {
            get
            {
                Now();
                return _machine.Bench.Trip.Active;
            }
        }

        /// <summary>
        /// The collapse comparator has acted since the machine was switched on, or would have where it is switched off:
        /// where this is false, a run with it is the same as a run without.
        /// </summary>
        public bool CollapseSeen
        {
            get
            {
                Now();
                return _machine.Bench.Trip.CollapseSeen;
            }
        }

        /// <summary>What the injector does.</summary>
        public InjectorDrive Injector
        {
            get { return _machine.Bench.Wiring.Drive; }
        }

        /// <summary>The sense relay is closed.</summary>
        public bool RelayClosed
        {
            get { return _machine.Bench.Wiring.RelayClosed; }
        }

        /// <summary>Green lamp.</summary>
        public bool GreenLamp
        {
            get { return _machine.Pins.GreenLamp; }
        }

        /// <summary>Red lamp.</summary>
        public bool RedLamp
        {
            get { return _machine.Pins.RedLamp; }
        }

        /// <summary>Way of the filament's tip from anode (0) to cathode (1); 0.5 is the Cu layer; up to a second old. 0 for a recording.</summary>
        public double DendriteFraction
        {
            get { return _machine.Cell == null ? 0 : _machine.Cell.Dendrite.Fraction; }
        }

        private long At
        {
            get { return _machine.Clock.NowMicroseconds; }
        }

        private Segment Now()
        {
            return _machine.Bench.At(At);
        }
    }
}

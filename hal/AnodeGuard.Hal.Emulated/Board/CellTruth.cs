namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// What really happened, as only the emulator can know. Times are microseconds of virtual time; null where it did not
    /// happen (yet). Times are exact to the microsecond, but what is known reaches up to the last change of something; the
    /// sums may be a second old.
    /// </summary>
    public sealed class CellTruth
    {
        /// <summary>Metal touched the Cu layer.</summary>
        public long? ContactMicroseconds { get; internal set; }

        /// <summary>The Cu layer's voltage in the cell had fallen by 10 % of what it was before the contact.</summary>
        public long? SenseLeftBaselineMicroseconds { get; internal set; }

        /// <summary>The follower's input fell below the collapse comparator's 0.5 V after the contact.</summary>
        public long? SenseCollapsedMicroseconds { get; internal set; }

        /// <summary>Metal bridged the electrodes.</summary>
        public long? ShortMicroseconds { get; internal set; }

        /// <summary>The salt at the anode was used up (its surface concentration reached zero).</summary>
        public long? DepletedMicroseconds { get; internal set; }

        /// <summary>The switch closed for the first time.</summary>
        public long? SwitchClosedMicroseconds { get; internal set; }

        /// <summary>The switch, having been closed, opened for the last time so far.</summary>
        public long? SwitchOpenMicroseconds { get; internal set; }

        /// <summary>What cleared the latch that last time.</summary>
        public TripSources SwitchOpenCause { get; internal set; }

        /// <summary>Metal plated on the anode, coulombs, stripping not subtracted.</summary>
        public double PlatedCoulombs { get; internal set; }

        /// <summary>Charge through the shunt, net, coulombs.</summary>
        public double ChargeCoulombs { get; internal set; }

        /// <summary>Charge moved through the shunt either way, coulombs.</summary>
        public double ThroughputCoulombs { get; internal set; }

        /// <summary>Times the protocol was begun again.</summary>
        public int Cycles { get; internal set; }
    }
}

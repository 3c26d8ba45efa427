namespace AnodeGuard.Hal.Emulated
{
    /// <summary>A node of the board that a converter or comparator looks at.</summary>
    public interface IAnalogNode
    {
        /// <summary>
        /// Voltage against AGND at an instant of virtual time. A converter looks back to the instant at which its newest
        /// conversion ended, by no more than that conversion's length.
        /// </summary>
        double Volts(long atMicroseconds);
    }

    /// <summary>The current through the shunt, positive when charging, and what has flowed so far.</summary>
    public interface IShuntCurrent
    {
        /// <summary>Amperes at an instant of virtual time.</summary>
        double Amperes(long atMicroseconds);

        /// <summary>Integral since start, coulombs.</summary>
        double Coulombs(long atMicroseconds);
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The air that a gas sensor stands in.</summary>
    public interface IAirNode
    {
        /// <summary>Temperature of the sensor, C.</summary>
        double Celsius(long atMicroseconds);

        /// <summary>Pressure, Pa.</summary>
        double Pascals(long atMicroseconds);

        /// <summary>Relative humidity, %.</summary>
        double HumidityPercent(long atMicroseconds);

        /// <summary>Resistance of a plate at 320 C, ohms.</summary>
        double GasOhms(long atMicroseconds);
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Something with a temperature.</summary>
    public interface IThermalNode
    {
        /// <summary>Degrees Celsius at an instant of virtual time.</summary>
        double Celsius(long atMicroseconds);
    }
}

namespace AnodeGuard.Cli.Recording
{
    /// <summary>What a column of a recording can be.</summary>
    internal enum Quantity
    {
        Time,
        Voltage,
        Current,
        Sense,
        CellTemperature,
    }
}

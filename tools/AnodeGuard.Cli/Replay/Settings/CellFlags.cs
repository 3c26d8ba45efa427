using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>What the command line says about the cell; null where it says nothing. It goes before a document.</summary>
    internal sealed record CellFlags(double? Capacity_mAh, double? Area_cm2, Chemistry? Chemistry, VoltageWindow Limits)
    {
        /// <summary>Nothing was said.</summary>
        public static readonly CellFlags None = new CellFlags(null, null, null, null);
    }

    /// <summary>Lowest and highest voltage that the cell may have, V.</summary>
    internal sealed record VoltageWindow(double Low_V, double High_V);
}

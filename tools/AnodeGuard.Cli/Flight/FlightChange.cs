using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>What changed at a snapshot of a flight recording: a fault begins or ends, or the state is another.</summary>
    /// <param name="Microseconds">Time around the event.</param>
    /// <param name="Text">In words.</param>
    /// <param name="Fault">The fault that begins or ends; -1: the state changed.</param>
    /// <param name="Level">Level of a fault that begins; null where it ends, and for a state.</param>
    internal sealed record FlightChange(long Microseconds, string Text, int Fault, string Level)
    {
        /// <summary>Seconds around the event.</summary>
        public double Seconds
        {
            get { return Microseconds / 1e6; }
        }

        /// <summary>What the fault means; null for a state.</summary>
        public FaultRow Row
        {
            get { return Fault < 0 ? null : FaultTable.Rows[Fault]; }
        }
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What a cell shows from an instant on, until it is asked again.</summary>
    internal sealed class CellOutput
    {
        /// <summary>Through the board's shunt, positive when charging.</summary>
        public double Amperes;

        /// <summary>Cathode against anode at the instant.</summary>
        public double Volts;

        /// <summary>How that goes on.</summary>
        public double VoltsPerSecond;

        /// <summary>Temperature of the cell.</summary>
        public double Celsius;

        /// <summary>Potential that the Cu layer goes to by itself, volts.</summary>
        public double SenseEquilibriumVolts;

        /// <summary>Lift of the Cu layer by the current, volts.</summary>
        public double SenseShiftVolts;

        /// <summary>Filament from anode to Cu layer, siemens.</summary>
        public double ContactSiemens;

        /// <summary>Last instant up to which this holds, microseconds.</summary>
        public long UntilMicroseconds;
    }

    /// <summary>A cell with whatever drives it: physics and a cycler, or a recording.</summary>
    internal interface ICellSource
    {
        /// <summary>Decides what happens from now on.</summary>
        void Begin(long nowMicroseconds, bool circuitClosed, CellOutput output);

        /// <summary>Time has passed with what the last <see cref="Begin"/> decided.</summary>
        void Advance(long fromMicroseconds, long toMicroseconds);
    }
}

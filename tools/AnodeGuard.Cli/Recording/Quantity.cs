namespace AnodeGuard.Cli.Recording
{
    /// <summary>What a column of a recording can be. The core sees the first five; the others are for checks and tables.</summary>
    internal enum Quantity
    {
        Time,
        Voltage,
        Current,
        Sense,
        CellTemperature,

        /// <summary>Number of the cycle; a count.</summary>
        Cycle,

        /// <summary>Number of the step; a count.</summary>
        Step,

        /// <summary>Charge capacity: grows, and may start anew with a step or a cycle.</summary>
        ChargeCapacity,

        /// <summary>Discharge capacity: grows, and may start anew with a step or a cycle.</summary>
        DischargeCapacity,

        /// <summary>Capacity of the step that runs, whichever its direction.</summary>
        StepCapacity,

        /// <summary>Words or a letter that say whether the cell is charged, discharged or at rest.</summary>
        State,

        /// <summary>The wall clock: a date and time, or seconds since 1970.</summary>
        Clock,
    }
}

namespace AnodeGuard.Core
{
    /// <summary>The ladder. Numbers are stable: they are stored and sent.</summary>
    public enum GuardState : byte
    {
        /// <summary>Not enough valid samples yet, or the sense path has not proved itself: no charging.</summary>
        NotReady = 0,

        /// <summary>Everything measured, nothing to say.</summary>
        Normal = 1,

        /// <summary>Something to know.</summary>
        Advisory = 2,

        /// <summary>Something to act on.</summary>
        Warning = 3,

        /// <summary>Danger; charging is not allowed.</summary>
        Alarm = 4,

        /// <summary>The switch was opened, and stays open until acknowledged and the condition gone.</summary>
        Tripped = 5,
    }
}

namespace AnodeGuard.Core
{
    /// <summary>What can be believed about one <see cref="Sample"/>.</summary>
    public enum Validity : byte
    {
        /// <summary>The channel does not exist on this board or in this file: neither trusted nor missed.</summary>
        NotFitted = 0,

        /// <summary>A conversion that arrived whole and lies inside the converter's range.</summary>
        Valid = 1,

        /// <summary>The converter is at its upper rail: the true value is at or above <see cref="Sample.Value"/>.</summary>
        OverRange = 2,

        /// <summary>The converter is at its lower rail: the true value is at or below <see cref="Sample.Value"/>.</summary>
        UnderRange = 3,

        /// <summary>The read failed (bus error, time-out, converter not ready). <see cref="Sample.Value"/> means nothing.</summary>
        Failed = 4,
    }
}

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// How bringing up a chip ended. A number, not a text: the safety loop brings chips up again, and makes no texts.
    /// </summary>
    public enum ChipStart : byte
    {
        /// <summary>It is who it should be, and set up.</summary>
        Done = 0,

        /// <summary>No acknowledge, or a bus error on the way.</summary>
        NoAnswer = 1,

        /// <summary>Another chip answers at its address.</summary>
        AnotherChip = 2,

        /// <summary>It did not keep what was written.</summary>
        NotKept = 3,
    }
}

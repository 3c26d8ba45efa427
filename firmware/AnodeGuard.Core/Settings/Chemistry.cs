namespace AnodeGuard.Core
{
    /// <summary>Metal of the anode. It decides the temperature limits and the thickness of what is plated.</summary>
    public enum Chemistry : byte
    {
        /// <summary>Lithium: melts at 180.5 C.</summary>
        Lithium = 0,

        /// <summary>Sodium: melts at 97.8 C.</summary>
        Sodium = 1,

        /// <summary>Potassium: melts at 63.5 C, below the interphase limit of the others.</summary>
        Potassium = 2,
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// What stands against what. It decides where metal is plated at which sign of the current, and what a Coulombic
    /// efficiency is. The current is positive when metal is plated on the anode, the negative terminal.
    /// </summary>
    public enum CellType : byte
    {
        /// <summary>A cathode that takes the metal in, against a metal anode: charging plates, discharging strips.</summary>
        Full = 0,

        /// <summary>Metal on both sides: either sign of the current plates, on one electrode or the other.</summary>
        Symmetric = 1,

        /// <summary>
        /// Bare copper, the positive terminal, against metal: a negative current plates the copper (the voltage is below
        /// 0), a positive one strips it.
        /// </summary>
        HalfCopper = 2,
    }
}

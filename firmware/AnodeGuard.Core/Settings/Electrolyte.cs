namespace AnodeGuard.Core
{
    /// <summary>What conducts the ions; it decides how hot is too hot.</summary>
    public enum Electrolyte : byte
    {
        /// <summary>Nothing is known: the settings' own limit holds, 60 C where they give none.</summary>
        Other = 0,

        /// <summary>Organic carbonates: decompose above 55 C.</summary>
        Carbonate = 1,

        /// <summary>Ethers: stable in the warm, but the interphase on the metal decomposes above 65 C.</summary>
        Ether = 2,

        /// <summary>Polymer, which has to be hot to conduct.</summary>
        Polymer = 3,
    }
}

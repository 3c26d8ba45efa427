namespace AnodeGuard.Hal.Esp32
{
    /// <summary>Which cells the board is built for: decides the shunt.</summary>
    public enum BoardVariant : byte
    {
        /// <summary>Neither strap was recognised: the board does not start, because a wrong shunt is a wrong current.</summary>
        Unknown = 0,

        /// <summary>Pouch cells: 10 milliohms, +-16.384 A, 31.25 uA per code.</summary>
        Pouch = 1,

        /// <summary>Coin cells: 1 ohm, +-163.84 mA, 0.3125 uA per code.</summary>
        Coin = 2,
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// What the board's test injector (100 Mohm behind the front-end multiplexer, and the K1 reed relay) does to the
    /// sense node at this instant. The self-test is judged from the sense samples taken under each drive.
    /// </summary>
    public enum SenseDrive : byte
    {
        /// <summary>Relay closed, injector bootstrapped to the buffer's output: the electrode is only watched.</summary>
        Idle = 0,

        /// <summary>Relay closed, injector to ground: an open lead falls, a healthy electrode gives way by about 1 %.</summary>
        PullDown = 1,

        /// <summary>Relay closed, injector to 2.5 V: an open lead rises, a contact stays near zero.</summary>
        PullUp = 2,

        /// <summary>Relay open, injector idle: the drift of the isolated node is the board's own leakage.</summary>
        RelayOpen = 3,
    }
}

namespace AnodeGuard.App
{
    /// <summary>What people and other jobs want of a turn of the safety loop, a bit each.</summary>
    internal static class TurnAsks
    {
        public const int Nothing = 0;

        /// <summary>Somebody waits: <see cref="TurnWork"/> was raised.</summary>
        public const int Call = 1 << 0;

        /// <summary>Something was asked for from afar, or goes on: <see cref="RequestDesk"/> has looked.</summary>
        public const int Request = 1 << 1;

        /// <summary>Somebody acknowledged from afar.</summary>
        public const int Acknowledgement = 1 << 2;

        /// <summary>Somebody pressed the button.</summary>
        public const int Press = 1 << 3;
    }
}

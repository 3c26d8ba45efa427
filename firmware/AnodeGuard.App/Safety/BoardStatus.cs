namespace AnodeGuard.App
{
    /// <summary>What holds of the board beside the core's verdict: what people have asked of it. Written by the safety job.</summary>
    public sealed class BoardStatus
    {
        /// <summary>Of <see cref="Events"/>. The bits below are the event reporter's own.</summary>
        internal const int TestAlarmBit = 1 << 17;

        internal const int InhibitBit = 1 << 18;
        internal const int RestartingBit = 1 << 19;

        /// <summary>What of this the events tell, in one number; a copy goes without.</summary>
        internal int Events;

        /// <summary>A test alarm is shown and told.</summary>
        public bool TestAlarm;

        /// <summary>Time left of a maintenance inhibit, microseconds; 0: none. The switch is held open meanwhile.</summary>
        public long InhibitMicroseconds;

        /// <summary>The switch closes only after the button at the board was pressed.</summary>
        public bool PresenceNeeded;

        /// <summary>The board is about to restart.</summary>
        public bool Restarting;

        /// <summary>Copies another status.</summary>
        public void CopyFrom(BoardStatus other)
        {
            TestAlarm = other.TestAlarm;
            InhibitMicroseconds = other.InhibitMicroseconds;
            PresenceNeeded = other.PresenceNeeded;
            Restarting = other.Restarting;
        }
    }
}

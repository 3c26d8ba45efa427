namespace AnodeGuard.App
{
    /// <summary>
    /// What another job asks of the safety job. Counts that only the asker raises, so that none is lost between the safety
    /// job's look and its turn; a value is written before the count that announces it. No lock.
    /// </summary>
    public sealed class SafetyRequests
    {
        /// <summary>
        /// Something was asked for, or goes on: raised behind every count but that of the recordings. The safety job lowers it before it looks, so
        /// that what is asked meanwhile raises it again, and while it stands low need not look at all.
        /// </summary>
        internal bool HasNews;

        /// <summary>Raised behind <see cref="HasNews"/>; the safety loop's.</summary>
        internal TurnWork Work = new TurnWork();

        internal int Acknowledges;
        internal int SelfTests;
        internal int Identifies;
        internal int IdentifySeconds;
        internal int TestAlarms;
        internal int TestAlarmSeconds;
        internal int Inhibits;
        internal int InhibitSeconds;

        /// <summary>What the restart is for, a <see cref="RunEnding"/>.</summary>
        internal byte RestartFor;

        internal int Restarts;
        internal int Recordings;

        /// <summary>Acknowledge what is latched, with the next turn.</summary>
        public void Acknowledge()
        {
            Acknowledges++;
            Raise();
        }

        /// <summary>Run the sense-path self-test once.</summary>
        public void SelfTest()
        {
            SelfTests++;
            Raise();
        }

        /// <summary>Let the green lamp blink.</summary>
        public void Identify(int seconds)
        {
            IdentifySeconds = seconds;
            Identifies++;
            Raise();
        }

        /// <summary>Show and tell a test alarm; 0 ends it.</summary>
        public void TestAlarm(int seconds)
        {
            TestAlarmSeconds = seconds;
            TestAlarms++;
            Raise();
        }

        /// <summary>Hold the switch open; 0 ends it.</summary>
        public void Inhibit(int seconds)
        {
            InhibitSeconds = seconds;
            Inhibits++;
            Raise();
        }

        /// <summary>Hold a recording of now.</summary>
        public void Recording()
        {
            Recordings++;
        }

        /// <summary>Open the switch and restart the board.</summary>
        /// <param name="why"><see cref="RunEnding.Command"/> or <see cref="RunEnding.Settings"/>.</param>
        public void Restart(byte why)
        {
            RestartFor = why;
            Restarts++;
            Raise();
        }

        /// <summary>Something is to be looked at in the next turn.</summary>
        internal void Raise()
        {
            HasNews = true;
            Work.Waits = true;
        }
    }
}

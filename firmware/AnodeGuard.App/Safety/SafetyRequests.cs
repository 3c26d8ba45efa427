namespace AnodeGuard.App
{
    /// <summary>
    /// What another job asks of the safety job. Counts that only the asker raises, so that none is lost between the safety
    /// job's look and its turn; a value is written before the count that announces it. No lock.
    /// </summary>
    public sealed class SafetyRequests
    {
        /// <summary>Moves behind every other count but that of the recordings: who saw it stand still need not look at the others.</summary>
        internal int Asked;

        internal int Acknowledges;
        internal int SelfTests;
        internal int Identifies;
        internal int IdentifySeconds;
        internal int TestAlarms;
        internal int TestAlarmSeconds;
        internal int Inhibits;
        internal int InhibitSeconds;
        internal byte RestartFor;
        internal int Restarts;
        internal int Recordings;

        /// <summary>Acknowledge what is latched, with the next turn.</summary>
        public void Acknowledge()
        {
            Acknowledges++;
            Asked++;
        }

        /// <summary>Run the sense-path self-test once.</summary>
        public void SelfTest()
        {
            SelfTests++;
            Asked++;
        }

        /// <summary>Let the green lamp blink.</summary>
        public void Identify(int seconds)
        {
            IdentifySeconds = seconds;
            Identifies++;
            Asked++;
        }

        /// <summary>Show and tell a test alarm; 0 ends it.</summary>
        public void TestAlarm(int seconds)
        {
            TestAlarmSeconds = seconds;
            TestAlarms++;
            Asked++;
        }

        /// <summary>Hold the switch open; 0 ends it.</summary>
        public void Inhibit(int seconds)
        {
            InhibitSeconds = seconds;
            Inhibits++;
            Asked++;
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
            Asked++;
        }
    }
}

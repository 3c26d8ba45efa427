namespace AnodeGuard.App
{
    /// <summary>The commands' names: the last level of their topics.</summary>
    internal static class CommandNames
    {
        public const string Acknowledge = "acknowledge";
        public const string SelfTest = "self-test";
        public const string Identify = "identify";
        public const string TestAlarm = "test-alarm";
        public const string Inhibit = "inhibit";
        public const string Reboot = "reboot";
        public const string GetSettings = "get-settings";
        public const string SetSettings = "set-settings";
        public const string Recording = "recording";
        public const string Calibrate = "calibrate";
        public const string Commission = "commission";
        public const string FaultLog = "fault-log";

        /// <summary>Whether there is such a command.</summary>
        public static bool IsKnown(string name)
        {
            switch (name)
            {
                case Acknowledge:
                case SelfTest:
                case Identify:
                case TestAlarm:
                case Inhibit:
                case Reboot:
                case GetSettings:
                case SetSettings:
                case Recording:
                case Calibrate:
                case Commission:
                case FaultLog:
                    return true;
                default:
                    return false;
            }
        }
    }
}

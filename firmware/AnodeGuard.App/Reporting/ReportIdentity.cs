namespace AnodeGuard.App
{
    /// <summary>Who reports: what does not change between two starts.</summary>
    public sealed class ReportIdentity
    {
        /// <summary>Version of the message contract; MESSAGES.md describes it.</summary>
        public const int Contract = 1;

        /// <summary>Version of the firmware.</summary>
        public const string Firmware = "0.1.0";

        /// <summary>Starts counted, this one included.</summary>
        public long Boot;

        /// <summary>Board revision.</summary>
        public string Board = "";

        /// <summary>Why this start happened.</summary>
        public string ResetReason = "";

        /// <summary>The run before; null where nothing was asked.</summary>
        public LastRun LastRun;

        /// <summary>Hash of the decision core; null where it is not known.</summary>
        public string Core;

        /// <summary>Why the stored settings were refused; null where they were taken.</summary>
        public string SettingsProblem;

        /// <summary>Memory of the flight recorder, KB; 0: there is none.</summary>
        public int RecorderKilobytes;

        /// <summary>How far back it reaches at the least, about, seconds.</summary>
        public int RecorderSeconds;

        /// <summary>A part that did not answer at start; null where all did.</summary>
        public string BoardProblem;
    }
}

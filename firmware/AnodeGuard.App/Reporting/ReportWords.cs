using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The words that stand in messages for numbers. Stable: readers compare them.</summary>
    public static class ReportWords
    {
        /// <summary>The signs of a soft short, a word for each bit of <see cref="SoftShortSign"/>.</summary>
        public static readonly string[] SoftShortSigns =
        {
            "flat-trace", "charge-voltage-stalls", "charge-lost", "rest-discharge", "lower-onset", "rectangular", "voltage-dropped", "charge-slides",
        };

        /// <summary>A rung of the ladder.</summary>
        public static string Of(GuardState state)
        {
            switch (state)
            {
                case GuardState.NotReady: return "not-ready";
                case GuardState.Normal: return "normal";
                case GuardState.Advisory: return "advisory";
                case GuardState.Warning: return "warning";
                case GuardState.Alarm: return "alarm";
                default: return "tripped";
            }
        }

        /// <summary>What a self-test found.</summary>
        public static string Of(SelfTestResult result)
        {
            switch (result)
            {
                case SelfTestResult.None: return "none";
                case SelfTestResult.Passed: return "passed";
                case SelfTestResult.LeadOpen: return "lead-open";
                case SelfTestResult.StiffAtZero: return "stiff-at-zero";
                case SelfTestResult.InjectorDead: return "injector-dead";
                default: return "inconclusive";
            }
        }

        /// <summary>Why a value is not valid.</summary>
        public static string Of(Validity validity)
        {
            switch (validity)
            {
                case Validity.NotFitted: return "not-fitted";
                case Validity.OverRange: return "over-range";
                case Validity.UnderRange: return "under-range";
                default: return "failed";
            }
        }

        /// <summary>A value of <see cref="FaultLevel"/>.</summary>
        public static string OfLevel(byte level)
        {
            switch (level)
            {
                case FaultLevel.Advisory: return "advisory";
                case FaultLevel.Warning: return "warning";
                case FaultLevel.Alarm: return "alarm";
                default: return "none";
            }
        }

        /// <summary>A value of <see cref="RunEnding"/>.</summary>
        public static string OfEnding(byte ending)
        {
            switch (ending)
            {
                case RunEnding.Command: return "command";
                case RunEnding.Settings: return "settings";
                case RunEnding.WatchdogTest: return "watchdog-test";
                case RunEnding.Power: return "power-cut";
                case RunEnding.SupplyDip: return "supply-dip";
                case RunEnding.NetworkHang: return "network-hang";
                case RunEnding.Unasked: return "unasked";
                case RunEnding.Watchdog: return "watchdog";
                default: return "unknown";
            }
        }

        /// <summary>A value of <see cref="EventKind"/>.</summary>
        public static string OfEvent(byte kind)
        {
            switch (kind)
            {
                case EventKind.FaultRaised: return "fault";
                case EventKind.FaultCleared: return "fault-cleared";
                case EventKind.StateChanged: return "state";
                case EventKind.SelfTestChanged: return "self-test";
                case EventKind.SwitchOpened: return "switch-open";
                case EventKind.SwitchClosed: return "switch-closed";
                case EventKind.TestAlarmBegan: return "test-alarm";
                case EventKind.TestAlarmEnded: return "test-alarm-ended";
                case EventKind.InhibitBegan: return "inhibit";
                case EventKind.InhibitEnded: return "inhibit-ended";
                case EventKind.Restarting: return "restart";
                default: return "acknowledged";
            }
        }
    }
}

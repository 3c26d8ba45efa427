using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>One thing that happened, with the values of its instant.</summary>
    public sealed class EventRecord
    {
        /// <summary>See <see cref="EventKind"/>.</summary>
        public byte Kind;

        /// <summary>A <see cref="FaultId"/>; -1 where the event is not about a fault.</summary>
        public int Fault;

        /// <summary>The fault's new level, see <see cref="FaultLevel"/>.</summary>
        public byte Level;

        /// <summary>Wall clock at the event, milliseconds since 1970 UTC; 0 while it is not set.</summary>
        public long UnixMilliseconds;

        /// <summary>What was measured and concluded at that instant.</summary>
        public readonly Observation Values = new Observation();

        /// <summary>It tells of danger: it goes before everything else where room is short.</summary>
        public bool IsAlarm
        {
            get { return IsAlarmOf(Kind, Level, State); }
        }

        /// <summary>The same of an event that is not written yet: an alarm level rose, the state became alarm or tripped, the switch opened.</summary>
        public static bool IsAlarmOf(byte kind, byte level, GuardState state)
        {
            return (kind == EventKind.FaultRaised && level >= FaultLevel.Alarm)
                || (kind == EventKind.StateChanged && state >= GuardState.Alarm)
                || kind == EventKind.SwitchOpened;
        }

        /// <summary>State after the event.</summary>
        public GuardState State
        {
            get { return Values.State; }
        }

        /// <summary>Copies another record.</summary>
        public void CopyFrom(EventRecord other)
        {
            Kind = other.Kind;
            Fault = other.Fault;
            Level = other.Level;
            UnixMilliseconds = other.UnixMilliseconds;
            Values.CopyFrom(other.Values);
        }
    }
}

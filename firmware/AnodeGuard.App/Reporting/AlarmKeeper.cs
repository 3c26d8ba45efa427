using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Knows what the last alarm message said, and since when the present state holds.</summary>
    internal sealed class AlarmKeeper
    {
        private bool _entered;
        private long _toldMicroseconds;
        private GuardState _enteredState;
        private GuardState _state;
        private long _active;
        private long _latched;
        private bool _switchClosed;
        private bool _test;
        private bool _inhibited;
        private bool _presenceNeeded;

        /// <summary>A message has gone out, and was not forgotten since.</summary>
        public bool IsTold { get; private set; }

        /// <summary>When the state was entered, microseconds since start.</summary>
        public long SinceMicroseconds { get; private set; }

        /// <summary>The same on the wall clock; 0 where it was not set.</summary>
        public long SinceUnixMilliseconds { get; private set; }

        /// <summary>
        /// Whether these values say something else than the last alarm message. Values older than it never do: telemetry
        /// is refreshed less often than events come.
        /// </summary>
        public bool IsNews(Observation values)
        {
            if (values.TimeMicroseconds < _toldMicroseconds)
            {
                return false;
            }

            return !IsTold
                || values.State != _state
                || values.ActiveFaults != _active
                || values.LatchedFaults != _latched
                || values.SwitchClosed != _switchClosed
                || values.Status.TestAlarm != _test
                || values.Status.InhibitMicroseconds > 0 != _inhibited
                || values.Status.PresenceNeeded != _presenceNeeded;
        }

        /// <summary>Notes when the state changed; call before the message is written.</summary>
        public void Enter(Observation values, long unixMilliseconds)
        {
            if (!_entered || values.State != _enteredState)
            {
                _entered = true;
                _enteredState = values.State;
                SinceMicroseconds = values.TimeMicroseconds;
                SinceUnixMilliseconds = unixMilliseconds;
            }
        }

        /// <summary>A broker that was restarted may have lost the retained message: whatever holds is news again.</summary>
        public void Forget()
        {
            IsTold = false;
        }

        /// <summary>The message is in the outbox.</summary>
        public void Told(Observation values)
        {
            IsTold = true;
            _toldMicroseconds = values.TimeMicroseconds;
            _state = values.State;
            _active = values.ActiveFaults;
            _latched = values.LatchedFaults;
            _switchClosed = values.SwitchClosed;
            _test = values.Status.TestAlarm;
            _inhibited = values.Status.InhibitMicroseconds > 0;
            _presenceNeeded = values.Status.PresenceNeeded;
        }
    }
}

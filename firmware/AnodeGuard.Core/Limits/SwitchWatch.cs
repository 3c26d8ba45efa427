namespace AnodeGuard.Core
{
    /// <summary>Whether the switch obeys: 50 ms after it was told to open it reads open and no current flows.</summary>
    public sealed class SwitchWatch
    {
        /// <summary>The switch itself needs about 0.5 ms; the rest is for the loop and the converters.</summary>
        private const long ObeyMicroseconds = 50000;

        /// <summary>While it is unsettled there is more to judge than a command.</summary>
        public const long Bit = 1L << FaultId.SwitchFailed;

        private readonly FaultRegister _faults;
        private readonly long _flowNanoamperes;
        private long _sinceMicroseconds;
        private bool _currentFlows;

        /// <summary>The verdict before this one asked for an open switch.</summary>
        public bool IsCommanded;

        /// <summary>A watch for a cell.</summary>
        public SwitchWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
        }

        /// <summary>Remembers since when the verdicts have asked for an open switch.</summary>
        public void NoteCommand(bool open, long nowMicroseconds)
        {
            if (open && (!IsCommanded || nowMicroseconds < _sinceMicroseconds))
            {
                _sinceMicroseconds = nowMicroseconds;
                _currentFlows = false;
            }

            IsCommanded = open;
        }

        /// <summary>Judges read-back and current of a board with a switch against the command of the verdicts before this one.</summary>
        public void Judge(Snapshot snapshot, ChannelSet channels, long now)
        {
            bool due = IsCommanded && now - _sinceMicroseconds >= ObeyMicroseconds;
            Channel current = channels.Limit;
            if (channels.IsCycle && current.IsFresh && IntervalBegan(channels, current))
            {
                _currentFlows = current.Value > _flowNanoamperes || current.Value < -_flowNanoamperes;
            }

            bool failed = due && (snapshot.SwitchClosed || _currentFlows);
            if (failed || (_faults.Unsettled & Bit) != 0)
            {
                _faults.Observe(FaultId.SwitchFailed, failed ? FaultLevel.Alarm : FaultLevel.None, now);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            IsCommanded = image.Flag(IsCommanded);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
            _currentFlows = image.Flag(_currentFlows);
        }

        /// <summary>The current was taken, or for a mean its interval began, after the switch had its time.</summary>
        private bool IntervalBegan(ChannelSet channels, Channel current)
        {
            long began = current == channels.MeanCurrent
                ? current.TimeMicroseconds - current.IntervalMicroseconds
                : current.TimeMicroseconds;
            return began - _sinceMicroseconds >= ObeyMicroseconds;
        }
    }
}

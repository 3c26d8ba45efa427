namespace AnodeGuard.Core
{
    /// <summary>From faults and latches to the state and to what the board has to do.</summary>
    public sealed class StateLadder
    {
        private readonly FaultRegister _faults;
        private readonly long _openMask;
        private readonly long _blockMask;

        /// <summary>A ladder over the faults of a register.</summary>
        public StateLadder(FaultRegister faults)
        {
            _faults = faults;
            FaultRow[] rows = FaultTable.Rows;
            for (int fault = 0; fault < rows.Length; fault++)
            {
                if (rows[fault].Action == FaultAction.OpenSwitch)
                {
                    _openMask |= 1L << fault;
                }

                if (rows[fault].Action != FaultAction.None)
                {
                    _blockMask |= 1L << fault;
                }
            }
        }

        /// <summary>No active fault forbids closing the switch.</summary>
        public bool IsClear
        {
            get { return (_faults.Acting & _blockMask) == 0; }
        }

        /// <summary>The rung: tripped before not ready before the highest level.</summary>
        public GuardState State(bool ready)
        {
            if (_faults.Latched != 0)
            {
                return GuardState.Tripped;
            }

            if (!ready)
            {
                return GuardState.NotReady;
            }

            switch (_faults.HighestLevel)
            {
                case FaultLevel.None:
                    return GuardState.Normal;
                case FaultLevel.Advisory:
                    return GuardState.Advisory;
                case FaultLevel.Warning:
                    return GuardState.Warning;
                default:
                    return GuardState.Alarm;
            }
        }

        /// <summary>Switch, interlock and permission; bits of <see cref="GuardActions"/>.</summary>
        public int Actions(bool ready, bool switchIsClosed)
        {
            int actions = 0;

            // No current before the guard can protect: a switch that is closed already has to open.
            if (((_faults.Acting | _faults.Latched) & _openMask) != 0 || (!ready && switchIsClosed))
            {
                actions |= GuardActions.OpenSwitch;
            }

            long failed = 1L << FaultId.SwitchFailed;
            if (((_faults.Active | _faults.Latched) & failed) != 0)
            {
                actions |= GuardActions.OpenInterlock;
            }

            if (ready && IsClear && _faults.Latched == 0)
            {
                actions |= GuardActions.AllowArm;
            }

            return actions;
        }
    }
}

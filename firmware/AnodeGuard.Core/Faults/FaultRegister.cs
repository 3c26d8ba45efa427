namespace AnodeGuard.Core
{
    /// <summary>
    /// Debounces what the detectors observe, by distinct samples and elapsed time as each row says, and keeps levels
    /// and latches.
    /// </summary>
    public sealed class FaultRegister
    {
        private readonly FaultRow[] _rows = FaultTable.Rows;
        private readonly byte[] _levels;
        private readonly byte[] _pendingLevels = new byte[FaultId.Count];
        private readonly int[] _pendingSamples = new int[FaultId.Count];
        private readonly long[] _pendingSince = new long[FaultId.Count];
        private readonly long[] _pendingLast = new long[FaultId.Count];

        /// <summary>A register that keeps the faults' levels in the given array.</summary>
        public FaultRegister(byte[] levels)
        {
            _levels = levels;
            TripCause = -1;
        }

        /// <summary>Faults whose condition holds, a bit each.</summary>
        public long Active;

        /// <summary>Active faults that have reached the level from which their row acts.</summary>
        public long Acting;

        /// <summary>Latched faults.</summary>
        public long Latched;

        /// <summary>Faults whose level rose in this step.</summary>
        public long Raised;

        /// <summary>Faults that ended in this step.</summary>
        public long Cleared;

        /// <summary>The first of the latched faults; -1 where none is.</summary>
        public int TripCause;

        /// <summary>The highest level of all.</summary>
        public byte HighestLevel;

        /// <summary>Faults may latch: the switch can be closed by now, or is.</summary>
        public bool MayLatch;

        /// <summary>Starts a step: nothing has risen or ended yet.</summary>
        public void BeginStep()
        {
            Raised = 0;
            Cleared = 0;
        }

        /// <summary>Puts latches back after a restart; bits that are no fault are dropped.</summary>
        public void Restore(long latched)
        {
            Latched = latched & ((1L << FaultId.Count) - 1);
            TripCause = Lowest(Latched);
        }

        /// <summary>True while the fault's condition holds.</summary>
        public bool IsActive(int fault)
        {
            return _levels[fault] != FaultLevel.None;
        }

        /// <summary>The fault's present level.</summary>
        public byte LevelOf(int fault)
        {
            return _levels[fault];
        }

        /// <summary>What a detector sees in one sample. The same sample handed in twice counts once.</summary>
        /// <param name="fault">A constant of <see cref="FaultId"/>.</param>
        /// <param name="level">The level of the condition; <see cref="FaultLevel.None"/> where it does not hold.</param>
        /// <param name="sampleTime">The sample's own time, microseconds.</param>
        public void Observe(int fault, byte level, long sampleTime)
        {
            byte present = _levels[fault];
            if (level == present)
            {
                _pendingSamples[fault] = 0;
                return;
            }

            bool rising = level > present;
            int samples = _pendingSamples[fault];
            if (samples == 0 || rising != (_pendingLevels[fault] > present) || sampleTime < _pendingLast[fault])
            {
                _pendingSince[fault] = sampleTime;
                _pendingLevels[fault] = level;
                samples = 1;
            }
            else if (sampleTime != _pendingLast[fault])
            {
                samples++;
                _pendingLevels[fault] = Agreed(_pendingLevels[fault], level, rising);
            }

            _pendingSamples[fault] = samples;
            _pendingLast[fault] = sampleTime;
            FaultRow row = _rows[fault];
            if (samples >= row.DebounceSamples
                && sampleTime - _pendingSince[fault] >= row.DebounceMicroseconds)
            {
                Confirm(fault, _pendingLevels[fault]);
            }
        }

        /// <summary>Sets a level at once: for facts that were debounced elsewhere (hardware, a finished self-test).</summary>
        public void Confirm(int fault, byte level)
        {
            _pendingSamples[fault] = 0;
            byte before = _levels[fault];
            if (level == before)
            {
                return;
            }

            long bit = 1L << fault;
            _levels[fault] = level;
            Active = level == FaultLevel.None ? Active & ~bit : Active | bit;
            FaultRow row = _rows[fault];
            bool acts = level != FaultLevel.None && level >= row.ActionFromLevel;
            Acting = acts ? Acting | bit : Acting & ~bit;
            HighestLevel = Highest();
            if (level == FaultLevel.None)
            {
                Cleared |= bit;
            }
            else if (level > before)
            {
                Raised |= bit;
            }

            if (acts && row.Latches && MayLatch)
            {
                Latch(fault);
            }
        }

        /// <summary>An operator acknowledged: what no longer acts is unlatched, what still acts stays.</summary>
        public void Acknowledge()
        {
            Latched &= Acting;
            if (TripCause >= 0 && (Latched & (1L << TripCause)) == 0)
            {
                TripCause = Lowest(Latched);
            }
        }

        /// <summary>Latches a fault whatever its level.</summary>
        public void Latch(int fault)
        {
            Latched |= 1L << fault;
            if (TripCause < 0)
            {
                TripCause = fault;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_levels);
            image.Numbers(_pendingLevels);
            image.Numbers(_pendingSamples);
            image.Numbers(_pendingSince);
            image.Numbers(_pendingLast);
            Active = image.Number(Active);
            Acting = image.Number(Acting);
            Latched = image.Number(Latched);
            Raised = image.Number(Raised);
            Cleared = image.Number(Cleared);
            TripCause = (int)image.Number(TripCause);
            HighestLevel = (byte)image.Number(HighestLevel);
            MayLatch = image.Flag(MayLatch);
        }

        /// <summary>The level that all pending samples reach: the lower while rising, the higher while falling.</summary>
        private static byte Agreed(byte pending, byte level, bool rising)
        {
            return (level < pending) == rising ? level : pending;
        }

        private byte Highest()
        {
            byte highest = FaultLevel.None;
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                highest = _levels[fault] > highest ? _levels[fault] : highest;
            }

            return highest;
        }

        private static int Lowest(long bits)
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((bits & (1L << fault)) != 0)
                {
                    return fault;
                }
            }

            return -1;
        }
    }
}

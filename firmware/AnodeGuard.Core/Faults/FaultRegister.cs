namespace AnodeGuard.Core
{
    /// <summary>
    /// Debounces what the detectors observe, by distinct samples and elapsed time as each row says, and keeps levels
    /// and latches.
    /// </summary>
    public sealed class FaultRegister
    {
        private const int Levels = FaultLevel.Alarm + 1;
        private const byte Nothing = 0;
        private const byte Rise = 1;
        private const byte Fall = 2;

        private readonly FaultRow[] _rows = FaultTable.Rows;
        private readonly byte[] _levels;

        /// <summary>What is pending for a fault: nothing, a rise or a fall.</summary>
        private readonly byte[] _pending = new byte[FaultId.Count];
        private readonly long[] _pendingLast = new long[FaultId.Count];

        /// <summary>
        /// For each level of each fault, how many samples in a row have reached it on the way up (on the way down: have been
        /// no higher than it), and since when. Each level has its own, so that a ramp through two levels is not debounced twice.
        /// </summary>
        private readonly int[] _samples = new int[FaultId.Count * Levels];
        private readonly long[] _since = new long[FaultId.Count * Levels];

        /// <summary>A register that keeps the faults' levels in the given array.</summary>
        public FaultRegister(byte[] levels)
        {
            _levels = levels;
            TripCause = -1;
            HasNews = true;
        }

        /// <summary>Faults whose condition holds, a bit each.</summary>
        public long Active;

        /// <summary>
        /// A bit per fault that is active, or was observed and waits for its debounce. Telling that any other is not there
        /// changes nothing, and on the interpreter a call costs thirty times a look at this field: detectors that find
        /// nothing look here first.
        /// </summary>
        public long Unsettled;

        /// <summary>Active faults that have reached the level from which their row acts.</summary>
        public long Acting;

        /// <summary>Latched faults.</summary>
        public long Latched;

        /// <summary>Faults whose level rose since the last <see cref="Write"/>: in this step.</summary>
        public long Raised;

        /// <summary>Faults that ended in this step.</summary>
        public long Cleared;

        /// <summary>There is something for <see cref="Write"/>: a level or a latch changed in this step, or the step before told of one.</summary>
        public bool HasNews;

        /// <summary>The first of the latched faults; -1 where none is.</summary>
        public int TripCause;

        /// <summary>The highest level of all.</summary>
        public byte HighestLevel;

        /// <summary>Faults may latch: the switch can be closed by now, or is.</summary>
        public bool MayLatch;

        /// <summary>Puts latches back after a restart; bits that are no fault are dropped.</summary>
        public void Restore(long latched)
        {
            Latched = latched & ((1L << FaultId.Count) - 1);
            TripCause = Lowest(Latched);
            HasNews = true;
        }

        /// <summary>Tells what holds, and what began and ended with this step.</summary>
        public void Write(Verdict verdict)
        {
            verdict.ActiveFaults = Active;
            verdict.LatchedFaults = Latched;
            verdict.RaisedFaults = Raised;
            verdict.ClearedFaults = Cleared;
            verdict.TripCause = TripCause;

            // The next step has to take back what began with this one.
            HasNews = (Raised | Cleared) != 0;
            Raised = 0;
            Cleared = 0;
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
                _pending[fault] = Nothing;
                Unsettled = present == FaultLevel.None ? Unsettled & ~(1L << fault) : Unsettled;
                return;
            }

            byte direction = level > present ? Rise : Fall;
            if (_pending[fault] != direction || sampleTime < _pendingLast[fault])
            {
                _pending[fault] = direction;
                System.Array.Clear(_samples, fault * Levels, Levels);
            }
            else if (sampleTime == _pendingLast[fault])
            {
                return;
            }

            _pendingLast[fault] = sampleTime;
            Unsettled |= 1L << fault;
            byte agreed = direction == Rise ? Risen(fault, present, level, sampleTime) : Fallen(fault, present, level, sampleTime);
            if (agreed != present)
            {
                Set(fault, agreed);
                _pending[fault] = level == agreed ? Nothing : direction;
            }
        }

        /// <summary>Sets a level at once: for facts that were debounced elsewhere (hardware, a finished self-test).</summary>
        public void Confirm(int fault, byte level)
        {
            _pending[fault] = Nothing;
            Unsettled = level == FaultLevel.None ? Unsettled & ~(1L << fault) : Unsettled | (1L << fault);
            if (level != _levels[fault])
            {
                Set(fault, level);
            }
        }

        private void Set(int fault, byte level)
        {
            byte before = _levels[fault];
            long bit = 1L << fault;
            HasNews = true;
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
            HasNews = true;
            if (TripCause >= 0 && (Latched & (1L << TripCause)) == 0)
            {
                TripCause = Lowest(Latched);
            }
        }

        /// <summary>Latches a fault whatever its level.</summary>
        public void Latch(int fault)
        {
            Latched |= 1L << fault;
            HasNews = true;
            if (TripCause < 0)
            {
                TripCause = fault;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_levels);
            image.Numbers(_pending);
            image.Numbers(_pendingLast);
            image.Numbers(_samples);
            image.Numbers(_since);
            Active = image.Number(Active);
            Unsettled = image.Number(Unsettled);
            Acting = image.Number(Acting);
            Latched = image.Number(Latched);
            Raised = image.Number(Raised);
            Cleared = image.Number(Cleared);
            HasNews = image.Flag(HasNews);
            TripCause = (int)image.Number(TripCause);
            HighestLevel = (byte)image.Number(HighestLevel);
            MayLatch = image.Flag(MayLatch);
        }

        /// <summary>The highest level that enough samples in a row have reached; the present one where none has.</summary>
        private byte Risen(int fault, byte present, byte level, long sampleTime)
        {
            byte agreed = present;
            for (int at = present + 1; at < Levels; at++)
            {
                agreed = Count(fault, at, level >= at, sampleTime) ? (byte)at : agreed;
            }

            return agreed;
        }

        /// <summary>The lowest level that enough samples in a row have not exceeded; the present one where there is none.</summary>
        private byte Fallen(int fault, byte present, byte level, long sampleTime)
        {
            byte agreed = present;
            for (int at = present - 1; at >= 0; at--)
            {
                agreed = Count(fault, at, level <= at, sampleTime) ? (byte)at : agreed;
            }

            return agreed;
        }

        /// <summary>Counts a sample for a level; true where there were enough for the row's debounce.</summary>
        private bool Count(int fault, int level, bool reached, long sampleTime)
        {
            int index = (fault * Levels) + level;
            if (!reached)
            {
                _samples[index] = 0;
                return false;
            }

            if (_samples[index] == 0)
            {
                _since[index] = sampleTime;
            }

            _samples[index]++;
            FaultRow row = _rows[fault];
            return _samples[index] >= row.DebounceSamples && sampleTime - _since[index] >= row.DebounceMicroseconds;
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

namespace AnodeGuard.App
{
    /// <summary>
    /// Two journals: one that only alarms enter, so that no number of other events pushes them out, and one for everything
    /// else, and for alarms that find the first one full. Records are stored, and handed over by the next start, in the order
    /// in which they were made: what a power cut leaves out is the end.
    /// </summary>
    internal sealed class JournalPair
    {
        // In a record's number: it lies in the ring of the alarms.
        private const int AlarmBit = 0x40000000;

        private readonly Journal _alarms;
        private readonly Journal _events;
        private uint _order;

        /// <param name="porter">Carries the bytes.</param>
        /// <param name="boot">This start; 0: not known.</param>
        public JournalPair(MemoryPorter porter, uint boot)
        {
            byte[] record = new byte[Outbox.LongestMessage + JournalRecord.Overhead];
            _alarms = new Journal(porter.Alarms, boot, JournalRoom.Alarms(), record);
            _events = new Journal(porter.Journal, boot, JournalRoom.Events(), record);
        }

        /// <summary>What the memory holds is being found out.</summary>
        public bool IsOpening
        {
            get { return _alarms.IsOpening || _events.IsOpening; }
        }

        /// <summary>Nothing is on its way from or to the memory.</summary>
        public bool IsIdle
        {
            get { return _alarms.IsIdle && _events.IsIdle; }
        }

        /// <summary>Records of earlier starts that were not handed over yet.</summary>
        public int OldLeft
        {
            get { return _alarms.Old.Left + _events.Old.Left; }
        }

        /// <summary>The next of them is here.</summary>
        public bool OldIsHere
        {
            get { return OldLeft > 0 && IsReady(_alarms.Old) && IsReady(_events.Old); }
        }

        /// <summary>It, in the form of <see cref="JournalRecord"/>.</summary>
        public byte[] OldBytes
        {
            get { return (AlarmIsNext() ? _alarms : _events).Old.Bytes; }
        }

        /// <summary>Records that this start found lost: they gave way before they were delivered, or were damaged.</summary>
        public int Lost
        {
            get { return _alarms.Lost + _events.Lost; }
        }

        /// <summary>Looks at what the porter has done. Call again and again.</summary>
        public void Advance()
        {
            _alarms.Advance();
            _events.Advance();
        }

        /// <summary>Hands over the one that is here.</summary>
        /// <returns>Its number.</returns>
        public int TakeOld()
        {
            return AlarmIsNext() ? _alarms.Old.Take() | AlarmBit : _events.Old.Take();
        }

        /// <summary>Begins to store a record; only where <see cref="IsIdle"/>.</summary>
        /// <returns>Its number; 0: room has to be made first, ask again later.</returns>
        public int TryStore(bool isAlarm, byte topic, byte[] payload, int length)
        {
            bool apart = isAlarm && _alarms.HasRoom(length);
            int number = (apart ? _alarms : _events).TryStore(topic, _order + 1, payload, length);
            _order += number > 0 ? 1u : 0u;
            return number > 0 && apart ? number | AlarmBit : number;
        }

        /// <summary>The record with this number outlives a power cut; 0 is none.</summary>
        public bool IsStored(int number)
        {
            return Of(number).IsStored(number & ~AlarmBit);
        }

        /// <summary>The broker has this record.</summary>
        public void Confirm(int number)
        {
            Of(number).Confirm(number & ~AlarmBit);
        }

        /// <summary>Reads on for the next record of earlier starts; only where <see cref="IsIdle"/>.</summary>
        public void Fetch()
        {
            _alarms.Fetch();
            _events.Fetch();
        }

        /// <summary>Writes down what was confirmed, where nothing else is to be done; only where <see cref="IsIdle"/>.</summary>
        public void Settle()
        {
            _alarms.Settle();
            _events.Settle();
        }

        private static bool IsReady(OldRecords old)
        {
            return old.Left == 0 || old.IsHere;
        }

        private bool AlarmIsNext()
        {
            return _events.Old.Left == 0 || (_alarms.Old.Left > 0 && JournalRecord.IsBefore(_alarms.Old.Bytes, _events.Old.Bytes));
        }

        private Journal Of(int number)
        {
            return (number & AlarmBit) != 0 ? _alarms : _events;
        }
    }
}

namespace AnodeGuard.App
{
    /// <summary>Where a journal lies in the FRAM, and how much it holds.</summary>
    internal sealed class JournalRoom
    {
        /// <summary>Bytes of the ring for everything.</summary>
        public const int EventBytes = 98304;

        /// <summary>Most records in it.</summary>
        public const int EventRecords = 256;

        /// <summary>Bytes of the ring that only alarms enter: forty to sixty records, or ten trips.</summary>
        public const int AlarmBytes = 15360;

        /// <summary>Most records in it.</summary>
        public const int AlarmRecords = 64;

        /// <summary>Two slots of <see cref="JournalIndex"/>.</summary>
        public readonly int Index;

        /// <summary>The first byte of its ring.</summary>
        public readonly int Ring;

        /// <summary>Bytes of the ring.</summary>
        public readonly int Capacity;

        /// <summary>Most records in it, a power of two.</summary>
        public readonly int MostRecords;

        private JournalRoom(int index, int ring, int capacity, int mostRecords)
        {
            Index = index;
            Ring = ring;
            Capacity = capacity;
            MostRecords = mostRecords;
        }

        /// <summary>A place in the ring, for one that may lie up to a turn behind its end.</summary>
        public int Wrap(int at)
        {
            return at < Capacity ? at : at - Capacity;
        }

        /// <summary>Where in an array of <see cref="MostRecords"/> a record has its place.</summary>
        public int Slot(int number)
        {
            return number & (MostRecords - 1);
        }

        /// <summary>For everything.</summary>
        public static JournalRoom Events()
        {
            return new JournalRoom(FramMap.JournalIndex, FramMap.JournalRing, EventBytes, EventRecords);
        }

        /// <summary>For alarms alone.</summary>
        public static JournalRoom Alarms()
        {
            return new JournalRoom(FramMap.AlarmIndex, FramMap.AlarmRing, AlarmBytes, AlarmRecords);
        }
    }
}

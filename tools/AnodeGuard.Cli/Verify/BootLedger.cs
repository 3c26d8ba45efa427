using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Verify
{
    /// <summary>
    /// The records of one start of a device. Events and alarms form a chain: every record names, in `after`, the event or
    /// alarm before it. A link that was named and never came is missing; whatever came twice is counted once.
    /// </summary>
    internal sealed class BootLedger
    {
        private readonly Dictionary<long, string> _records = new Dictionary<long, string>();
        private readonly HashSet<long> _durable = new HashSet<long>();
        private readonly SortedSet<long> _open = new SortedSet<long>();
        private long _firstLive = long.MaxValue;

        /// <param name="boot">Number of the start.</param>
        /// <param name="wasAwaited">It began while we listened: nothing of it can be older than our listening.</param>
        public BootLedger(long boot, bool wasAwaited)
        {
            Boot = boot;
            _firstLive = wasAwaited ? 1 : long.MaxValue;
        }

        public long Boot { get; }

        /// <summary>Different records received.</summary>
        public int Records
        {
            get { return _records.Count; }
        }

        /// <summary>Different events received.</summary>
        public int Events { get; private set; }

        /// <summary>Different alarm messages received.</summary>
        public int Alarms { get; private set; }

        /// <summary>Copies of records that were there already: sent again after a loss. Not counted anywhere else.</summary>
        public int Repeated { get; private set; }

        /// <summary>Numbers under which two different records came: such a device does not count as it must.</summary>
        public SortedSet<long> Contradictions { get; } = new SortedSet<long>();

        /// <summary>Events and alarms that another record names and that never came. Behind each of them more can be hidden.</summary>
        public IReadOnlyCollection<long> Missing
        {
            get { return _open.Where(seq => seq >= _firstLive).ToArray(); }
        }

        /// <summary>Lowest number received, older ones that a broker had kept left out; 0 where there is none.</summary>
        public long First
        {
            get { return _firstLive == long.MaxValue ? 0 : _firstLive; }
        }

        /// <summary>Highest number received.</summary>
        public long Last { get; private set; }

        /// <summary>Numbers between the first and the last that never came and are no event or alarm known of: telemetry, or hidden behind a missing event.</summary>
        public long Gaps
        {
            get { return Last < First || First == 0 ? 0 : Last - First + 1 - _records.Keys.Count(seq => seq >= _firstLive) - Missing.Count; }
        }

        /// <summary>What the device itself says it had to drop, by kind; the latest word.</summary>
        public SortedDictionary<string, long> Dropped { get; } = new SortedDictionary<string, long>();

        /// <summary>Takes a record.</summary>
        /// <param name="seq">Its number.</param>
        /// <param name="after">The event or alarm before it; null where it does not say.</param>
        /// <param name="kind">Last part of its topic.</param>
        /// <param name="payload">The whole of it, to be compared with a second one of the same number.</param>
        /// <param name="isOld">A broker had kept it.</param>
        public void Add(long seq, long? after, string kind, string payload, bool isOld)
        {
            if (!isOld && seq < _firstLive)
            {
                _firstLive = seq;
            }

            if (_records.TryGetValue(seq, out string known))
            {
                Repeated++;
                if (known != payload)
                {
                    Contradictions.Add(seq);
                }

                return;
            }

            _records.Add(seq, payload);
            Last = seq > Last ? seq : Last;
            _open.Remove(seq);
            Events += kind == "event" ? 1 : 0;
            Alarms += kind == "alarm" ? 1 : 0;
            if (kind is "event" or "alarm")
            {
                _durable.Add(seq);
            }

            if (after is long before && before > 0 && !_durable.Contains(before) && !_records.ContainsKey(before))
            {
                _open.Add(before);
            }
        }
    }
}

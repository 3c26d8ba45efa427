using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The highest counter of any command taken, in two slots of FRAM. Both are written before the command may act, so that
    /// neither a power cut nor one bad slot makes an old command new again: a cut in the first leaves the command untaken, a
    /// cut in the second leaves it taken and undone.
    /// </summary>
    /// <remarks>
    /// Where neither slot is whole and the memory is not blank, nobody knows what was taken. Then only commands whose
    /// counter, read as milliseconds since 1970, lies after the moment at which this start found out are new: no record of
    /// older ones can be.
    /// </remarks>
    internal sealed class CommandCounter
    {
        private const int SlotSize = 32;
        private const int Slots = 2;
        private const int RecordSize = 16;
        private const uint Magic = 0x31434341;
        private const int MostTries = 5;

        private const int StageUnread = 0;
        private const int StageReading = 1;
        private const int StageReady = 2;
        private const int StageWriting = 3;

        private readonly MemoryTask _task;
        private readonly IClock _clock;
        private readonly byte[] _both = new byte[Slots * SlotSize];
        private readonly byte[] _record = new byte[RecordSize];
        private int _stage = StageUnread;
        private int _slot;
        private int _tries;
        private bool _damaged;

        public CommandCounter(MemoryTask task, IClock clock)
        {
            _task = task;
            _clock = clock;
        }

        /// <summary>The last one taken; 0 before the first.</summary>
        public long Last { get; private set; }

        /// <summary>Why it could not be taken; null after a success.</summary>
        public string Problem { get; private set; }

        /// <summary>The counter asked for is not above <see cref="Last"/>.</summary>
        public bool IsTooLow { get; private set; }

        /// <summary>Takes a counter, in steps: call again until it is true.</summary>
        /// <param name="counter">The same in every call until the answer.</param>
        /// <returns>True: see <see cref="Problem"/>.</returns>
        public bool TryTake(long counter)
        {
            switch (_stage)
            {
                case StageUnread:
                    AskRead();
                    return false;
                case StageReading:
                    return TakeRead();
                case StageReady:
                    return Judge(counter);
                default:
                    return TakeWrite(counter);
            }
        }

        private void AskRead()
        {
            Problem = null;
            IsTooLow = false;
            _task.AskRead(FramMap.CommandCounter, _both, _both.Length);
            _stage = StageReading;
        }

        /// <summary>True: the memory does not answer.</summary>
        private bool TakeRead()
        {
            if (_task.IsBusy)
            {
                return false;
            }

            if (!_task.Succeeded)
            {
                _stage = StageUnread;
                return !CanTryAgain();
            }

            bool blank = true;
            bool found = false;
            for (int slot = 0; slot < Slots; slot++)
            {
                int at = slot * SlotSize;
                blank &= FramMap.IsBlank(_both, at, RecordSize);
                if (IsWhole(at))
                {
                    long counter = LittleEndian.GetInt64(_both, at + 4);
                    Last = counter > Last ? counter : Last;
                    found = true;
                }
            }

            _damaged = !found && !blank;
            _tries = 0;
            _stage = StageReady;
            return false;
        }

        private bool Judge(long counter)
        {
            Problem = null;
            IsTooLow = false;
            if (_damaged && !TryMend())
            {
                Problem = "the record of the counter is damaged, and the clock is not set";
                return true;
            }

            if (counter <= Last)
            {
                IsTooLow = true;
                Problem = "counter: not above that of the last command taken";
                return true;
            }

            LittleEndian.PutUInt32(_record, 0, Magic);
            LittleEndian.PutInt64(_record, 4, counter);
            LittleEndian.PutUInt32(_record, RecordSize - 4, Crc32.Compute(_record, 0, RecordSize - 4));
            _slot = 0;
            _tries = 0;
            _stage = StageWriting;
            AskWrite();
            return false;
        }

        private bool TryMend()
        {
            long now;
            if (!_clock.TryGetUnixMilliseconds(out now))
            {
                return false;
            }

            Last = now;
            _damaged = false;
            return true;
        }

        private void AskWrite()
        {
            _task.AskWrite(FramMap.CommandCounter + (_slot * SlotSize), _record, RecordSize);
        }

        private bool TakeWrite(long counter)
        {
            if (_task.IsBusy)
            {
                return false;
            }

            if (!_task.Succeeded)
            {
                if (CanTryAgain())
                {
                    AskWrite();
                    return false;
                }

                // The first slot may hold it: what it says is read again before the next command.
                _stage = StageUnread;
                return true;
            }

            _slot++;
            if (_slot < Slots)
            {
                AskWrite();
                return false;
            }

            Last = counter;
            _stage = StageReady;
            return true;
        }

        private bool CanTryAgain()
        {
            _tries++;
            if (_tries < MostTries)
            {
                return true;
            }

            _tries = 0;
            Problem = "the memory of the counter does not answer";
            return false;
        }

        private bool IsWhole(int at)
        {
            return LittleEndian.GetUInt32(_both, at) == Magic
                && LittleEndian.GetUInt32(_both, at + RecordSize - 4) == Crc32.Compute(_both, at, RecordSize - 4);
        }
    }
}

namespace AnodeGuard.App
{
    /// <summary>What earlier starts left in the journal: handed over one record after the other, in their order.</summary>
    internal sealed class OldRecords
    {
        private readonly JournalRing _ring;
        private JournalReader _reader;
        private int _next = 1;
        private int _end = 1;

        /// <param name="ring">Where they lie.</param>
        public OldRecords(JournalRing ring)
        {
            _ring = ring;
        }

        /// <summary>Not handed over yet.</summary>
        public int Left
        {
            get { return _end - _next; }
        }

        /// <summary>Found damaged, or given way to newer ones.</summary>
        public int Lost { get; private set; }

        /// <summary>One is here: see <see cref="Bytes"/>, and <see cref="Take"/>.</summary>
        public bool IsHere { get; private set; }

        /// <summary>The one that is here, in the form of <see cref="JournalRecord"/>.</summary>
        public byte[] Bytes
        {
            get { return _reader.Bytes; }
        }

        /// <summary>The ring knows what is in it.</summary>
        public void Open()
        {
            _next = _ring.First;
            _end = _ring.First + _ring.Count;
            if (Left > 0)
            {
                _reader = new JournalReader(_ring);
            }
        }

        /// <summary>It is one of these, and nobody has taken it yet.</summary>
        public bool IsNext(int number)
        {
            return Left > 0 && number == _next;
        }

        /// <summary>Reads on.</summary>
        public void Ask(MemoryTask task, MemoryTask second)
        {
            _reader.Ask(task, second);
        }

        /// <summary>What was asked for is read.</summary>
        public void Fetched()
        {
            _reader.Take();
            Look();
        }

        /// <summary>Hands over the one that is here.</summary>
        /// <returns>Its number.</returns>
        public int Take()
        {
            int number = _next;
            GoOn();
            Look();
            return number;
        }

        /// <summary>The one that is here gives way.</summary>
        public void Lose()
        {
            Lost++;
            GoOn();
            _ring.RemoveFirst();
            Look();
        }

        /// <summary>What the reader stands at: a record, a damaged one to pass over, or nothing that could be followed.</summary>
        private void Look()
        {
            while (Left > 0 && !IsHere)
            {
                if (_reader.IsLost)
                {
                    LoseRest();
                    return;
                }

                if (!_reader.IsWhole)
                {
                    return;
                }

                if (JournalRecord.HasPayload(_reader.Bytes))
                {
                    IsHere = true;
                    return;
                }

                Lost++;
                _ring.SetGone(_next);
                GoOn();
            }
        }

        private void GoOn()
        {
            IsHere = false;
            _ring.SetSize(_next, _reader.Size);
            _reader.Skip();
            _next++;
            _reader = Left > 0 ? _reader : null;
        }

        private void LoseRest()
        {
            Lost += Left;
            _ring.SetSize(_next, _reader.Rest);
            for (; Left > 0; _next++)
            {
                _ring.SetGone(_next);
            }

            _reader = null;
        }
    }
}

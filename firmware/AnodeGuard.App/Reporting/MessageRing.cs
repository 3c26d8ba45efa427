using System;

namespace AnodeGuard.App
{
    /// <summary>
    /// Messages in the order of their making, in memory that is allocated once: payloads one behind the other in a ring
    /// of bytes, each whole in one piece.
    /// </summary>
    internal sealed class MessageRing
    {
        private readonly byte[] _bytes;
        private readonly int[] _offsets;
        private readonly int[] _lengths;
        private readonly byte[] _topics;
        private readonly int[] _marks;
        private readonly int[] _numbers;
        private int _head;
        private int _end;

        /// <param name="bytes">Room for payloads.</param>
        /// <param name="messages">Room for messages.</param>
        public MessageRing(int bytes, int messages)
        {
            _bytes = new byte[bytes];
            _offsets = new int[messages];
            _lengths = new int[messages];
            _topics = new byte[messages];
            _marks = new int[messages];
            _numbers = new int[messages];
        }

        /// <summary>Messages held.</summary>
        public int Count { get; private set; }

        /// <summary>Whether a message of this length has room, and this much beside it for others.</summary>
        public bool HasRoom(int length, int bytesBeside, int messagesBeside)
        {
            return Count + messagesBeside < _offsets.Length && Place(length + bytesBeside) >= 0;
        }

        /// <summary>Appends a copy of a message, with mark and number 0; false where there is no room.</summary>
        public bool TryAdd(byte topic, byte[] payload, int offset, int length)
        {
            int at = Place(length);
            if (at < 0)
            {
                return false;
            }

            int slot = Slot(Count);
            Array.Copy(payload, offset, _bytes, at, length);
            _offsets[slot] = at;
            _lengths[slot] = length;
            _topics[slot] = topic;
            _marks[slot] = 0;
            _numbers[slot] = 0;
            _end = at + length;
            Count++;
            return true;
        }

        /// <summary>Copies a payload out.</summary>
        /// <param name="index">0 is the oldest.</param>
        /// <param name="into">At least as long as the payload.</param>
        /// <returns>Its length.</returns>
        public int CopyTo(int index, byte[] into)
        {
            int slot = Slot(index);
            Array.Copy(_bytes, _offsets[slot], into, 0, _lengths[slot]);
            return _lengths[slot];
        }

        public byte TopicOf(int index)
        {
            return _topics[Slot(index)];
        }

        /// <summary>A number that the owner keeps with a message.</summary>
        public int MarkOf(int index)
        {
            return _marks[Slot(index)];
        }

        public void SetMark(int index, int mark)
        {
            _marks[Slot(index)] = mark;
        }

        /// <summary>A second number that the owner keeps with a message.</summary>
        public int NumberOf(int index)
        {
            return _numbers[Slot(index)];
        }

        public void SetNumber(int index, int number)
        {
            _numbers[Slot(index)] = number;
        }

        /// <summary>Forgets the oldest message.</summary>
        public void RemoveFirst()
        {
            _head = Slot(1);
            Count--;
        }

        private int Slot(int index)
        {
            int slot = _head + index;
            return slot < _offsets.Length ? slot : slot - _offsets.Length;
        }

        private int Place(int length)
        {
            if (Count == 0)
            {
                return length <= _bytes.Length && _offsets.Length > 0 ? 0 : -1;
            }

            if (Count == _offsets.Length)
            {
                return -1;
            }

            int start = _offsets[_head];
            bool wrapped = _end <= start;
            if (wrapped)
            {
                return length <= start - _end ? _end : -1;
            }

            if (length <= _bytes.Length - _end)
            {
                return _end;
            }

            return length <= start ? 0 : -1;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// A picture of everything in the core that changes, as 64-bit words: saved from one guard and loaded into another one
    /// with the same settings, it makes the two the same, bit for bit. Each class with state has one method, <c>Exchange</c>,
    /// that hands every field over and takes it back; it saves and loads, so that the two cannot get out of step. A test
    /// finds the field that was forgotten.
    /// </summary>
    public sealed class StateImage
    {
        private readonly long[] _words;
        private bool _loads;

        // The exchange ends here. Behind what did not fit nothing stands in its place: 0 from there on.
        private int _limit;

        /// <param name="capacity">Words; a guard of sixteen modes needs fewer than <see cref="Guard.LargestImage"/>.</param>
        public StateImage(int capacity)
        {
            _words = new long[capacity];
        }

        /// <summary>The words, as many as <see cref="Length"/>. To load, fill them and set the length.</summary>
        public long[] Words
        {
            get { return _words; }
        }

        /// <summary>Words in use.</summary>
        public int Length;

        /// <summary>More was exchanged than there was room for, or than was saved.</summary>
        public bool Overflowed;

        /// <summary>Words exchanged so far.</summary>
        public int Position;

        internal void BeginSave()
        {
            _loads = false;
            _limit = _words.Length;
            Position = 0;
            Overflowed = false;
        }

        internal void BeginLoad()
        {
            _loads = true;
            _limit = Length;
            Position = 0;
            Overflowed = false;
        }

        /// <summary>Ends a save or a load.</summary>
        /// <returns>False where it did not fit, or where the image is that of other classes or settings.</returns>
        internal bool End()
        {
            if (!_loads)
            {
                Length = Position;
            }

            return !Overflowed && Position == Length;
        }

        /// <summary>One number.</summary>
        /// <param name="value">What it is now.</param>
        /// <returns>What it is to be: the same while saving, the image's while loading.</returns>
        internal long Number(long value)
        {
            int at = Position;
            if (at >= _limit)
            {
                Refuse();
                return value;
            }

            Position = at + 1;
            if (_loads)
            {
                return _words[at];
            }

            _words[at] = value;
            return value;
        }

        /// <summary>One flag.</summary>
        internal bool Flag(bool value)
        {
            return Number(value ? 1 : 0) != 0;
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(long[] values)
        {
            int at = Position;
            if (!TryTake(values.Length))
            {
                return;
            }

            // One native call instead of one of ours for each element.
            if (_loads)
            {
                System.Array.Copy(_words, at, values, 0, values.Length);
            }
            else
            {
                System.Array.Copy(values, 0, _words, at, values.Length);
            }
        }

        /// <summary>An array that may be absent, with its length; a new one while loading.</summary>
        internal long[] List(long[] values)
        {
            // What no list is long is refused below; nothing here may stop on it.
            int length = unchecked((int)Number(values == null ? -1 : values.Length));
            if (length < 0)
            {
                return null;
            }

            if (_loads)
            {
                if (length > _limit - Position)
                {
                    Refuse();
                    return values;
                }

                values = new long[length];
            }

            Numbers(values);
            return values;
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(int[] values)
        {
            int at = Position;
            if (!TryTake(values.Length))
            {
                return;
            }

            long[] words = _words;
            bool loads = _loads;
            for (int i = 0; i < values.Length; i++)
            {
                if (loads)
                {
                    values[i] = (int)words[at + i];
                }
                else
                {
                    words[at + i] = values[i];
                }
            }
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(byte[] values)
        {
            int at = Position;
            if (!TryTake(values.Length))
            {
                return;
            }

            long[] words = _words;
            bool loads = _loads;
            for (int i = 0; i < values.Length; i++)
            {
                if (loads)
                {
                    values[i] = (byte)words[at + i];
                }
                else
                {
                    words[at + i] = values[i];
                }
            }
        }

        /// <summary>The next so many words, without a call for each: most of an image is arrays, and the safety loop waits for it.</summary>
        private bool TryTake(int count)
        {
            int at = Position;
            if (count > _limit - at)
            {
                Refuse();
                return false;
            }

            Position = at + count;
            return true;
        }

        private void Refuse()
        {
            Overflowed = true;
            _limit = 0;
        }
    }
}

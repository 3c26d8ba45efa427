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

        // Words there is room for; 0 while loading, so that saving, which the safety loop waits for, asks one question a word. 0 behind
        // what did not fit as well: nothing stands in its place.
        private int _room;

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
            _room = _words.Length;
            Position = 0;
            Overflowed = false;

            // Half of an image is 0, and that half is written here, by one native call.
            System.Array.Clear(_words, 0, _words.Length);
        }

        internal void BeginLoad()
        {
            _loads = true;
            _room = 0;
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
            if (at >= _room)
            {
                return Load(value);
            }

            Position = at + 1;
            _words[at] = value;
            return value;
        }

        /// <summary>One flag.</summary>
        internal bool Flag(bool value)
        {
            int at = Position;
            if (at >= _room)
            {
                return Load(value ? 1 : 0) != 0;
            }

            Position = at + 1;
            if (value)
            {
                _words[at] = 1;
            }

            return value;
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(long[] values)
        {
            // One native call instead of one of ours for each element.
            int at = Position;
            int count = values.Length;
            if (count <= _room - at)
            {
                Position = at + count;
                System.Array.Copy(values, 0, _words, at, count);
            }
            else if (TryLoad(count))
            {
                System.Array.Copy(_words, at, values, 0, count);
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
                if (Overflowed || length > Length - Position)
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
            long[] words = _words;
            int at = Position;
            int count = values.Length;
            if (count <= _room - at)
            {
                Position = at + count;
                for (int i = 0; i < count; i++)
                {
                    if (values[i] != 0)
                    {
                        words[at + i] = values[i];
                    }
                }
            }
            else if (TryLoad(count))
            {
                for (int i = 0; i < count; i++)
                {
                    values[i] = (int)words[at + i];
                }
            }
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(byte[] values)
        {
            long[] words = _words;
            int at = Position;
            int count = values.Length;
            if (count <= _room - at)
            {
                Position = at + count;
                for (int i = 0; i < count; i++)
                {
                    if (values[i] != 0)
                    {
                        words[at + i] = values[i];
                    }
                }
            }
            else if (TryLoad(count))
            {
                for (int i = 0; i < count; i++)
                {
                    values[i] = (byte)words[at + i];
                }
            }
        }

        /// <summary>The image's next word; what was handed over where there is none, or no room for it.</summary>
        private long Load(long value)
        {
            int at = Position;
            return TryLoad(1) ? _words[at] : value;
        }

        /// <summary>The next so many words of the image are there to be loaded.</summary>
        private bool TryLoad(int count)
        {
            int at = Position;
            if (!_loads || Overflowed || count > Length - at)
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
            _room = 0;
        }
    }
}

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
            Position = 0;
            Overflowed = false;
        }

        internal void BeginLoad()
        {
            _loads = true;
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
            // Behind what did not fit nothing stands in its place.
            int limit = _loads ? Length : _words.Length;
            if (Overflowed || Position >= limit)
            {
                Overflowed = true;
                return value;
            }

            if (_loads)
            {
                value = _words[Position];
            }
            else
            {
                _words[Position] = value;
            }

            Position++;
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
            int limit = _loads ? Length : _words.Length;
            if (values.Length > limit - Position)
            {
                Overflowed = true;
                return;
            }

            // One native call instead of one of ours for each element.
            if (_loads)
            {
                System.Array.Copy(_words, Position, values, 0, values.Length);
            }
            else
            {
                System.Array.Copy(values, 0, _words, Position, values.Length);
            }

            Position += values.Length;
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
                if (length > Length - Position)
                {
                    Overflowed = true;
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
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (int)Number(values[i]);
            }
        }

        /// <summary>Every element of an array.</summary>
        internal void Numbers(byte[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (byte)Number(values[i]);
            }
        }
    }
}

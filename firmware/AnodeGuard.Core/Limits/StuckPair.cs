namespace AnodeGuard.Core
{
    /// <summary>
    /// A converter that repeats one code while a second measurement of the same thing moves. A repeated code alone proves
    /// nothing: a resting cell holds still to a code of 195 uV for hours, and the chip averages its noise away. Only the
    /// converter's own samples are held to it: a recording is rounded as its writer likes.
    /// </summary>
    public sealed class StuckPair
    {
        private const int FewestRepeats = 20;

        /// <summary>In so many samples the other one must stand apart.</summary>
        private const int FewestMoved = 3;

        /// <summary>Only its samples are held to it.</summary>
        public readonly SampleSource Source;

        private int _moved;
        private long _other;

        /// <summary>A watch over one converter's codes.</summary>
        public StuckPair(SampleSource source)
        {
            Source = source;
        }

        /// <summary>Codes that agreed with the one before, no more than are demanded. At 0 a code that differs changes nothing.</summary>
        public int Repeats;

        /// <summary>The code stands still although what it measures has moved.</summary>
        public bool IsStuck;

        /// <summary>Looks at a decision cycle.</summary>
        /// <param name="held">The channel in question.</param>
        /// <param name="source">Where its sample came from.</param>
        /// <param name="other">The second measurement.</param>
        /// <param name="tolerance">By so much they may part, in the channels' unit.</param>
        /// <returns>True where <see cref="IsStuck"/> is another than before.</returns>
        public bool Judge(Channel held, SampleSource source, Channel other, long tolerance)
        {
            if (!held.IsFresh)
            {
                return false;
            }

            bool before = IsStuck;
            if (held.Value != held.PreviousValue || held.IntervalMicroseconds <= 0 || held.IsAtRail || source != Source)
            {
                Repeats = 0;
                _moved = 0;
                IsStuck = false;
                return before;
            }

            // The second source is read at another moment, or is a mean: it has these samples to come to rest after a step of both.
            if (Repeats < FewestRepeats)
            {
                Repeats++;
                _other = other.Value;
                return false;
            }

            // Both are held within 2^50.
            long away = other.Value - _other;
            if (away <= tolerance && away >= -tolerance)
            {
                _moved = 0;
                IsStuck = false;
                return before;
            }

            _moved += _moved < FewestMoved ? 1 : 0;
            IsStuck = _moved == FewestMoved;
            return IsStuck != before;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Repeats = (int)image.Number(Repeats);
            _moved = (int)image.Number(_moved);
            _other = image.Number(_other);
            IsStuck = image.Flag(IsStuck);
        }
    }
}

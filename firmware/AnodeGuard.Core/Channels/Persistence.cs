namespace AnodeGuard.Core
{
    /// <summary>A condition that must hold over distinct samples and for a time before it counts.</summary>
    public sealed class Persistence
    {
        private readonly int _fewestSamples;
        private readonly long _shortestMicroseconds;
        private long _sinceMicroseconds;

        /// <summary>Distinct samples for which it has held, no more than are demanded. At 0, telling that it does not hold changes nothing.</summary>
        public int Samples;

        /// <summary>Sets both demands.</summary>
        public Persistence(int fewestSamples, long shortestMicroseconds)
        {
            _fewestSamples = fewestSamples;
            _shortestMicroseconds = shortestMicroseconds;
        }

        /// <summary>Takes the finding of one more distinct sample; true when it has held long enough.</summary>
        public bool Holds(bool condition, long timeMicroseconds)
        {
            if (!condition)
            {
                Samples = 0;
                return false;
            }

            if (Samples == 0 || timeMicroseconds < _sinceMicroseconds)
            {
                Samples = 0;
                _sinceMicroseconds = timeMicroseconds;
            }

            if (Samples < _fewestSamples)
            {
                Samples++;
            }

            return Samples >= _fewestSamples
                && timeMicroseconds - _sinceMicroseconds >= _shortestMicroseconds;
        }

        /// <summary>Starts over.</summary>
        public void Reset()
        {
            Samples = 0;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Samples = (int)image.Number(Samples);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
        }
    }
}

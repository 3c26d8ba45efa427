namespace AnodeGuard.Core
{
    /// <summary>A condition that must hold over distinct samples and for a time before it counts.</summary>
    public sealed class Persistence
    {
        private readonly int _fewestSamples;
        private readonly long _shortestMicroseconds;
        private int _samples;
        private long _sinceMicroseconds;

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
                _samples = 0;
                return false;
            }

            if (_samples == 0 || timeMicroseconds < _sinceMicroseconds)
            {
                _samples = 0;
                _sinceMicroseconds = timeMicroseconds;
            }

            if (_samples < _fewestSamples)
            {
                _samples++;
            }

            return _samples >= _fewestSamples
                && timeMicroseconds - _sinceMicroseconds >= _shortestMicroseconds;
        }

        /// <summary>Starts over.</summary>
        public void Reset()
        {
            _samples = 0;
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _samples = (int)image.Number(_samples);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
        }
    }
}

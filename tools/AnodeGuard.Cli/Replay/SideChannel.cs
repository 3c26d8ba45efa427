using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// A channel that a recording need not fill in every row. A pause of the whole file is not a pause of the channel:
    /// after it the channel counts as absent until it brings a value, or has had its time to.
    /// </summary>
    internal sealed class SideChannel
    {
        private readonly Sample _sample;
        private readonly long _staleMicroseconds;
        private long _lastRow = long.MinValue;
        private long _resumed = long.MinValue;
        private bool _seen;

        /// <summary>Fills a sample.</summary>
        /// <param name="sample">Of the snapshot.</param>
        /// <param name="staleMicroseconds">Age from which the core calls it stale.</param>
        public SideChannel(Sample sample, long staleMicroseconds)
        {
            _sample = sample;
            _staleMicroseconds = staleMicroseconds;
        }

        /// <summary>Takes one row.</summary>
        public void Fill(bool there, long value, long time)
        {
            if (_lastRow != long.MinValue && time - _lastRow > _staleMicroseconds)
            {
                _resumed = time;
            }

            _lastRow = time;
            if (there)
            {
                _sample.Set(value, time, Validity.Valid, SampleSource.Recording);
                _seen = true;
                _resumed = long.MinValue;
            }
            else if (_seen)
            {
                bool excused = _resumed != long.MinValue && time - _resumed <= _staleMicroseconds;
                _sample.Validity = excused ? Validity.NotFitted : Validity.Valid;
            }
        }
    }
}

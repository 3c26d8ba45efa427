namespace AnodeGuard.Core
{
    /// <summary>
    /// Nucleation overpotential: at the beginning of plating the polarisation overshoots while nuclei form, then falls to
    /// its plateau (transport-and-detection, 1.4). Read as the first maximum of the polarisation less the lowest value
    /// within a minute. Where metal covers the electrode already nothing overshoots, and it is 0.
    /// </summary>
    public sealed class NucleationWatch
    {
        private const long WindowMicroseconds = 60000000;
        private const long BlockMicroseconds = 500000;

        /// <summary>Samples further apart would miss the maximum, microseconds.</summary>
        private const long LongestGapMicroseconds = 2000000;

        /// <summary>A fall of 2 mV is no noise: eight times that of one conversion (0.25 mV).</summary>
        private const long FallMicrovolts = 2000;

        private bool _isActive;
        private long _nanoamperes;
        private long _startMicroseconds;
        private long _lastMicroseconds;
        private long _blockStart;
        private long _blockSum;
        private int _blockCount;
        private bool _hasPeak;
        private long _peak;
        private long _trough;

        /// <summary>Overpotential of the last beginning of plating, microvolts, not negative; -1 unknown.</summary>
        public long Microvolts = CellFigures.Unknown;

        /// <summary>How many gave one.</summary>
        public long Count;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>Plating begins, out of rest or out of stripping; ended by a current that changes.</summary>
        public void Begin(long nanoamperes, long timeMicroseconds)
        {
            Microvolts = CellFigures.Unknown;
            HasNews = true;
            _isActive = true;
            _nanoamperes = nanoamperes;
            _startMicroseconds = timeMicroseconds;
            _lastMicroseconds = timeMicroseconds;
            _blockStart = timeMicroseconds;
            _blockSum = 0;
            _blockCount = 0;
            _hasPeak = false;
        }

        /// <summary>A sample; the polarisation is the voltage with the plating current's sign.</summary>
        public void Judge(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            if (!_isActive)
            {
                return;
            }

            long elapsed = timeMicroseconds - _lastMicroseconds;
            _lastMicroseconds = timeMicroseconds;
            bool changed = !AgeingScale.AreAlike(nanoamperes, _nanoamperes, 100000);
            if (changed || elapsed < 0 || elapsed > LongestGapMicroseconds)
            {
                _isActive = false;
                return;
            }

            // Half a second holds at most a few thousand values of 2^50.
            _blockSum = Saturating.Add(_blockSum, nanoamperes >= 0 ? microvolts : -microvolts);
            _blockCount++;
            if (timeMicroseconds - _blockStart >= BlockMicroseconds)
            {
                // Divisor: the line above counted it up.
                Follow(_blockSum / _blockCount);
                _blockStart = timeMicroseconds;
                _blockSum = 0;
                _blockCount = 0;
            }

            if (timeMicroseconds - _startMicroseconds >= WindowMicroseconds)
            {
                Conclude();
            }
        }

        private void Follow(long mean)
        {
            bool hasFallen = _hasPeak && _trough < _peak - FallMicrovolts;
            if (!_hasPeak || (mean > _peak && !hasFallen))
            {
                _hasPeak = true;
                _peak = mean;
                _trough = mean;
            }
            else if (mean < _trough)
            {
                _trough = mean;
            }
        }

        private void Conclude()
        {
            _isActive = false;
            HasNews = true;
            long fall = _peak - _trough;
            Microvolts = fall > FallMicrovolts ? fall : 0;
            Count++;
        }

        /// <summary>Writes the figures for users.</summary>
        public void Write(CellFigures figures)
        {
            HasNews = false;
            figures.NucleationMicrovolts = Microvolts;
            figures.NucleationCount = Count;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _isActive = image.Flag(_isActive);
            _nanoamperes = image.Number(_nanoamperes);
            _startMicroseconds = image.Number(_startMicroseconds);
            _lastMicroseconds = image.Number(_lastMicroseconds);
            _blockStart = image.Number(_blockStart);
            _blockSum = image.Number(_blockSum);
            _blockCount = (int)image.Number(_blockCount);
            _hasPeak = image.Flag(_hasPeak);
            _peak = image.Number(_peak);
            _trough = image.Number(_trough);
            Microvolts = image.Number(Microvolts);
            Count = image.Number(Count);
            HasNews = image.Flag(HasNews);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Nucleation overpotential: at the beginning of plating the polarisation overshoots while nuclei form, then falls to
    /// its plateau (transport-and-detection, 1.4). Read as the first maximum of the polarisation less the lowest value
    /// within a minute. Where metal covers the electrode already nothing overshoots, and it is 0. A sample that stands far
    /// off alone is passed over: one bad row would be read as half a volt of nucleation. Two in a row are believed.
    /// </summary>
    public sealed class NucleationWatch
    {
        private const long WindowMicroseconds = 60000000;
        private const long BlockMicroseconds = 500000;

        /// <summary>Samples further apart would miss the maximum, microseconds.</summary>
        private const long LongestGapMicroseconds = 2000000;

        /// <summary>A fall of 2 mV is no noise: eight times that of one conversion (0.25 mV).</summary>
        private const long FallMicrovolts = 2000;

        /// <summary>
        /// A lone sample is passed over where it is beyond both its neighbours by more than this, ten times what counts as
        /// a fall, and by more than four times what they are apart: of an overshoot that decays within three quarters of
        /// the spacing nothing can be read either.
        /// </summary>
        private const long LoneMicrovolts = 20000;

        private long _nanoamperes;
        private long _startMicroseconds;
        private long _lastMicroseconds;
        private int _samples;
        private long _last;
        private long _before;
        private long _beforeMicroseconds;
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

        /// <summary>A beginning is watched: <see cref="Judge"/> wants to see the samples.</summary>
        public bool IsActive;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>Plating begins, out of rest or out of stripping; ended by a current that changes.</summary>
        public void Begin(long nanoamperes, long timeMicroseconds)
        {
            Microvolts = CellFigures.Unknown;
            HasNews = true;
            IsActive = true;
            _nanoamperes = nanoamperes;
            _startMicroseconds = timeMicroseconds;
            _lastMicroseconds = timeMicroseconds;
            _samples = 0;
            _blockStart = timeMicroseconds;
            _blockSum = 0;
            _blockCount = 0;
            _hasPeak = false;
        }

        /// <summary>A sample while <see cref="IsActive"/>; the polarisation is the voltage with the plating current's sign.</summary>
        public void Judge(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - _lastMicroseconds;
            bool changed = !AgeingScale.AreAlike(nanoamperes, _nanoamperes, 100000);
            if (changed || elapsed < 0 || elapsed > LongestGapMicroseconds)
            {
                IsActive = false;
                return;
            }

            bool ends = timeMicroseconds - _startMicroseconds >= WindowMicroseconds;
            Take(nanoamperes >= 0 ? microvolts : -microvolts, timeMicroseconds, ends);
            if (ends)
            {
                Conclude();
            }
        }

        /// <summary>
        /// Every sample is held against two others: those beside it, the first against the two that follow, the last
        /// against the two before. A minute without a gap has thirty.
        /// </summary>
        private void Take(long value, long timeMicroseconds, bool isLast)
        {
            if (_samples >= 2)
            {
                if (_samples == 2)
                {
                    Add(_before, _last, value, _beforeMicroseconds);
                }

                Add(_last, _before, value, _lastMicroseconds);
                if (isLast)
                {
                    Add(value, _last, _before, timeMicroseconds);
                }
            }

            _samples = _samples < 3 ? _samples + 1 : 3;
            _before = _last;
            _beforeMicroseconds = _lastMicroseconds;
            _last = value;
            _lastMicroseconds = timeMicroseconds;
        }

        /// <summary>Adds a sample to its half-second, unless it stands alone; voltages below 2^50: no sum here overflows.</summary>
        private void Add(long value, long one, long other, long timeMicroseconds)
        {
            long low = one < other ? one : other;
            long high = one < other ? other : one;
            long beyond = value > high ? value - high : low - value;
            if (beyond > LoneMicrovolts + (4 * (high - low)))
            {
                return;
            }

            // Half a second holds at most a few thousand values of 2^50.
            _blockSum = Saturating.Add(_blockSum, value);
            _blockCount++;
            if (timeMicroseconds - _blockStart >= BlockMicroseconds)
            {
                // Divisor: the line above counted it up.
                Follow(_blockSum / _blockCount);
                _blockStart = timeMicroseconds;
                _blockSum = 0;
                _blockCount = 0;
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
            IsActive = false;
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
            IsActive = image.Flag(IsActive);
            _nanoamperes = image.Number(_nanoamperes);
            _startMicroseconds = image.Number(_startMicroseconds);
            _lastMicroseconds = image.Number(_lastMicroseconds);
            _samples = (int)image.Number(_samples);
            _last = image.Number(_last);
            _before = image.Number(_before);
            _beforeMicroseconds = image.Number(_beforeMicroseconds);
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

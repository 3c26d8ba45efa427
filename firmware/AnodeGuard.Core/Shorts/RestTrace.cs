namespace AnodeGuard.Core
{
    /// <summary>
    /// The course of a rest in at most 32 blocks of equal length: means of voltage, current, temperature and time. Blocks
    /// begin with a minute; when all are full, pairs are merged and the length doubles, so that a rest of any length fits
    /// and is always seen in 16 to 32 blocks.
    /// </summary>
    public sealed class RestTrace
    {
        /// <summary>So many blocks are held.</summary>
        public const int Length = 32;

        private const long FirstBlockMicroseconds = 60000000;

        /// <summary>10 V, 1 kA and 1,000 C: what is beyond is no measurement. With 2^20 samples a sum stays below 2^60.</summary>
        private const long LargestMicrovolts = 10000000;
        private const long LargestNanoamperes = 1000000000000;
        private const long LargestMillicelsius = 1000000;
        private const int MostSamples = 1 << 20;

        private readonly long[] _microvolts = new long[Length];
        private readonly long[] _nanoamperes = new long[Length];
        private readonly long[] _millicelsius = new long[Length];
        private readonly long[] _times = new long[Length];
        private long _blockMicroseconds;
        private long _startMicroseconds;
        private long _blockSince;
        private int _samples;
        private long _voltageSum;
        private long _currentSum;
        private long _temperatureSum;
        private long _timeSum;

        /// <summary>Blocks that are full.</summary>
        public int Count;

        /// <summary>A rest begins.</summary>
        public void Restart(long timeMicroseconds)
        {
            Count = 0;
            _blockMicroseconds = FirstBlockMicroseconds;
            _startMicroseconds = timeMicroseconds;
            BeginBlock(timeMicroseconds);
        }

        /// <summary>Adds a sample; true when it filled a block.</summary>
        public bool Add(long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            _voltageSum += Saturating.Clamp(microvolts, -LargestMicrovolts, LargestMicrovolts);
            _currentSum += Saturating.Clamp(nanoamperes, -LargestNanoamperes, LargestNanoamperes);
            _temperatureSum += Saturating.Clamp(millicelsius, -LargestMillicelsius, LargestMillicelsius);

            // Times count from the block's beginning, in milliseconds: samples are at most an hour apart.
            _timeSum += (timeMicroseconds - _blockSince) / 1000;
            _samples++;
            if (timeMicroseconds - _blockSince < _blockMicroseconds && _samples < MostSamples)
            {
                return false;
            }

            Store();
            BeginBlock(timeMicroseconds);
            return true;
        }

        /// <summary>Mean voltage of some blocks, microvolts.</summary>
        public long MeanMicrovolts(int first, int count)
        {
            return Mean(_microvolts, first, count);
        }

        /// <summary>Mean current of some blocks, nanoamperes.</summary>
        public long MeanNanoamperes(int first, int count)
        {
            return Mean(_nanoamperes, first, count);
        }

        /// <summary>Mean temperature of some blocks, thousandths of a degree.</summary>
        public long MeanMillicelsius(int first, int count)
        {
            return Mean(_millicelsius, first, count);
        }

        /// <summary>Mean time of some blocks since the rest began, milliseconds.</summary>
        public long MeanMilliseconds(int first, int count)
        {
            return Mean(_times, first, count);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_microvolts);
            image.Numbers(_nanoamperes);
            image.Numbers(_millicelsius);
            image.Numbers(_times);
            _blockMicroseconds = image.Number(_blockMicroseconds);
            _startMicroseconds = image.Number(_startMicroseconds);
            _blockSince = image.Number(_blockSince);
            _samples = (int)image.Number(_samples);
            _voltageSum = image.Number(_voltageSum);
            _currentSum = image.Number(_currentSum);
            _temperatureSum = image.Number(_temperatureSum);
            _timeSum = image.Number(_timeSum);
            Count = (int)image.Number(Count);
        }

        private static long Mean(long[] values, int first, int count)
        {
            long sum = 0;
            for (int i = first; i < first + count; i++)
            {
                sum += values[i];
            }

            // Divisor: the callers ask for a quarter of 24 blocks and more.
            return sum / count;
        }

        private void BeginBlock(long timeMicroseconds)
        {
            _blockSince = timeMicroseconds;
            _samples = 0;
            _voltageSum = 0;
            _currentSum = 0;
            _temperatureSum = 0;
            _timeSum = 0;
        }

        private void Store()
        {
            if (Count == Length)
            {
                Merge();
            }

            // Divisor: Add has just counted a sample.
            _microvolts[Count] = _voltageSum / _samples;
            // Divisor: the same.
            _nanoamperes[Count] = _currentSum / _samples;
            // Divisor: the same.
            _millicelsius[Count] = _temperatureSum / _samples;
            // Divisor: the same.
            _times[Count] = ((_blockSince - _startMicroseconds) / 1000) + (_timeSum / _samples);
            Count++;
        }

        private void Merge()
        {
            for (int i = 0; i < Length / 2; i++)
            {
                int pair = 2 * i;
                _microvolts[i] = (_microvolts[pair] + _microvolts[pair + 1]) / 2;
                _nanoamperes[i] = (_nanoamperes[pair] + _nanoamperes[pair + 1]) / 2;
                _millicelsius[i] = (_millicelsius[pair] + _millicelsius[pair + 1]) / 2;
                _times[i] = (_times[pair] + _times[pair + 1]) / 2;
            }

            Count = Length / 2;
            _blockMicroseconds *= 2;
        }
    }
}

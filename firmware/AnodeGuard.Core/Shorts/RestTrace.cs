namespace AnodeGuard.Core
{
    /// <summary>
    /// The course of a rest in at most 32 blocks of equal length: means of voltage, current, temperature and time. Blocks
    /// begin with a minute; when all are full, pairs are merged and the length doubles, so that a rest of any length fits
    /// and is always seen in 16 to 32 blocks. Sums over all blocks up to each are kept, so that a mean of many is one division;
    /// the pairs are merged one with each sample of the block that will need the room.
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

        private int _merged;
        private long _blockMicroseconds;
        private long _startMicroseconds;
        private long _blockSince;
        private int _samples;
        private long _voltageSum;
        private long _currentSum;
        private long _temperatureSum;
        private long _timeSum;

        /// <summary>Voltages of all blocks before each one, summed up, microvolts; the first is 0.</summary>
        public readonly long[] Microvolts = new long[Length + 1];

        /// <summary>The same of the currents, nanoamperes.</summary>
        public readonly long[] Nanoamperes = new long[Length + 1];

        /// <summary>The same of the temperatures, thousandths of a degree.</summary>
        public readonly long[] Millicelsius = new long[Length + 1];

        /// <summary>The same of the times since the rest began, milliseconds, below 2^52 each.</summary>
        public readonly long[] Milliseconds = new long[Length + 1];

        /// <summary>Blocks that are full.</summary>
        public int Count;

        /// <summary>A rest begins.</summary>
        public void Restart(long timeMicroseconds)
        {
            Count = 0;
            _merged = 0;
            _blockMicroseconds = FirstBlockMicroseconds;
            _startMicroseconds = timeMicroseconds;
            BeginBlock(timeMicroseconds);
        }

        /// <summary>Adds a sample; true when it filled a block.</summary>
        public bool Add(long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            _voltageSum += microvolts <= LargestMicrovolts && microvolts >= -LargestMicrovolts ? microvolts
                : Saturating.Clamp(microvolts, -LargestMicrovolts, LargestMicrovolts);
            _currentSum += nanoamperes <= LargestNanoamperes && nanoamperes >= -LargestNanoamperes ? nanoamperes
                : Saturating.Clamp(nanoamperes, -LargestNanoamperes, LargestNanoamperes);
            _temperatureSum += millicelsius <= LargestMillicelsius && millicelsius >= -LargestMillicelsius ? millicelsius
                : Saturating.Clamp(millicelsius, -LargestMillicelsius, LargestMillicelsius);

            // Times count from the block's beginning, in milliseconds: samples are at most an hour apart.
            long since = timeMicroseconds - _blockSince;
            _timeSum += since / 1000;
            int samples = _samples + 1;
            _samples = samples;
            if (since < _blockMicroseconds && samples < MostSamples)
            {
                if (Count == Length && _merged < Length / 2)
                {
                    MergePair();
                }

                return false;
            }

            Store();
            BeginBlock(timeMicroseconds);
            return true;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(Microvolts);
            image.Numbers(Nanoamperes);
            image.Numbers(Millicelsius);
            image.Numbers(Milliseconds);
            _blockMicroseconds = image.Number(_blockMicroseconds);
            _startMicroseconds = image.Number(_startMicroseconds);
            _blockSince = image.Number(_blockSince);
            _samples = (int)image.Number(_samples);
            _voltageSum = image.Number(_voltageSum);
            _currentSum = image.Number(_currentSum);
            _temperatureSum = image.Number(_temperatureSum);
            _timeSum = image.Number(_timeSum);
            _merged = (int)image.Number(_merged);
            Count = (int)image.Number(Count);
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
                while (_merged < Length / 2)
                {
                    MergePair();
                }

                _merged = 0;
                Count = Length / 2;
                _blockMicroseconds *= 2;
            }

            int count = Count;
            int samples = _samples;
            long time = (_blockSince - _startMicroseconds) / 1000;
            Count = count + 1;

            // Divisor: Add has just counted a sample.
            Microvolts[count + 1] = Microvolts[count] + (_voltageSum / samples);
            // Divisor: the same.
            Nanoamperes[count + 1] = Nanoamperes[count] + (_currentSum / samples);
            // Divisor: the same.
            Millicelsius[count + 1] = Millicelsius[count] + (_temperatureSum / samples);
            // Divisor: the same.
            Milliseconds[count + 1] = Milliseconds[count] + time + (_timeSum / samples);
        }

        /// <summary>The next two blocks become one. What is written lies before all that is still to be read.</summary>
        private void MergePair()
        {
            int into = _merged;
            int pair = 2 * into;
            _merged = into + 1;
            MergePair(Microvolts, into, pair);
            MergePair(Nanoamperes, into, pair);
            MergePair(Millicelsius, into, pair);
            MergePair(Milliseconds, into, pair);
        }

        private static void MergePair(long[] sums, int into, int pair)
        {
            sums[into + 1] = sums[into] + ((sums[pair + 2] - sums[pair]) / 2);
        }
    }
}

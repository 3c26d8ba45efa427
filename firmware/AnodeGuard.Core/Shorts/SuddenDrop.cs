namespace AnodeGuard.Core
{
    /// <summary>
    /// A voltage that falls at once at a constant current, charging or discharging, and does not come back: a bridge has
    /// taken its share of the current from the cell's own resistance. Means over ten seconds are held against the straight
    /// line through the ones before; noise averages out, and a charge's own slope is none. What bends by itself (diffusion,
    /// nucleation) misses that line before already, and less every time. A single mean beside the others, with the next one
    /// back on the line, is neither a drop nor part of a line, and teaches nothing.
    /// </summary>
    public sealed class SuddenDrop
    {
        private const long BlockMicroseconds = 10000000;
        private const long LongestBlockMicroseconds = 30000000;
        private const int FewestSamples = 4;

        /// <summary>1 mV: three codes of the converter of one sample; 5 % of the polarisation of 1 mA/cm2 over 20 ohm cm2.</summary>
        private const long LeastMicrovolts = 1000;

        /// <summary>From the block of the drop, which may hold only a part of it, it must last a minute.</summary>
        private const int LastingBlocks = 6;

        /// <summary>0.3 K move a polarisation of 50 mV by 0.6 mV (4 %/K).</summary>
        private const long WarmedMillicelsius = 300;

        private const long LargestMicrovolts = 10000000;
        private const int Depth = 5;

        /// <summary>The line's usual miss is learned over so many blocks; six of it are 4.8 standard deviations of white noise.</summary>
        private const int MissMemory = 16;
        private const int Misses = 6;
        private const int SteadyShift = 6;

        private readonly long _zeroNanoamperes;
        private readonly long[] _means = new long[Depth];
        private bool _isEmpty;
        private int _blocks;
        private long _nanoamperes;
        private long _millicelsius;
        private long _sum;
        private int _samples;
        private long _blockSince;
        private readonly OwnHistory _misses = new OwnHistory(MissMemory);
        private long _miss;
        private long _missBefore;
        private long _expectedBefore;
        private int _lasting;
        private long _line;
        private long _slope;
        private long _drop;

        /// <summary>A watch for a cell.</summary>
        public SuddenDrop(GuardSettings settings)
        {
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
        }

        /// <summary>A sample of voltage and current, each within 2^50.</summary>
        /// <returns>True where it fell and stayed down: once, with the sample that proves it.</returns>
        public bool Judge(long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            // No current, another one, or another temperature than when this began; or too long a block.
            long size = nanoamperes < 0 ? -nanoamperes : nanoamperes;
            long change = nanoamperes - _nanoamperes;
            bool anew = size <= _zeroNanoamperes || (change < 0 ? -change : change) > size >> SteadyShift;
            if (!anew)
            {
                long warmed = millicelsius - _millicelsius;
                long elapsed = timeMicroseconds - _blockSince;
                anew = warmed > WarmedMillicelsius || warmed < -WarmedMillicelsius || elapsed < 0 || elapsed > LongestBlockMicroseconds;
                if (!anew)
                {
                    return Take(microvolts, timeMicroseconds, elapsed >= BlockMicroseconds);
                }
            }

            _nanoamperes = nanoamperes;
            _millicelsius = millicelsius;
            _blockSince = timeMicroseconds;
            if (!_isEmpty)
            {
                Clear();
            }

            return false;
        }

        /// <summary>Nothing is left of what was before.</summary>
        private void Clear()
        {
            _isEmpty = true;
            _sum = 0;
            _samples = 0;
            _blocks = 0;
            _lasting = 0;
            _miss = 0;
            _missBefore = 0;
            _expectedBefore = _misses.Expected;
        }

        private bool Take(long microvolts, long timeMicroseconds, bool isFull)
        {
            // 1e7 each: 2^39 of them fit, a thousand years at ten in a second.
            if (microvolts > LargestMicrovolts || microvolts < -LargestMicrovolts)
            {
                microvolts = microvolts > 0 ? LargestMicrovolts : -LargestMicrovolts;
            }

            long sum = _sum + microvolts;
            int samples = _samples + 1;
            _isEmpty = false;
            if (!isFull || samples < FewestSamples)
            {
                _sum = sum;
                _samples = samples;
                return false;
            }

            _blockSince = timeMicroseconds;
            _sum = 0;
            _samples = 0;

            // Divisor: a sample was just counted.
            return Add(sum / samples);
        }

        private bool Add(long mean)
        {
            long[] means = _means;
            means[4] = means[3];
            means[3] = means[2];
            means[2] = means[1];
            means[1] = means[0];
            means[0] = mean;
            _blocks += _blocks < Depth ? 1 : 0;
            if (_lasting > 0)
            {
                return Follow(mean);
            }

            if (_blocks == Depth)
            {
                Compare();
            }

            return false;
        }

        /// <summary>Against the line through the blocks before the last one: a drop within that one shows whole in this.</summary>
        private void Compare()
        {
            long slope = (_means[2] - _means[4]) / 2;
            long line = _means[2] + (2 * slope);
            long miss = _means[0] - line;
            long size = miss < 0 ? -miss : miss;
            JudgeLast(size);
            long limit = Misses * _misses.Expected;
            limit = 2 * _miss > limit ? 2 * _miss : limit;
            limit = limit > LeastMicrovolts ? limit : LeastMicrovolts;
            if (-miss > limit && _miss > 0)
            {
                _lasting = 1;
                _line = line;
                _slope = slope;
                _drop = -miss;
                return;
            }

            long faded = (_miss / 4) * 3;
            _misses.Learn(size);
            _miss = size > faded ? size + 1 : faded + 1;
        }

        /// <summary>
        /// The mean before this one, which has no part in this one's line. Where it is beside both its neighbours by so much that
        /// the line through it would miss by a drop's limit (two of it), and this one misses by less, it stood alone: it is taken
        /// out, and what its miss taught is forgotten.
        /// </summary>
        private void JudgeLast(long size)
        {
            long middle = (_means[0] + _means[2]) / 2;
            long usual = Misses * _expectedBefore;
            usual = usual > LeastMicrovolts ? usual : LeastMicrovolts;
            long beside = Saturating.Abs(_means[1] - middle);
            if (2 * beside > usual && beside > size)
            {
                _means[1] = middle;
                _miss = _missBefore;
                _misses.Expected = _expectedBefore;
            }

            _missBefore = _miss;
            _expectedBefore = _misses.Expected;
        }

        /// <summary>Back by half within the minute: it was no drop that stays.</summary>
        private bool Follow(long mean)
        {
            _line += _slope;
            _lasting++;
            bool isBack = _line - mean < _drop / 2;
            if (!isBack && _lasting <= LastingBlocks)
            {
                return false;
            }

            _lasting = 0;
            _blocks = 0;
            return !isBack;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_means);
            _isEmpty = image.Flag(_isEmpty);
            _blocks = (int)image.Number(_blocks);
            _nanoamperes = image.Number(_nanoamperes);
            _millicelsius = image.Number(_millicelsius);
            _sum = image.Number(_sum);
            _samples = (int)image.Number(_samples);
            _blockSince = image.Number(_blockSince);
            _misses.Exchange(image);
            _miss = image.Number(_miss);
            _missBefore = image.Number(_missBefore);
            _expectedBefore = image.Number(_expectedBefore);
            _lasting = (int)image.Number(_lasting);
            _line = image.Number(_line);
            _slope = image.Number(_slope);
            _drop = image.Number(_drop);
        }
    }
}

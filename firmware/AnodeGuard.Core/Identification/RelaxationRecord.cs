namespace AnodeGuard.Core
{
    /// <summary>
    /// The voltage after an interrupt of the current, in bins of equal time: mean time and mean voltage of each, and the
    /// noise from sample to sample. The noise is taken from second differences, of which a slope is no part: half a diffusion
    /// time after the interrupt the relaxation still moves by more from sample to sample than a quiet electrode's noise.
    /// <para>Bounds: a voltage is kept as its distance from the first one, at most 1 V (beyond it, it is no relaxation),
    /// 2^20 microvolts; a bin takes at most 2^20 samples, and is at most 2^36 us long: sums stay below 2^56. Second
    /// differences are held within 2^17 microvolts, at most 2^26 of them are squared and summed: below 2^60.</para>
    /// </summary>
    public sealed class RelaxationRecord
    {
        /// <summary>How many bins there are.</summary>
        public const int Bins = 64;

        private const long LargestMicrovolts = 1000000;
        private const long LargestDifference = 1L << 17;
        private const int MostPerBin = 1 << 20;

        private readonly long[] _microvolts = new long[Bins];
        private readonly long[] _microseconds = new long[Bins];

        /// <summary>Samples in each bin.</summary>
        public readonly int[] Counts = new int[Bins];

        private long _first;
        private long _last;
        private long _squares;
        private long _slope;
        private int _taken;
        private bool _hasFirst;

        /// <summary>Length of a bin, microseconds, above 0.</summary>
        public long BinMicroseconds = 1;

        /// <summary>How many second differences the noise rests on.</summary>
        public int Differences;

        /// <summary>The smallest difference that two neighbours had, microvolts: about a step of the converter; 0 where none differed.</summary>
        public long SmallestStep;

        /// <summary>A value lay too far away: there is no relaxation to be seen.</summary>
        public bool IsSpoilt;

        /// <summary>Empties the record for a new relaxation.</summary>
        /// <param name="lengthMicroseconds">How long it is to last.</param>
        public void Begin(long lengthMicroseconds)
        {
            BinMicroseconds = Saturating.Clamp(lengthMicroseconds / Bins, 1, 1L << 36);
            for (int bin = 0; bin < Bins; bin++)
            {
                Counts[bin] = 0;
                _microvolts[bin] = 0;
                _microseconds[bin] = 0;
            }

            _hasFirst = false;
            _taken = 0;
            _squares = 0;
            Differences = 0;
            SmallestStep = 0;
            IsSpoilt = false;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="sinceMicroseconds">Time since the interrupt; what lies outside the record is not taken.</param>
        /// <param name="microvolts">The voltage.</param>
        public void Add(long sinceMicroseconds, long microvolts)
        {
            if (sinceMicroseconds < 0 || sinceMicroseconds >= BinMicroseconds * Bins)
            {
                return;
            }

            if (!_hasFirst)
            {
                _first = microvolts;
                _last = microvolts;
                _hasFirst = true;
            }

            long distance = microvolts - _first;
            IsSpoilt |= distance > LargestMicrovolts || distance < -LargestMicrovolts;

            // Divisor: a bin is at least 1 us long.
            int bin = (int)(sinceMicroseconds / BinMicroseconds);
            if (IsSpoilt || Counts[bin] >= MostPerBin)
            {
                return;
            }

            Counts[bin]++;
            _microvolts[bin] += distance;
            _microseconds[bin] += sinceMicroseconds - (bin * BinMicroseconds);
            NoteNoise(microvolts - _last, bin);
            _last = microvolts;
        }

        /// <summary>Mean time of a bin since the interrupt, microseconds; the bin holds a sample.</summary>
        public long MeanMicroseconds(int bin)
        {
            // Divisor: the bin holds a sample.
            return (bin * BinMicroseconds) + (_microseconds[bin] / Counts[bin]);
        }

        /// <summary>Mean distance of a bin from the first voltage in units of which <paramref name="unitNanovolts"/> make 2^18.</summary>
        public long MeanQ18(int bin, long unitNanovolts)
        {
            return Wide.MultiplyDivide(_microvolts[bin], 1000L << 18, Counts[bin] * unitNanovolts);
        }

        /// <summary>Variance of a single sample, square microvolts, from the second differences.</summary>
        public long NoiseSquare
        {
            get
            {
                // Divisor: 1 at least; a second difference is of six variances.
                return _squares / ((6L * Differences) + 1);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_microvolts);
            image.Numbers(_microseconds);
            image.Numbers(Counts);
            _first = image.Number(_first);
            _last = image.Number(_last);
            _squares = image.Number(_squares);
            _slope = image.Number(_slope);
            _taken = (int)image.Number(_taken);
            _hasFirst = image.Flag(_hasFirst);
            BinMicroseconds = image.Number(BinMicroseconds);
            Differences = (int)image.Number(Differences);
            SmallestStep = image.Number(SmallestStep);
            IsSpoilt = image.Flag(IsSpoilt);
        }

        /// <summary>What the switching leaves in the first bin is no noise, and two samples have no second difference.</summary>
        private void NoteNoise(long difference, int bin)
        {
            long size = Saturating.Clamp(Saturating.Abs(difference), 0, LargestDifference);
            if (size > 0 && (SmallestStep == 0 || size < SmallestStep))
            {
                SmallestStep = size;
            }

            long bend = Saturating.Clamp(difference - _slope, -LargestDifference, LargestDifference);
            _slope = difference;
            if (_taken < 2)
            {
                _taken++;
            }
            else if (bin > 0 && Differences < 1 << 26)
            {
                Differences++;
                _squares += bend * bend;
            }
        }
    }
}

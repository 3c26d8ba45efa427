namespace AnodeGuard.Core
{
    /// <summary>
    /// One half-cycle: what flowed in one direction, pulses and rests within it included. Sums grow by bounded terms and
    /// saturate, so that nothing in here can overflow.
    /// </summary>
    public sealed class HalfCycle
    {
        /// <summary>10 V and 1 kA: what a mean may be taken of.</summary>
        private const long LargestMicrovolts = 10000000;
        private const long LargestNanoamperes = 1000000000000;

        /// <summary>Weight of one sample, at most an hour, milliseconds.</summary>
        private const long LongestMilliseconds = 3600000;

        /// <summary>It began where another ended, or, in a recording, out of rest.</summary>
        public bool IsWhole;

        /// <summary>Charge that flowed, nanocoulombs, not negative.</summary>
        public long Nanocoulombs;

        /// <summary>Largest current of it, nanoamperes, as a magnitude.</summary>
        public long PeakNanoamperes;

        /// <summary>Last voltage and current (a magnitude) while it flowed.</summary>
        public long EndMicrovolts;
        public long EndNanoamperes;

        /// <summary>Lowest and highest voltage while it flowed, microvolts.</summary>
        public long LowestMicrovolts;
        public long HighestMicrovolts;

        /// <summary>Voltage when a tenth, and nine tenths, of the half-cycle before in the same direction had flowed.</summary>
        public long TenthMicrovolts;
        public long NinetiethMicrovolts;

        /// <summary>Both are there.</summary>
        public bool HasTrace;

        /// <summary>Temperature at its end, thousandths of a degree; meaningless where no thermometer is fitted.</summary>
        public long Millicelsius;

        /// <summary>Samples of voltage and current while it flowed.</summary>
        public long Pairs;

        private long _microvoltSum;
        private long _nanoampereSum;
        private bool _hasTenth;

        /// <summary>Starts a new one: until it has samples of its own, voltages and temperature are those of the one before.</summary>
        public void Begin(HalfCycle before, bool whole)
        {
            IsWhole = whole;
            Nanocoulombs = 0;
            PeakNanoamperes = 0;
            EndMicrovolts = 0;
            EndNanoamperes = 0;
            LowestMicrovolts = before.LowestMicrovolts;
            HighestMicrovolts = before.HighestMicrovolts;
            Millicelsius = before.Millicelsius;
            Pairs = 0;
            HasTrace = false;
            _hasTenth = false;
            _microvoltSum = 0;
            _nanoampereSum = 0;
        }

        /// <summary>A sample while it flows: what is asked of every cell's half-cycles.</summary>
        /// <param name="microvolts">Voltage.</param>
        /// <param name="magnitude">Current, nanoamperes, not negative.</param>
        /// <param name="millicelsius">Temperature.</param>
        public void Add(long microvolts, long magnitude, long millicelsius)
        {
            long pairs = Pairs;
            Pairs = pairs + 1;
            Millicelsius = millicelsius;
            if (magnitude > PeakNanoamperes)
            {
                PeakNanoamperes = magnitude;
            }

            if (pairs == 0)
            {
                HighestMicrovolts = microvolts;
                LowestMicrovolts = microvolts;
            }
            else if (microvolts > HighestMicrovolts)
            {
                HighestMicrovolts = microvolts;
            }
            else if (microvolts < LowestMicrovolts)
            {
                LowestMicrovolts = microvolts;
            }
        }

        /// <summary>The same sample for the mean of the polarisation, which only a cell has whose voltage at rest is 0.</summary>
        /// <param name="microvolts">Voltage.</param>
        /// <param name="nanoamperes">Current, of the half-cycle's own sign.</param>
        /// <param name="intervalMicroseconds">Since the sample before.</param>
        public void Weigh(long microvolts, long nanoamperes, long intervalMicroseconds)
        {
            // 1e7 * 3.6e6 and 1e12 * 3.6e6: the sums saturate after 2.5e5 h at 10 V, 2.5 h at 1 kA.
            long milliseconds = Saturating.Clamp(intervalMicroseconds / 1000, 0, LongestMilliseconds);
            long volts = Saturating.Clamp(microvolts, -LargestMicrovolts, LargestMicrovolts);
            long amperes = Saturating.Clamp(nanoamperes, -LargestNanoamperes, LargestNanoamperes);
            _microvoltSum = Saturating.Add(_microvoltSum, volts * milliseconds);
            _nanoampereSum = Saturating.Add(_nanoampereSum, amperes * milliseconds);
        }

        /// <summary>Notes the voltage where the trace's two marks are passed.</summary>
        public void Mark(long microvolts, long flowedNanocoulombs, long lengthNanocoulombs)
        {
            long tenth = lengthNanocoulombs / 10;
            if (!_hasTenth && tenth > 0 && flowedNanocoulombs >= tenth)
            {
                _hasTenth = true;
                TenthMicrovolts = microvolts;
            }
            else if (_hasTenth && !HasTrace && flowedNanocoulombs >= lengthNanocoulombs - tenth)
            {
                HasTrace = true;
                NinetiethMicrovolts = microvolts;
            }
        }

        /// <summary>Mean voltage over mean current, microohms: the polarisation of a cell whose voltage at rest is 0.</summary>
        public long MeanMicroohms
        {
            get { return _nanoampereSum == 0 ? 0 : Wide.MultiplyDivide(_microvoltSum, 1000000000, _nanoampereSum); }
        }

        /// <summary>
        /// |V(90 %) - V(10 %)| over the mean polarisation, millionths: 0 for a rectangular trace, large for an arching one
        /// (transport-and-detection, 4.4).
        /// </summary>
        public long ArchMillionths
        {
            get
            {
                long mean = Wide.MultiplyDivide(MeanMicroohms, PeakNanoamperes, 1000000000);
                long arch = Saturating.Abs(Saturating.Subtract(NinetiethMicrovolts, TenthMicrovolts));
                return mean == 0 ? 0 : Saturating.Bound(Wide.MultiplyDivide(arch, 1000000, Saturating.Abs(mean)));
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            IsWhole = image.Flag(IsWhole);
            Nanocoulombs = image.Number(Nanocoulombs);
            PeakNanoamperes = image.Number(PeakNanoamperes);
            EndMicrovolts = image.Number(EndMicrovolts);
            EndNanoamperes = image.Number(EndNanoamperes);
            LowestMicrovolts = image.Number(LowestMicrovolts);
            HighestMicrovolts = image.Number(HighestMicrovolts);
            TenthMicrovolts = image.Number(TenthMicrovolts);
            NinetiethMicrovolts = image.Number(NinetiethMicrovolts);
            HasTrace = image.Flag(HasTrace);
            Millicelsius = image.Number(Millicelsius);
            Pairs = image.Number(Pairs);
            _microvoltSum = image.Number(_microvoltSum);
            _nanoampereSum = image.Number(_nanoampereSum);
            _hasTenth = image.Flag(_hasTenth);
        }
    }
}

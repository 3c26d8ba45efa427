namespace AnodeGuard.Core
{
    /// <summary>
    /// Measures the commissioned baseline: the mean of two quiet seconds. A window that moved was no baseline, nor was one
    /// below 1 V, unless the layer sits at 0 V by design. Movement is told from noise by the means of the window's two halves:
    /// 5 mV apart are 10 mV in the window (an electrode of 3 V drained through 1 Mohm on 50 uF moves by 120 mV), and a noise of
    /// 8 mV rms leaves means of fifty samples that differ by 1.6 mV. Noise has a bound of its own, 60 mV from peak to peak:
    /// a fifth of the smallest contact.
    /// </summary>
    public sealed class BaselineWindow
    {
        private const long WindowMicroseconds = 2000000;

        /// <summary>A board brings a hundred in the window; a recording of one a second has to do with these.</summary>
        internal const int FewestSamples = 5;

        private const int MostSamples = 1 << 12;
        private const long MovedMicrovolts = 5000;
        private const long NoisyMicrovolts = 60000;
        internal const long LowestMicrovolts = 1000000;
        internal const long HighestMicrovolts = 3450000;
        private const int RestlessWindows = 5;

        private readonly bool _zeroVoltByDesign;
        private int _samples;
        private long _sum;
        private int _earlySamples;
        private long _earlySum;
        private long _lowest;
        private long _highest;
        private long _sinceMicroseconds;
        private int _rejected;

        /// <summary>A measurement for a cell.</summary>
        public BaselineWindow(bool zeroVoltByDesign)
        {
            _zeroVoltByDesign = zeroVoltByDesign;
        }

        /// <summary>The baseline found by the last call of <see cref="Add"/> that returned true, microvolts.</summary>
        public long Microvolts { get; private set; }

        /// <summary>
        /// No baseline is in sight: the last window lay below 1 V, or five in a row were restless.
        /// </summary>
        public bool IsHopeless { get; private set; }

        /// <summary>Adds a settled sample taken with the injector idle; true when a window has given a baseline.</summary>
        public bool Add(long microvolts, long timeMicroseconds)
        {
            if (_samples == 0 || timeMicroseconds < _sinceMicroseconds)
            {
                Begin(microvolts, timeMicroseconds);
            }

            _samples++;
            _sum += microvolts;
            if (timeMicroseconds - _sinceMicroseconds < WindowMicroseconds / 2)
            {
                _earlySamples++;
                _earlySum += microvolts;
            }

            _lowest = microvolts < _lowest ? microvolts : _lowest;
            _highest = microvolts > _highest ? microvolts : _highest;
            bool isLong = timeMicroseconds - _sinceMicroseconds >= WindowMicroseconds;
            if ((_samples < FewestSamples || !isLong) && _samples < MostSamples)
            {
                return false;
            }

            bool found = Judge();
            _samples = 0;
            return found;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _samples = (int)image.Number(_samples);
            _sum = image.Number(_sum);
            _earlySamples = (int)image.Number(_earlySamples);
            _earlySum = image.Number(_earlySum);
            _lowest = image.Number(_lowest);
            _highest = image.Number(_highest);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
            _rejected = (int)image.Number(_rejected);
            Microvolts = image.Number(Microvolts);
            IsHopeless = image.Flag(IsHopeless);
        }

        private void Begin(long microvolts, long timeMicroseconds)
        {
            _samples = 0;
            _sum = 0;
            _earlySamples = 0;
            _earlySum = 0;
            _lowest = microvolts;
            _highest = microvolts;
            _sinceMicroseconds = timeMicroseconds;
        }

        private bool Judge()
        {
            // Divisor: Add has just counted a sample.
            Microvolts = _sum / _samples;
            bool low = Microvolts < LowestMicrovolts && !_zeroVoltByDesign;
            bool quiet = _highest - _lowest <= NoisyMicrovolts && !HasMoved() && Microvolts <= HighestMicrovolts;
            if (quiet && !low)
            {
                IsHopeless = false;
                _rejected = 0;
                return true;
            }

            _rejected++;
            IsHopeless = low || _rejected >= RestlessWindows;
            return false;
        }

        /// <summary>Sums of at most 2^12 samples within 2^50.</summary>
        private bool HasMoved()
        {
            int late = _samples - _earlySamples;

            // Divisor: the first sample is an early one; where none is late there is nothing to compare.
            return late > 0 && Saturating.Abs((_sum - _earlySum) / late - (_earlySum / _earlySamples)) > MovedMicrovolts;
        }
    }
}

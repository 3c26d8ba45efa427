namespace AnodeGuard.Core
{
    /// <summary>
    /// The resistance of a contact from how fast it empties the Cu layer: V = V0 exp(-t / (R C)), so R = t / (C ln(V0 / V)).
    /// The logarithm is summed from sample to sample as 2 (V1 - V2) / (V1 + V2), within 4 % while a sample holds half of the one before. C is the area
    /// times an assumed 20 uF/cm2 (setting): the figure is as uncertain as that. A fall that is over between two samples
    /// gives the highest resistance that explains it.
    /// </summary>
    public sealed class ContactResistance
    {
        /// <summary>So far below the slow baseline a fall begins: nearly the whole shift by polarisation stays out.</summary>
        public const long FallPercent = 3;

        /// <summary>Below this fraction of where the fall began the sum has said all it can.</summary>
        private const int Last = 5;

        /// <summary>ln 1.02 in millionths: less is noise.</summary>
        private const long LeastMicronepers = 20000;

        /// <summary>Slower than this is drift, microseconds (10 Mohm on 50 uF: 500 s).</summary>
        private const long LongestMicroseconds = 600000000;

        private readonly long _nanofarads;
        private long _restMicroseconds;
        private long _restMicrovolts;
        private long _firstMicrovolts;
        private long _beforeMicrovolts;
        private long _beganMicroseconds;
        private long _micronepers;
        private bool _isDone;

        /// <summary>A fall is under way: the layer lies below its slow baseline by the share from which one begins.</summary>
        public bool Falls;

        /// <summary>An estimate for a cell.</summary>
        public ContactResistance(GuardSettings settings)
        {
            long capacitance = Wide.MultiplyDivide(
                settings.SenseNanofaradsPerSquareCentimetre, settings.AreaSquareMicrometres, 100000000);
            _nanofarads = Saturating.Clamp(capacitance, 1, 1L << 30);
        }

        /// <summary>Capacitance of the layer, nanofarads.</summary>
        public long Nanofarads
        {
            get { return _nanofarads; }
        }

        /// <summary>The present or last fall's resistance, ohms; <see cref="SenseFigures.Unknown"/>.</summary>
        public long Ohms = SenseFigures.Unknown;

        /// <summary>Looks at a settled sample.</summary>
        /// <param name="microvolts">The sample.</param>
        /// <param name="slowMicrovolts">The slow baseline.</param>
        /// <param name="timeMicroseconds">When it was taken.</param>
        public void Add(long microvolts, long slowMicrovolts, long timeMicroseconds)
        {
            if (slowMicrovolts - microvolts < slowMicrovolts / 100 * FallPercent || timeMicroseconds < _restMicroseconds)
            {
                Falls = false;
                Rest(microvolts, timeMicroseconds);
                return;
            }

            if (!Falls)
            {
                Begin(microvolts, timeMicroseconds);
            }
            else if (!_isDone)
            {
                Continue(microvolts, timeMicroseconds);
            }
        }

        /// <summary>The last sample at rest: the next fall is held to have begun after it.</summary>
        public void Rest(long microvolts, long timeMicroseconds)
        {
            _restMicroseconds = timeMicroseconds;
            _restMicrovolts = microvolts;
        }

        /// <summary>The first sample of a fall: where it began lies at most one interval back, which gives an upper bound.</summary>
        private void Begin(long microvolts, long timeMicroseconds)
        {
            Falls = true;
            _isDone = microvolts <= _restMicrovolts / Last;
            _firstMicrovolts = microvolts;
            _beforeMicrovolts = microvolts;
            _beganMicroseconds = timeMicroseconds;
            _micronepers = 0;
            long bound = Logarithm(_restMicrovolts, microvolts);
            Conclude(timeMicroseconds - _restMicroseconds, bound);
        }

        private void Continue(long microvolts, long timeMicroseconds)
        {
            _micronepers += Logarithm(_beforeMicrovolts, microvolts);
            _beforeMicrovolts = microvolts;
            long elapsed = timeMicroseconds - _beganMicroseconds;
            _isDone = microvolts <= _firstMicrovolts / Last || elapsed > LongestMicroseconds;
            Conclude(elapsed, _micronepers);
        }

        /// <summary>ln(first / second) in millionths for positive voltages; 1.6 (a fifth) where the second is lower still.</summary>
        private static long Logarithm(long first, long second)
        {
            if (first <= 0)
            {
                return 0;
            }

            if (second <= first / Last)
            {
                return 1609438;
            }

            return Wide.MultiplyDivide(first - second, 2000000, first + second);
        }

        /// <summary>1 us * 1e9 / (1 nF * 1e-6) = 1 ohm. The divisor stays below 2^30 * 2^32.</summary>
        private void Conclude(long elapsedMicroseconds, long micronepers)
        {
            if (micronepers >= LeastMicronepers && micronepers < 1L << 32 && elapsedMicroseconds > 0)
            {
                Ohms = Wide.MultiplyDivide(elapsedMicroseconds, 1000000000, _nanofarads * micronepers);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _restMicroseconds = image.Number(_restMicroseconds);
            _restMicrovolts = image.Number(_restMicrovolts);
            _firstMicrovolts = image.Number(_firstMicrovolts);
            _beforeMicrovolts = image.Number(_beforeMicrovolts);
            _beganMicroseconds = image.Number(_beganMicroseconds);
            _micronepers = image.Number(_micronepers);
            Falls = image.Flag(Falls);
            _isDone = image.Flag(_isDone);
            Ohms = image.Number(Ohms);
        }
    }
}

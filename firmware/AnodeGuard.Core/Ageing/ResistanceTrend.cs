namespace AnodeGuard.Core
{
    /// <summary>
    /// The resistance at the beginning of each half-cycle in one direction, against the lowest the cell has had. Like is
    /// compared with like: the same place in the cycle and the same voltage before it (so the same state of charge), a step
    /// of the same size, the same time after it, referred to 25 C.
    /// </summary>
    public sealed class ResistanceTrend
    {
        /// <summary>Interphase and charge transfer: 30 kJ/mol, a starting value (reported: 30 to 60).</summary>
        public const long ActivationJoulesPerMole = 30000;

        /// <summary>So far from the reference temperature nothing is compared, thousandths of a degree.</summary>
        private const long FarMillicelsius = 10000;

        private const long AlikeMillionths = 200000;
        private const long StartMicrovolts = 50000;
        private const int Memory = 3;
        private const int LearningHalfCycles = 3;

        /// <summary>So many half-cycles of another kind in a row are a new test.</summary>
        private const int Strangers = 5;

        private readonly OwnHistory _history = new OwnHistory(Memory);
        private long _step;
        private long _delay;
        private long _alikeStep;
        private long _alikeDelay;
        private long _alikeStart;
        private long _alikeMillicelsius;
        private int _strangers;
        private long _lowest;

        /// <summary>A resistance waits for its half-cycle.</summary>
        public bool IsPending;

        /// <summary>That resistance, microohms, and its temperature.</summary>
        public long Microohms;
        public long Millicelsius;

        /// <summary>Enough half-cycles were compared.</summary>
        public bool IsKnown;

        /// <summary>Rise over the lowest, millionths; negative below it.</summary>
        public long RiseMillionths;

        /// <summary>Keeps a resistance until it is clear that the half-cycle has begun; a later one replaces it.</summary>
        public void Offer(long microohms, long stepNanoamperes, long delayMicroseconds, long millicelsius)
        {
            Microohms = microohms;
            _step = Saturating.Abs(stepNanoamperes);
            _delay = delayMicroseconds;
            Millicelsius = millicelsius;
            IsPending = true;
        }

        /// <summary>What was offered belonged to no half-cycle.</summary>
        public void Drop()
        {
            IsPending = false;
        }

        /// <summary>The half-cycle has begun. True where a value was compared.</summary>
        /// <param name="startMicrovolts">Where the half-cycle before had ended; 0 where that tells nothing.</param>
        public bool Take(long startMicrovolts)
        {
            if (!IsPending)
            {
                return false;
            }

            IsPending = false;
            if (_history.Count > 0 && !IsAlike(startMicrovolts))
            {
                _strangers++;
                if (_strangers < Strangers)
                {
                    return false;
                }

                _history.Restart();
                IsKnown = false;
            }

            Learn(startMicrovolts);
            return IsKnown;
        }

        private bool IsAlike(long startMicrovolts)
        {
            bool time = _delay <= 2 * _alikeDelay && _alikeDelay <= 2 * _delay;
            return time && Saturating.Abs(startMicrovolts - _alikeStart) <= StartMicrovolts
                && AgeingScale.AreAlike(_step, _alikeStep, AlikeMillionths)
                && Saturating.Abs(Millicelsius - _alikeMillicelsius) <= FarMillicelsius;
        }

        private void Learn(long startMicrovolts)
        {
            _strangers = 0;
            if (_history.Count == 0)
            {
                _alikeStep = _step;
                _alikeDelay = _delay;
                _alikeStart = startMicrovolts;
                _alikeMillicelsius = Millicelsius;
            }

            // A warmer cell conducts better: its resistance is raised to what it would be at 25 C.
            long factor = Arrhenius.FactorQ31(ActivationJoulesPerMole, Millicelsius);
            _history.Learn(Wide.MultiplyDivide(Microohms, factor, Exponential.OneQ31));
            if (_history.Count < LearningHalfCycles)
            {
                return;
            }

            long smooth = _history.Expected;
            _lowest = !IsKnown || smooth < _lowest ? smooth : _lowest;
            IsKnown = true;
            RiseMillionths = _lowest <= 0
                ? 0
                : Saturating.Bound(Wide.MultiplyDivide(smooth - _lowest, 1000000, _lowest));
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _history.Exchange(image);
            _step = image.Number(_step);
            _delay = image.Number(_delay);
            _alikeStep = image.Number(_alikeStep);
            _alikeDelay = image.Number(_alikeDelay);
            _alikeStart = image.Number(_alikeStart);
            _alikeMillicelsius = image.Number(_alikeMillicelsius);
            _strangers = (int)image.Number(_strangers);
            _lowest = image.Number(_lowest);
            IsPending = image.Flag(IsPending);
            Microohms = image.Number(Microohms);
            Millicelsius = image.Number(Millicelsius);
            IsKnown = image.Flag(IsKnown);
            RiseMillionths = image.Number(RiseMillionths);
        }
    }
}

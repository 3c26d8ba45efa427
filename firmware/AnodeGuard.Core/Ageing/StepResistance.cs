namespace AnodeGuard.Core
{
    /// <summary>
    /// The cell's resistance from steps of its current: change of voltage over change of current, at the first sample
    /// after the step and again a second later. A step counts once the next sample confirms the new current; a current
    /// that keeps changing (a ramp, a taper) gives nothing.
    /// </summary>
    public sealed class StepResistance
    {
        /// <summary>Two samples further apart than this say nothing about one step, microseconds.</summary>
        private const long LongestPairMicroseconds = 120000000;

        private const long SecondMicroseconds = 1000000;

        /// <summary>The new current may wander by 1/16 of the step.</summary>
        private const int SteadyShift = 4;

        private const int Idle = 0;
        private const int Confirming = 1;
        private const int Settling = 2;

        private readonly long _stepNanoamperes;
        private int _phase;
        private bool _retried;
        private bool _hasLast;
        private long _lastMicrovolts;
        private long _lastNanoamperes;
        private long _lastMicroseconds;
        private long _fromMicrovolts;
        private long _fromMicroseconds;
        private long _toMicrovolts;
        private long _toMicroseconds;

        /// <summary>Looks for steps of at least C/20.</summary>
        public StepResistance(GuardSettings settings)
        {
            _stepNanoamperes = AgeingScale.StepNanoamperes(settings);
        }

        /// <summary>A step began with this sample.</summary>
        public bool Stepped;

        /// <summary>A first resistance was confirmed with this sample.</summary>
        public bool IsNew;

        /// <summary>Current before and after the step, nanoamperes.</summary>
        public long FromNanoamperes;
        public long ToNanoamperes;

        /// <summary>Resistance at the first sample after the step, microohms, above 0; -1 unknown.</summary>
        public long FastMicroohms = CellFigures.Unknown;

        /// <summary>From the sample before the step to that one, microseconds: the step was at most so long ago.</summary>
        public long FastMicroseconds = CellFigures.Unknown;

        /// <summary>Resistance 1 s to 2 s after it, microohms; -1 unknown.</summary>
        public long OneSecondMicroohms = CellFigures.Unknown;

        /// <summary>Steps that gave a resistance.</summary>
        public long Count;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>The step led into a flowing current, not out of one.</summary>
        public bool IsOnset
        {
            get
            {
                long after = Saturating.Abs(ToNanoamperes);
                bool reversed = (FromNanoamperes ^ ToNanoamperes) < 0;
                return after >= _stepNanoamperes && (reversed || after > 2 * Saturating.Abs(FromNanoamperes));
            }
        }

        /// <summary>The next sample of voltage and current.</summary>
        public void Judge(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            Stepped = false;
            IsNew = false;
            if (_phase == Confirming)
            {
                Confirm(microvolts, nanoamperes, timeMicroseconds);
            }
            else if (_phase == Settling)
            {
                Settle(microvolts, nanoamperes, timeMicroseconds);
            }

            if (_phase == Idle && _hasLast && IsStep(nanoamperes, timeMicroseconds))
            {
                Begin(microvolts, nanoamperes, timeMicroseconds);
            }

            _hasLast = true;
            _lastMicrovolts = microvolts;
            _lastNanoamperes = nanoamperes;
            _lastMicroseconds = timeMicroseconds;
        }

        private bool IsStep(long nanoamperes, long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - _lastMicroseconds;
            return elapsed > 0 && elapsed <= LongestPairMicroseconds
                && Saturating.Abs(nanoamperes - _lastNanoamperes) >= _stepNanoamperes;
        }

        private void Begin(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            Stepped = true;
            _phase = Confirming;
            _retried = false;
            FromNanoamperes = _lastNanoamperes;
            _fromMicrovolts = _lastMicrovolts;
            _fromMicroseconds = _lastMicroseconds;
            Aim(microvolts, nanoamperes, timeMicroseconds);
        }

        private void Aim(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            ToNanoamperes = nanoamperes;
            _toMicrovolts = microvolts;
            _toMicroseconds = timeMicroseconds;
        }

        private void Confirm(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            if (IsSteady(nanoamperes))
            {
                TakeFirst(timeMicroseconds);
            }
            else if (!_retried && Saturating.Abs(nanoamperes - FromNanoamperes) >= _stepNanoamperes)
            {
                // The sample straddled the step: the next one is the first that belongs to the new current.
                _retried = true;
                Aim(microvolts, nanoamperes, timeMicroseconds);
            }
            else
            {
                _phase = Idle;
            }
        }

        private void TakeFirst(long timeMicroseconds)
        {
            long resistance = Resistance(_toMicrovolts);
            bool near = timeMicroseconds - _toMicroseconds <= LongestPairMicroseconds;
            _phase = resistance > 0 && near ? Settling : Idle;
            if (_phase == Settling)
            {
                IsNew = true;
                HasNews = true;
                FastMicroohms = resistance;
                FastMicroseconds = _toMicroseconds - _fromMicroseconds;
                OneSecondMicroohms = CellFigures.Unknown;
                Count++;
            }
        }

        private void Settle(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - _toMicroseconds;
            if (!IsSteady(nanoamperes) || elapsed > 2 * SecondMicroseconds || elapsed < 0)
            {
                _phase = Idle;
            }
            else if (elapsed >= SecondMicroseconds)
            {
                long resistance = Resistance(microvolts);
                OneSecondMicroohms = resistance > 0 ? resistance : CellFigures.Unknown;
                HasNews = true;
                _phase = Idle;
            }
        }

        private bool IsSteady(long nanoamperes)
        {
            return Saturating.Abs(nanoamperes - ToNanoamperes) <= Saturating.Abs(ToNanoamperes - FromNanoamperes) >> SteadyShift;
        }

        /// <summary>uV / nA is 1e9 uohm. The step is not 0: it was at least C/20.</summary>
        private long Resistance(long microvolts)
        {
            return Saturating.Bound(
                Wide.MultiplyDivide(microvolts - _fromMicrovolts, 1000000000, ToNanoamperes - FromNanoamperes));
        }

        /// <summary>Writes the figures for users.</summary>
        public void Write(CellFigures figures)
        {
            HasNews = false;
            figures.FastResistanceMicroohms = FastMicroohms;
            figures.FastResistanceMicroseconds = FastMicroseconds;
            figures.OneSecondMicroohms = OneSecondMicroohms;
            figures.ResistanceCount = Count;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _phase = (int)image.Number(_phase);
            _retried = image.Flag(_retried);
            _hasLast = image.Flag(_hasLast);
            _lastMicrovolts = image.Number(_lastMicrovolts);
            _lastNanoamperes = image.Number(_lastNanoamperes);
            _lastMicroseconds = image.Number(_lastMicroseconds);
            _fromMicrovolts = image.Number(_fromMicrovolts);
            _fromMicroseconds = image.Number(_fromMicroseconds);
            _toMicrovolts = image.Number(_toMicrovolts);
            _toMicroseconds = image.Number(_toMicroseconds);
            Stepped = image.Flag(Stepped);
            IsNew = image.Flag(IsNew);
            FromNanoamperes = image.Number(FromNanoamperes);
            ToNanoamperes = image.Number(ToNanoamperes);
            FastMicroohms = image.Number(FastMicroohms);
            FastMicroseconds = image.Number(FastMicroseconds);
            OneSecondMicroohms = image.Number(OneSecondMicroohms);
            Count = image.Number(Count);
            HasNews = image.Flag(HasNews);
        }
    }
}

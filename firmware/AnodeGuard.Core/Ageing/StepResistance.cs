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

        /// <summary>What a sample tells: nothing, that a step began with it, that it confirms a first resistance.</summary>
        public const int Nothing = 0;
        public const int Began = 1;
        public const int Confirmed = 2;

        private const int Idle = 0;
        private const int Confirming = 1;
        private const int Settling = 2;

        private readonly long _stepNanoamperes;
        private int _phase;
        private bool _retried;
        private long _lastMicrovolts;
        private long _lastNanoamperes;
        private long _fromMicrovolts;
        private long _fromMicroseconds;
        private long _toMicrovolts;
        private long _toMicroseconds;

        /// <summary>Looks for steps of at least C/20.</summary>
        public StepResistance(GuardSettings settings)
        {
            _stepNanoamperes = AgeingScale.StepNanoamperes(settings);
        }

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
                // 2^50 at most, as every current in here.
                long from = FromNanoamperes;
                long to = ToNanoamperes;
                long after = to < 0 ? -to : to;
                return after >= _stepNanoamperes && ((from ^ to) < 0 || after > 2 * (from < 0 ? -from : from));
            }
        }

        /// <summary>The next sample of voltage and current.</summary>
        /// <param name="microvolts">Voltage.</param>
        /// <param name="nanoamperes">Current, within 2^50.</param>
        /// <param name="timeMicroseconds">When.</param>
        /// <param name="elapsedMicroseconds">Since the sample before; 0 where there is none, or none that is older.</param>
        /// <returns><see cref="Nothing"/>, <see cref="Began"/> or <see cref="Confirmed"/>.</returns>
        public int Judge(long microvolts, long nanoamperes, long timeMicroseconds, long elapsedMicroseconds)
        {
            long change = nanoamperes - _lastNanoamperes;
            long least = _stepNanoamperes;
            bool changes = change >= least || change <= -least;
            int found = _phase == Idle ? Nothing : Pursue(microvolts, nanoamperes, timeMicroseconds);
            if (changes && _phase == Idle && elapsedMicroseconds > 0 && elapsedMicroseconds <= LongestPairMicroseconds)
            {
                found = Began;
                _phase = Confirming;
                _retried = false;
                FromNanoamperes = _lastNanoamperes;
                _fromMicrovolts = _lastMicrovolts;
                _fromMicroseconds = timeMicroseconds - elapsedMicroseconds;
                ToNanoamperes = nanoamperes;
                _toMicrovolts = microvolts;
                _toMicroseconds = timeMicroseconds;
            }

            _lastMicrovolts = microvolts;
            _lastNanoamperes = nanoamperes;
            return found;
        }

        /// <summary>A sample after the first of a step.</summary>
        private int Pursue(long microvolts, long nanoamperes, long timeMicroseconds)
        {
            if (_phase == Settling)
            {
                Settle(microvolts, nanoamperes, timeMicroseconds);
                return Nothing;
            }

            if (IsSteady(nanoamperes))
            {
                return TakeFirst(timeMicroseconds);
            }

            long change = nanoamperes - FromNanoamperes;
            if (_retried || (change < 0 ? -change : change) < _stepNanoamperes)
            {
                _phase = Idle;
                return Nothing;
            }

            // The sample straddled the step: the next one is the first that belongs to the new current.
            _retried = true;
            ToNanoamperes = nanoamperes;
            _toMicrovolts = microvolts;
            _toMicroseconds = timeMicroseconds;
            return Nothing;
        }

        private int TakeFirst(long timeMicroseconds)
        {
            long resistance = Resistance(_toMicrovolts);
            if (resistance <= 0 || timeMicroseconds - _toMicroseconds > LongestPairMicroseconds)
            {
                _phase = Idle;
                return Nothing;
            }

            _phase = Settling;
            HasNews = true;
            FastMicroohms = resistance;
            FastMicroseconds = _toMicroseconds - _fromMicroseconds;
            OneSecondMicroohms = CellFigures.Unknown;
            Count++;
            return Confirmed;
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
            long to = ToNanoamperes;
            long off = nanoamperes - to;
            long step = to - FromNanoamperes;
            return (off < 0 ? -off : off) <= (step < 0 ? -step : step) >> SteadyShift;
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
            _lastMicrovolts = image.Number(_lastMicrovolts);
            _lastNanoamperes = image.Number(_lastNanoamperes);
            _fromMicrovolts = image.Number(_fromMicrovolts);
            _fromMicroseconds = image.Number(_fromMicroseconds);
            _toMicrovolts = image.Number(_toMicrovolts);
            _toMicroseconds = image.Number(_toMicroseconds);
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

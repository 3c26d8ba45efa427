namespace AnodeGuard.Core
{
    /// <summary>
    /// Says of one sense sample whether it looks like a contact, from its level and from how fast it got there. The fault
    /// table asks for two such samples in a row.
    /// <list type="bullet">
    /// <item>collapsed: below 0.5 V (half the baseline, where that is less);</item>
    /// <item>deep: 40 % of the baseline below the slow baseline, which only a contact of a few kiloohms reaches so fast;</item>
    /// <item>shallow: 15 %, held for 120 ms: 100 kohm on 50 uF gets there in 0.8 s, 1 Mohm in 8 s.</item>
    /// </list>
    /// The same towards the cathode, where going over the range says the same as deep.
    /// </summary>
    public sealed class ContactDetector
    {
        private readonly Persistence _low = new Persistence(SenseLimits.ShallowSamples, SenseLimits.ShallowMicroseconds);
        private readonly Persistence _high = new Persistence(SenseLimits.ShallowSamples, SenseLimits.ShallowMicroseconds);
        private readonly Persistence _suspicion = new Persistence(SenseLimits.ShallowSamples, SenseLimits.SuspicionMicroseconds);
        private readonly bool _zeroVoltByDesign;
        private long _shallowMicrovolts;
        private long _deepMicrovolts;

        /// <summary>The current when it was last looked at, nanoamperes: a step away from it disturbs.</summary>
        public long CurrentNanoamperes;

        /// <summary>Below it the layer has collapsed, microvolts.</summary>
        public long CollapsedMicrovolts;

        /// <summary>Nearer to the slow baseline than this nothing begins, microvolts: half of a shallow contact.</summary>
        public long CalmMicrovolts;

        /// <summary>The last sample was a contact or on the way to one: until it is not, each must be judged.</summary>
        public bool IsStirring;

        /// <summary>A detector for a cell; blind until it is <see cref="Commission"/>ed.</summary>
        public ContactDetector(bool zeroVoltByDesign)
        {
            _zeroVoltByDesign = zeroVoltByDesign;
        }

        /// <summary>The sample looks like a contact with the anode.</summary>
        public bool TouchesAnode;

        /// <summary>The sample looks like a contact with the cathode.</summary>
        public bool TouchesCathode;

        /// <summary>A contact is known: only settled samples well inside the threshold end it, not a self-test nor a current step.</summary>
        public bool IsKnown;

        /// <summary>
        /// Half of the way to a shallow contact and not hurrying: time for a self-test, which would tell a cut lead. (A test
        /// that began while a fast contact is coming down would only be in its way.)
        /// </summary>
        public bool IsSuspicious;

        /// <summary>Sets the thresholds for a baseline.</summary>
        public void Commission(long baselineMicrovolts)
        {
            long share = baselineMicrovolts / 100 * SenseLimits.ContactPercent;
            _shallowMicrovolts = share > SenseLimits.LeastContactMicrovolts ? share : SenseLimits.LeastContactMicrovolts;
            long deep = baselineMicrovolts / 100 * SenseLimits.DeepPercent;
            _deepMicrovolts = deep > _shallowMicrovolts ? deep : _shallowMicrovolts;
            long half = baselineMicrovolts / 2;
            CollapsedMicrovolts = half < SenseLimits.CollapsedMicrovolts ? half : SenseLimits.CollapsedMicrovolts;
            CalmMicrovolts = _shallowMicrovolts / 2;
        }

        /// <summary>Below the collapse level.</summary>
        public bool IsCollapsed(long microvolts)
        {
            return !_zeroVoltByDesign && microvolts < CollapsedMicrovolts;
        }

        /// <summary>Further from the slow baseline than a contact threshold, either way.</summary>
        public bool IsFarOff(long microvolts, long slowMicrovolts)
        {
            return Saturating.Abs(microvolts - slowMicrovolts) >= _shallowMicrovolts;
        }

        /// <summary>Judges a sample taken with the injector idle.</summary>
        /// <param name="microvolts">The sample.</param>
        /// <param name="overRange">It stands at the upper rail.</param>
        /// <param name="slowMicrovolts">The slow baseline.</param>
        /// <param name="settled">The injector has been idle for long enough.</param>
        /// <param name="timeMicroseconds">When it was taken.</param>
        public void Judge(long microvolts, bool overRange, long slowMicrovolts, bool settled, long timeMicroseconds)
        {
            long rise = microvolts - slowMicrovolts;

            // A contact that is known ends only well inside the threshold.
            long shallow = IsKnown || TouchesAnode || TouchesCathode ? _shallowMicrovolts / 2 : _shallowMicrovolts;
            bool low = !_zeroVoltByDesign && rise <= -shallow;
            bool high = rise >= shallow;
            bool shallowLow = settled && _low.Holds(low, timeMicroseconds);
            bool shallowHigh = settled && _high.Holds(high, timeMicroseconds);
            bool deepLow = !_zeroVoltByDesign && rise <= -_deepMicrovolts;
            TouchesAnode = shallowLow || (IsKnown && low) || deepLow || IsCollapsed(microvolts);
            TouchesCathode = shallowHigh || (IsKnown && high) || rise >= _deepMicrovolts || overRange;
            IsSuspicious = _suspicion.Holds(Saturating.Abs(rise) >= CalmMicrovolts, timeMicroseconds);
            IsStirring = IsKnown | TouchesAnode | TouchesCathode | (_low.Samples | _high.Samples | _suspicion.Samples) != 0;
        }

        /// <summary>Takes notice of the current. A step has just disturbed the electrode: what is shallow starts over.</summary>
        /// <param name="nanoamperes">The current.</param>
        /// <param name="leastNanoamperes">What is no step.</param>
        public void NoteCurrent(long nanoamperes, long leastNanoamperes)
        {
            long step = nanoamperes - CurrentNanoamperes;
            CurrentNanoamperes = nanoamperes;
            if (step > leastNanoamperes || step < -leastNanoamperes)
            {
                _low.Samples = 0;
                _high.Samples = 0;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _low.Exchange(image);
            _high.Exchange(image);
            _suspicion.Exchange(image);
            _shallowMicrovolts = image.Number(_shallowMicrovolts);
            _deepMicrovolts = image.Number(_deepMicrovolts);
            CurrentNanoamperes = image.Number(CurrentNanoamperes);
            CollapsedMicrovolts = image.Number(CollapsedMicrovolts);
            IsKnown = image.Flag(IsKnown);
            TouchesAnode = image.Flag(TouchesAnode);
            TouchesCathode = image.Flag(TouchesCathode);
            IsSuspicious = image.Flag(IsSuspicious);
            IsStirring = image.Flag(IsStirring);
            CalmMicrovolts = image.Number(CalmMicrovolts);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Counts touches. A touch that stays becomes a contact and trips; one that lets go before leaves the layer lower by a
    /// step, for only the layer's own slow chemistry charges it again. Counted are: falls of 60 mV/s and more that end
    /// above a contact's threshold, at least 40 mV down, and contacts that ended. Neighbours that must not count: the
    /// shift by polarisation after a current step (100 mV in ten seconds; steps within 2 s are left out), drift (17 uV/s),
    /// leakage, noise (0.25 mV/s).
    /// </summary>
    public sealed class TouchWatch
    {
        /// <summary>A fall as fast as this may be a touch, microvolts per second.</summary>
        public const long BeginsMicrovoltsPerSecond = -60000;

        private const long EndsMicrovoltsPerSecond = -20000;
        private const long LeastStepMicrovolts = 40000;
        private const long SteadyMicroseconds = 2000000;
        private const long GoneMicroseconds = 1000000;
        private const int ManyPerHour = 3;

        private readonly FaultRegister _faults;
        private readonly SteadyCurrent _current;
        private bool _isContact;
        private long _contactMicroseconds;
        private bool _falls;
        private bool _isDisturbed;
        private long _fromMicrovolts;

        /// <summary>Touches that let go.</summary>
        public readonly RollingCount LetGo = new RollingCount();

        /// <summary>A touch, or a fall that may become one, is under way.</summary>
        public bool IsStirring;

        /// <summary>A counter that asks the given watch about the current.</summary>
        public TouchWatch(SteadyCurrent current, FaultRegister faults)
        {
            _current = current;
            _faults = faults;
        }

        /// <summary>Looks at a settled sample; the slope has it already.</summary>
        public void Judge(Channel sense, SlopeEstimator slope, Channel current, SenseFigures figures)
        {
            long time = sense.TimeMicroseconds;
            LetGo.Advance(time);
            if (_faults.IsActive(FaultId.SenseContactAnode) || _faults.IsActive(FaultId.SenseContactCathode))
            {
                figures.Touches += _isContact ? 0 : 1;
                _isContact = true;
                _falls = false;
                _contactMicroseconds = time;
            }
            else if (_isContact)
            {
                // A self-test interrupts the finding for a moment, not the contact.
                bool gone = time - _contactMicroseconds >= GoneMicroseconds || time < _contactMicroseconds;
                _isContact = !gone;
                if (gone)
                {
                    LetGo.Add();
                }
            }
            else
            {
                FollowFall(sense.Value, slope, !current.IsFitted || _current.IsSteady(SteadyMicroseconds, time), figures);
            }

            IsStirring = _isContact || _falls;
            int count = LetGo.LastHour;
            _faults.Confirm(
                FaultId.SenseIntermittent,
                count >= ManyPerHour ? FaultLevel.Warning : count > 0 ? FaultLevel.Advisory : FaultLevel.None);
        }

        private void FollowFall(long microvolts, SlopeEstimator slope, bool steady, SenseFigures figures)
        {
            if (!_falls)
            {
                _falls = slope.MicrovoltsPerSecond <= BeginsMicrovoltsPerSecond;
                _isDisturbed = !steady;
                _fromMicrovolts = slope.OldestMicrovolts;
                return;
            }

            _isDisturbed |= !steady;
            if (slope.MicrovoltsPerSecond < EndsMicrovoltsPerSecond)
            {
                return;
            }

            _falls = false;
            if (!_isDisturbed && _fromMicrovolts - microvolts >= LeastStepMicrovolts)
            {
                figures.Touches++;
                LetGo.Add();
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            LetGo.Exchange(image);
            IsStirring = image.Flag(IsStirring);
            _isContact = image.Flag(_isContact);
            _contactMicroseconds = image.Number(_contactMicroseconds);
            _falls = image.Flag(_falls);
            _isDisturbed = image.Flag(_isDisturbed);
            _fromMicrovolts = image.Number(_fromMicrovolts);
        }
    }
}

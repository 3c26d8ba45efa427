namespace AnodeGuard.Core
{
    /// <summary>
    /// What the node does under the injector's pulls before the test's result is there. A healthy electrode gives way by
    /// 1 %. If it moves down by as much as a contact would, either a contact or a cut lead is beginning: the switch opens at
    /// once, and the end of the test tells which. Neither pull leads above the pull-up's own voltage: what is there was
    /// lifted by the cathode.
    /// </summary>
    public sealed class PullWatch
    {
        private readonly FaultRegister _faults;
        private readonly ContactDetector _contact;
        private readonly SlowBaseline _slow;
        private readonly bool _zeroVoltByDesign;

        /// <summary>For how many samples it has been off the slow baseline.</summary>
        public readonly Persistence Moved = new Persistence(2, 15000);

        /// <summary>The switch has to stay open until the test is over.</summary>
        public bool HoldsOpen;

        /// <summary>A watch that judges by the thresholds of the given detector, against the given baseline.</summary>
        public PullWatch(GuardSettings settings, FaultRegister faults, ContactDetector contact, SlowBaseline slow)
        {
            _faults = faults;
            _contact = contact;
            _slow = slow;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
        }

        /// <summary>
        /// Off the slow baseline by a contact's threshold, twice. Counts in both states of the injector, so that a movement
        /// that began before a test is not counted anew in it.
        /// </summary>
        public bool HasMoved(Channel sense)
        {
            bool moved = !_zeroVoltByDesign && _slow.IsSet && _contact.IsFarOff(sense.Value, _slow.Microvolts);
            return Moved.Holds(moved, sense.TimeMicroseconds);
        }

        /// <summary>Judges a sample taken under a pull.</summary>
        /// <param name="sense">The node.</param>
        /// <param name="overRange">It stands at the upper rail.</param>
        /// <param name="lifted">Depletion lifts it.</param>
        /// <param name="drive">What the injector does.</param>
        /// <param name="driven">For how long, microseconds.</param>
        public void Judge(Channel sense, bool overRange, bool lifted, SenseDrive drive, long driven)
        {
            long time = sense.TimeMicroseconds;
            bool moved = HasMoved(sense);
            bool above = sense.Value > _slow.Microvolts && sense.Value > SenseLimits.AbovePullMicrovolts;
            if (overRange || (moved && above))
            {
                if (!lifted)
                {
                    _faults.Observe(FaultId.SenseContactCathode, FaultLevel.Alarm, time);
                }
            }
            else if (moved && !_faults.IsActive(FaultId.SenseContactAnode))
            {
                HoldsOpen = true;
            }

            if (drive == SenseDrive.PullUp && driven >= SenseLimits.PullTellsMicroseconds && _contact.IsCollapsed(sense.Value))
            {
                _faults.Observe(FaultId.SenseContactAnode, FaultLevel.Alarm, time);
            }
        }

        /// <summary>The test that held the switch open is over, and its result is known: what it could not name is its own failure.</summary>
        public void End()
        {
            HoldsOpen = false;
            bool named = _faults.IsActive(FaultId.SenseLeadOpen) || _faults.IsActive(FaultId.SenseContactAnode)
                || _faults.IsActive(FaultId.SenseContactCathode);
            if (!named)
            {
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.Alarm);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Moved.Exchange(image);
            HoldsOpen = image.Flag(HoldsOpen);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Why the layer rises under a current that has been steady for 30 s. Metal towards the cathode pulls it to the cathode's
    /// potential and leaves the cell's voltage alone (reference 4.3); salt that runs out at the anode lifts layer and cell
    /// alike, since both are measured against that anode, and may lift the layer beyond the cathode.
    /// <list type="bullet">
    /// <item>creeping: 40 mV for half a second that the cell's voltage does not share by half. On 100 cm2 a contact of
    /// 13 kohm needs 15 s for a shallow contact's 0.45 V, and 2 s for this. A cut lead that leaks upwards creeps as well: it
    /// counts once a self-test has passed since it began;</item>
    /// <item>lifted: the model sees depletion near, and the cell has risen with the layer (by three quarters at least) or
    /// the layer stands above the cathode. 0.15 V of it is -U' ln(1 - s) at s = 0.92 to 0.99 (U' 32 to 60 mV).</item>
    /// </list>
    /// A layer that comes back to its slow baseline after a contact rises as well: only what passes it creeps. Drift and
    /// leakage stay below the 1 mV/s by which the rise's own baseline follows; polarisation begins with a step.
    /// </summary>
    public sealed class RiseWatch
    {
        /// <summary>Less above its own baseline is no rise, microvolts.</summary>
        public const long BeginsMicrovolts = 20000;

        private const long CreepsMicrovolts = 40000;
        private const long LiftedMicrovolts = 150000;
        private const long LongMicroseconds = 30000000;

        /// <summary>The layer stands above the cathode: beyond both converters' errors, microvolts.</summary>
        private const long BeyondMicrovolts = 100000;

        private const long DepletionNear = 1L << FaultId.DepletionNear;

        private readonly FaultRegister _faults;
        private readonly SteadyCurrent _current;
        private readonly SelfTestMonitor _selfTest;
        private readonly Persistence _creeps = new Persistence(3, 500000);
        private readonly Persistence _lifts = new Persistence(2, 15000);

        /// <summary>What the layer rises from: while the current is not steady, it itself.</summary>
        public readonly SlowBaseline From = new SlowBaseline();

        private long _cellMicrovolts;
        private long _sinceMicroseconds;

        /// <summary>From then on the current has been steady for long enough, as of the last cycle; after any time while none flows.</summary>
        public long SteadyMicroseconds;

        /// <summary>A watch that asks the given ones about the current and about self-tests.</summary>
        public RiseWatch(SteadyCurrent current, SelfTestMonitor selfTest, FaultRegister faults)
        {
            _current = current;
            _selfTest = selfTest;
            _faults = faults;
        }

        /// <summary>The last sample was judged, for the layer rose or depletion is near. Else it neither creeps nor is it lifted.</summary>
        public bool IsStirring;

        /// <summary>The layer creeps towards the cathode, or its lead is cut: time for a self-test.</summary>
        public bool IsSuspicious;

        /// <summary>The layer creeps towards the cathode.</summary>
        public bool IsCreeping;

        /// <summary>Depletion lifts the layer: its rise is no contact.</summary>
        public bool IsLifted;

        /// <summary>Looks at a settled sample.</summary>
        public void Judge(Channel sense, long slowMicrovolts, Channel voltage)
        {
            long time = sense.TimeMicroseconds;
            long value = sense.Value;
            SlowBaseline from = From;
            if (!voltage.IsFitted || !_current.HasCurrent || time - _current.SinceMicroseconds < LongMicroseconds)
            {
                from.Set(value);
            }

            from.Follow(value, time);
            long rise = value - from.Microvolts;
            bool rises = rise >= BeginsMicrovolts;
            if (!rises)
            {
                _cellMicrovolts = voltage.Value;
                _sinceMicroseconds = time;
            }

            // Nearly always there is nothing to judge, and nothing left from before.
            bool near = (_faults.Active & DepletionNear) != 0;
            if (rises || near || IsStirring)
            {
                IsStirring = rises || near;
                JudgeRise(sense, slowMicrovolts, voltage, rise, near);
            }
        }

        /// <summary>A cycle brought other currents, or a calm begins: since when has the current been steady?</summary>
        public void NoteCurrent(Channel voltage)
        {
            bool tells = voltage.IsFitted && _current.HasCurrent;
            SteadyMicroseconds = tells ? _current.SinceMicroseconds + LongMicroseconds : long.MaxValue;
        }

        /// <summary>A calm has ended: when the last of its samples was taken, and what the cell's voltage was then.</summary>
        public void EndCalm(long cellMicrovolts, long timeMicroseconds)
        {
            From.Hold(timeMicroseconds);
            _cellMicrovolts = cellMicrovolts;
            _sinceMicroseconds = timeMicroseconds;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            From.Exchange(image);
            _creeps.Exchange(image);
            _lifts.Exchange(image);
            _cellMicrovolts = image.Number(_cellMicrovolts);
            _sinceMicroseconds = image.Number(_sinceMicroseconds);
            SteadyMicroseconds = image.Number(SteadyMicroseconds);
            IsStirring = image.Flag(IsStirring);
            IsSuspicious = image.Flag(IsSuspicious);
            IsCreeping = image.Flag(IsCreeping);
            IsLifted = image.Flag(IsLifted);
        }

        private void JudgeRise(Channel sense, long slowMicrovolts, Channel voltage, long rise, bool near)
        {
            // All are held within 2^50.
            long time = sense.TimeMicroseconds;
            long with = voltage.Value - _cellMicrovolts;
            bool beyond = voltage.IsFitted && sense.Value > voltage.Value + BeyondMicrovolts;
            bool above = rise >= CreepsMicrovolts && sense.Value - slowMicrovolts >= CreepsMicrovolts;
            JudgeCreep(above && 2 * with < rise && !beyond, rise, time);

            // A layer that rises slowly enough reaches the top of the range without leaving the baseline behind; there it is blind.
            IsLifted = near && (beyond || (rise >= BeginsMicrovolts && 4 * with >= 3 * rise));
            if (_lifts.Holds(IsLifted && (rise >= LiftedMicrovolts || sense.IsAtRail), time))
            {
                _faults.Confirm(FaultId.DepletionNear, FaultLevel.Alarm);
            }
        }

        /// <summary>What creeps and is known to be a contact ends only when the layer is back.</summary>
        private void JudgeCreep(bool creeps, long rise, long timeMicroseconds)
        {
            bool held = _creeps.Holds(creeps, timeMicroseconds);
            bool known = IsCreeping && rise >= BeginsMicrovolts;
            IsCreeping = known || (held && _selfTest.HasPassedSince(_sinceMicroseconds, timeMicroseconds));
            IsSuspicious = held && !IsCreeping;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// The channels of a snapshot, and which of two that measure the same thing is used. All but the sense electrode hold still
    /// from one cycle to the next: in the fast turns between them they go on saying what their cycle brought, for the work that
    /// is left of it. Who asks in every step asks <see cref="IsCycle"/> first.
    /// </summary>
    public sealed class ChannelSet
    {
        /// <summary>Below this the positive-only voltage path may hide a reversed cell, microvolts.</summary>
        private const long PositiveOnlyMicrovolts = 100000;

        /// <summary>Two turns of 20 ms and a half, microseconds: what comes later was no fast turn of a board.</summary>
        private const long FastTurnMicroseconds = 50000;

        /// <summary>Channels beside the sense electrode.</summary>
        private const int Others = 9;

        /// <summary>Cell voltage, positive only.</summary>
        public readonly Channel Cell = new Channel();

        /// <summary>Cell voltage, both signs.</summary>
        public readonly Channel CellBipolar = new Channel();

        /// <summary>Current of the instant.</summary>
        public readonly Channel Current = new Channel();

        /// <summary>Mean current over the interval that ends at the sample.</summary>
        public readonly Channel MeanCurrent = new Channel();

        /// <summary>Sense electrode.</summary>
        public readonly Channel Sense = new Channel();

        /// <summary>The front end's reference.</summary>
        public readonly Channel Reference = new Channel();

        /// <summary>Cell temperature.</summary>
        public readonly Channel CellTemperature = new Channel();

        /// <summary>Board temperature.</summary>
        public readonly Channel BoardTemperature = new Channel();

        /// <summary>Pressure in the housing.</summary>
        public readonly Channel Pressure = new Channel();

        /// <summary>Gas sensor.</summary>
        public readonly Channel Gas = new Channel();

        /// <summary>The cell voltage to judge by: the bipolar path where the cell may be reversed.</summary>
        public Channel Voltage;

        /// <summary>The current that flows: the mean where it is fitted, for no charge is lost in it.</summary>
        public Channel Charge;

        /// <summary>The current to hold against limits: the instant's where it is fitted.</summary>
        public Channel Limit;

        /// <summary>The temperature the cell is believed to have: its own, else the board's.</summary>
        public Channel Temperature;

        /// <summary>Some channel other than the sense electrode brought a new sample: more than a fast turn.</summary>
        public bool IsCycle;

        /// <summary>
        /// A decision cycle: voltage and current, as far as they are fitted, brought new valid values; without either,
        /// the sense electrode did.
        /// </summary>
        public bool IsDecisionCycle;

        /// <summary>In this step a channel came or went, or its time began anew: what was foreseen of silences does not hold.</summary>
        public bool IsSurprised;

        /// <summary>Of the last cycle: a fast turn came just before it, and so others come just after it. Never so in a recording.</summary>
        public bool HasTurns;

        /// <summary>From the step before this one, microseconds, less than 0 where the clock ran back; 0 for the first.</summary>
        public long ElapsedMicroseconds;

        /// <summary>Of the last cycle: a switch was fitted, as on a board.</summary>
        public bool IsOnBoard;

        /// <summary>Of the last cycle: no current could flow through the cell, for the switch stood open.</summary>
        public bool IsOpen;

        /// <summary>Of the last cycle: where the voltage of the positive-only path came from.</summary>
        public SampleSource CellSource;

        /// <summary>Of the last cycle: where that of the path for both signs came from.</summary>
        public SampleSource CellBipolarSource;

        /// <summary>Of the last cycle: where the current of the instant came from.</summary>
        public SampleSource CurrentSource;

        private readonly long[] _lookedMicroseconds = new long[Others];
        private readonly byte[] _lookedValidity = new byte[Others];
        private long _observedMicroseconds;
        private bool _hasObserved;
        private bool _mayChoose;
        private bool _hasCell;

        /// <summary>All but the sense electrode, as in <see cref="Snapshot.BesideSense"/>.</summary>
        internal readonly Channel[] BesideSense;

        /// <summary>Channels that have seen nothing.</summary>
        public ChannelSet()
        {
            CellBipolar.Number = 1;
            BesideSense = new Channel[] { Cell, CellBipolar, Current, MeanCurrent, Reference, CellTemperature, BoardTemperature, Pressure, Gas };

            // The first step looks at everything.
            _lookedMicroseconds[0] = long.MinValue;
            Voltage = Cell;
            _mayChoose = true;
            Choose();
        }

        /// <summary>Takes the time and the sense electrode's sample in.</summary>
        /// <returns>True where others have moved too: <see cref="Look"/> takes those in.</returns>
        public bool Observe(Snapshot snapshot, long now)
        {
            long elapsed = now - _observedMicroseconds;
            if (!_hasObserved)
            {
                _hasObserved = true;
                IsCycle = true;
                elapsed = 0;
            }

            ElapsedMicroseconds = elapsed;
            _observedMicroseconds = now;

            // As in Look, for it runs in every turn, and a call costs a third of what it does.
            Channel sense = Sense;
            Sample sample = snapshot.SenseMicrovolts;
            long taken = sample.TimeMicroseconds;
            long before = sense.TimeMicroseconds;
            long value = sample.Value;
            if (taken > before && sense.IsRegular && sample.Validity == Validity.Valid
                && taken < Saturating.LargestTime && unchecked((ulong)(value + Saturating.Largest)) <= Channel.Breadth)
            {
                IsSurprised = false;
                sense.TimeMicroseconds = taken;
                sense.IntervalMicroseconds = taken - before;
                sense.PreviousValue = sense.Value;
                sense.Value = value;
            }
            else
            {
                IsSurprised = sense.Observe(sample, now);
            }

            IsDecisionCycle = !_hasCell && sense.IsFreshAndValid;

            // Whether another sample has another time than when it was looked at last is all that is asked: a channel that goes
            // without a sample of any other is missed with the next one, and where fast turns follow a cell's cycle, pressure and
            // gas, which a board reads between two, come with that and make no cycle. Written out, for a loop costs as much again.
            Sample[] samples = snapshot.BesideSense;
            long[] times = _lookedMicroseconds;
            if (samples[0].TimeMicroseconds != times[0] || samples[1].TimeMicroseconds != times[1]
                || samples[2].TimeMicroseconds != times[2] || samples[3].TimeMicroseconds != times[3]
                || samples[4].TimeMicroseconds != times[4] || samples[5].TimeMicroseconds != times[5]
                || samples[6].TimeMicroseconds != times[6]
                || ((!HasTurns || !_hasCell) && (samples[7].TimeMicroseconds != times[7] || samples[8].TimeMicroseconds != times[8])))
            {
                HasTurns = !IsCycle && elapsed >= 0 && elapsed < FastTurnMicroseconds;
                IsCycle = false;
                return true;
            }

            IsCycle = false;
            return false;
        }

        /// <summary>
        /// Takes in all but the sense electrode's sample. As nearly always a sample is one more measurement after another one,
        /// later and within all bounds: that is written out here, for the calls would cost as much again. What keeps time and
        /// validity has nothing new, and is not asked.
        /// </summary>
        public void Look(Snapshot snapshot, long now)
        {
            Sample[] samples = snapshot.BesideSense;
            Channel[] channels = BesideSense;
            long[] times = _lookedMicroseconds;
            bool surprised = false;
            bool cycle = false;
            for (int i = 0; i < Others; i++)
            {
                Sample sample = samples[i];
                Channel channel = channels[i];
                long taken = sample.TimeMicroseconds;
                long before = channel.TimeMicroseconds;
                if (taken > before && channel.IsRegular && sample.Validity == Validity.Valid
                    && taken < Saturating.LargestTime && unchecked((ulong)(sample.Value + Saturating.Largest)) <= Channel.Breadth)
                {
                    times[i] = taken;
                    channel.TimeMicroseconds = taken;
                    channel.IntervalMicroseconds = taken - before;
                    channel.PreviousValue = channel.Value;
                    channel.Value = sample.Value;
                    cycle = true;
                    if (!channel.IsFresh)
                    {
                        channel.IsFresh = true;
                        channel.IsFreshAndValid = true;
                    }
                }
                else if (taken != times[i] || (byte)sample.Validity != _lookedValidity[i])
                {
                    times[i] = taken;
                    _lookedValidity[i] = (byte)sample.Validity;
                    surprised |= channel.Observe(sample, now);
                    cycle |= channel.IsFresh;
                }
                else if (channel.IsFresh)
                {
                    channel.Rest();
                }
            }

            IsCycle = cycle;
            IsSurprised |= surprised;
            _mayChoose |= surprised;
            Follow(snapshot, cycle);
        }

        /// <summary>What a cycle decides by, and what is judged later of it and is no channel's.</summary>
        private void Follow(Snapshot snapshot, bool cycle)
        {
            if (cycle)
            {
                // The other path is chosen where this one is low, and left where it is not: else no choice is another one.
                if (_mayChoose || Cell.Value < PositiveOnlyMicrovolts || Voltage != Cell)
                {
                    Choose();
                }

                IsOnBoard = snapshot.SwitchFitted;
                IsOpen = IsOnBoard && !snapshot.SwitchClosed;
                CellSource = snapshot.CellMicrovolts.Source;
                CellBipolarSource = snapshot.CellBipolarMicrovolts.Source;
                CurrentSource = snapshot.CurrentNanoamperes.Source;
            }

            Channel voltage = Voltage;
            Channel charge = Charge;
            bool whole = cycle && voltage.IsFreshAndValid && charge.IsFreshAndValid;
            _hasCell = whole || voltage.IsFitted || charge.IsFitted;
            IsDecisionCycle = whole || (!_hasCell ? Sense.IsFreshAndValid
                : cycle && (voltage.IsFreshAndValid || !voltage.IsFitted) && (charge.IsFreshAndValid || !charge.IsFitted));
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Sense.Exchange(image);
            for (int i = 0; i < Others; i++)
            {
                BesideSense[i].Exchange(image);
            }

            // Made with an earlier cycle: not what the channels say now.
            Voltage = image.Flag(Voltage == CellBipolar) ? CellBipolar : Cell;
            Charge = image.Flag(Charge == MeanCurrent) ? MeanCurrent : Current;
            Limit = image.Flag(Limit == Current) ? Current : MeanCurrent;
            Temperature = image.Flag(Temperature == CellTemperature) ? CellTemperature : BoardTemperature;
            IsCycle = image.Flag(IsCycle);
            IsDecisionCycle = image.Flag(IsDecisionCycle);
            IsSurprised = image.Flag(IsSurprised);
            HasTurns = image.Flag(HasTurns);
            ElapsedMicroseconds = image.Number(ElapsedMicroseconds);
            IsOnBoard = image.Flag(IsOnBoard);
            IsOpen = image.Flag(IsOpen);
            CellSource = (SampleSource)image.Number((long)CellSource);
            CellBipolarSource = (SampleSource)image.Number((long)CellBipolarSource);
            CurrentSource = (SampleSource)image.Number((long)CurrentSource);
            image.Numbers(_lookedMicroseconds);
            image.Numbers(_lookedValidity);
            _observedMicroseconds = image.Number(_observedMicroseconds);
            _hasObserved = image.Flag(_hasObserved);
            _mayChoose = image.Flag(_mayChoose);
            _hasCell = image.Flag(_hasCell);
        }

        private void Choose()
        {
            Channel cell = Cell;
            Voltage = CellBipolar.IsFitted && (!cell.IsFitted || cell.Value < PositiveOnlyMicrovolts) ? CellBipolar : cell;

            // Nothing of the rest changes while no channel comes or goes.
            if (_mayChoose)
            {
                _mayChoose = false;
                Charge = MeanCurrent.IsFitted ? MeanCurrent : Current;
                Limit = Current.IsFitted ? Current : MeanCurrent;
                Temperature = CellTemperature.IsFitted ? CellTemperature : BoardTemperature;
            }
        }
    }
}

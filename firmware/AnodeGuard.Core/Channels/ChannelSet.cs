namespace AnodeGuard.Core
{
    /// <summary>
    /// The channels of a snapshot, and which of two that measure the same thing is used. All but the sense electrode hold still from one cycle to
    /// the next: between them they go on saying what their cycle brought. Who asks in every step asks <see cref="IsCycle"/> first.
    /// </summary>
    public sealed class ChannelSet
    {
        /// <summary>Below this the positive-only voltage path may hide a reversed cell, microvolts.</summary>
        private const long PositiveOnlyMicrovolts = 100000;

        /// <summary>Two turns of 20 ms and a half, microseconds: what comes later was no fast turn of a board.</summary>
        private const long FastTurnMicroseconds = 50000;

        /// <summary>Channels beside the sense electrode.</summary>
        private const int Others = 9;

        /// <summary>Cell voltage: positive only, and both signs.</summary>
        public readonly Channel Cell = new Channel();
        public readonly Channel CellBipolar = new Channel();

        /// <summary>Current of the instant, and its mean over the interval that ends at the sample.</summary>
        public readonly Channel Current = new Channel();
        public readonly Channel MeanCurrent = new Channel();

        /// <summary>Sense electrode.</summary>
        public readonly Channel Sense = new Channel();

        /// <summary>The front end's reference.</summary>
        public readonly Channel Reference = new Channel();

        /// <summary>The cell's and the board's temperature.</summary>
        public readonly Channel CellTemperature = new Channel();
        public readonly Channel BoardTemperature = new Channel();

        /// <summary>Pressure in the housing, and the gas sensor.</summary>
        public readonly Channel Pressure = new Channel();
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

        /// <summary>A decision cycle: voltage and current, as far as fitted, brought new valid values; without either, the sense electrode did.</summary>
        public bool IsDecisionCycle;

        /// <summary>In this step a channel came or went, or its time began anew: what was foreseen of silences does not hold.</summary>
        public bool IsSurprised;

        /// <summary>Of the last cycle: a fast turn came just before it, and so others come just after it. Never so in a recording.</summary>
        public bool HasTurns;

        /// <summary>From the step before this one, microseconds, less than 0 where the clock ran back; 0 for the first.</summary>
        public long ElapsedMicroseconds;

        /// <summary>Of the last cycle: a switch was fitted, as on a board; and no current could flow through the cell, for it stood open.</summary>
        public bool IsOnBoard;
        public bool IsOpen;

        /// <summary>Of the last cycle: where both paths' voltages and the current of the instant came from.</summary>
        public SampleSource CellSource;
        public SampleSource CellBipolarSource;
        public SampleSource CurrentSource;

        /// <summary>Of the last cycle: voltage or current is fitted.</summary>
        public bool HasCell;

        private readonly long[] _lookedMicroseconds = new long[Others];
        private readonly byte[] _lookedValidity = new byte[Others];
        private long _observedMicroseconds;
        private bool _hasObserved;
        private bool _mayChoose = true;

        /// <summary>All but the sense electrode, as in <see cref="Snapshot.BesideSense"/>.</summary>
        internal readonly Channel[] BesideSense;

        /// <summary>Channels that have seen nothing.</summary>
        public ChannelSet()
        {
            CellBipolar.Number = 1;
            BesideSense = new Channel[] { Cell, CellBipolar, Current, MeanCurrent, Reference, CellTemperature, BoardTemperature, Pressure, Gas };

            // The first step looks at everything.
            _lookedMicroseconds[0] = long.MinValue;
            Choose();
        }

        /// <summary>Takes the time and the sense electrode's sample in.</summary>
        /// <returns>True where others have moved too: <see cref="Look"/> takes those in.</returns>
        public bool Observe(Snapshot snapshot, long now)
        {
            bool wasCycle = IsCycle || !_hasObserved;
            IsSurprised = false;
            if (!ObserveSense(snapshot, now))
            {
                ElapsedMicroseconds = _hasObserved ? now - _observedMicroseconds : 0;
                _observedMicroseconds = now;
                _hasObserved = true;
                IsCycle = false;
                IsSurprised = Sense.Observe(snapshot.SenseMicrovolts, now);
            }

            IsDecisionCycle = !HasCell && Sense.IsFreshAndValid;

            // Whether another sample has another time than when it was looked at last is all that is asked: a channel that goes without a sample
            // of any other is missed with the next one, and where fast turns follow a cell's cycle, pressure and gas, which a board reads between
            // two, come with that and make no cycle. Written out, for a loop costs as much again.
            Sample[] samples = snapshot.BesideSense;
            long[] times = _lookedMicroseconds;
            bool moved = samples[0].TimeMicroseconds != times[0] || samples[1].TimeMicroseconds != times[1] || samples[2].TimeMicroseconds != times[2]
                || samples[3].TimeMicroseconds != times[3] || samples[4].TimeMicroseconds != times[4]
                || samples[5].TimeMicroseconds != times[5] || samples[6].TimeMicroseconds != times[6]
                || ((!HasTurns || !HasCell) && (samples[7].TimeMicroseconds != times[7] || samples[8].TimeMicroseconds != times[8]));
            if (moved)
            {
                HasTurns = !wasCycle && ElapsedMicroseconds >= 0 && ElapsedMicroseconds < FastTurnMicroseconds;
            }

            return moved;
        }

        /// <summary>Takes in what a fast turn brings: one more measurement of the sense electrode, later than the last, not later than now, within bounds.</summary>
        /// <returns>False where it is anything else; then nothing was taken in, and <see cref="Observe"/> does it.</returns>
        public bool ObserveSense(Snapshot snapshot, long now)
        {
            Channel sense = Sense;
            Sample sample = snapshot.SenseMicrovolts;
            long taken = sample.TimeMicroseconds;
            long before = sense.TimeMicroseconds;
            long value = sample.Value;
            long elapsed = now - _observedMicroseconds;
            if (taken <= before || taken > now || elapsed <= 0 || !sense.IsRegular || sample.Validity != Validity.Valid
                || unchecked((ulong)(value + Saturating.Largest)) > Channel.Breadth)
            {
                return false;
            }

            ElapsedMicroseconds = elapsed;
            _observedMicroseconds = now;
            sense.TimeMicroseconds = taken;
            sense.IntervalMicroseconds = taken - before;
            sense.PreviousValue = sense.Value;
            sense.Value = value;
            if (IsCycle)
            {
                IsCycle = false;
                IsDecisionCycle = false;
            }

            return true;
        }

        /// <summary>Takes in all but the sense electrode's sample. What keeps time and validity has nothing new.</summary>
        public void Look(Snapshot snapshot, long now)
        {
            Sample[] samples = snapshot.BesideSense;
            Channel[] channels = BesideSense;
            long[] times = _lookedMicroseconds;
            byte[] validities = _lookedValidity;
            bool surprised = false;
            bool cycle = false;
            for (int i = 0; i < Others; i++)
            {
                Sample sample = samples[i];
                Channel channel = channels[i];
                long taken = sample.TimeMicroseconds;
                long before = times[i];
                Validity validity = sample.Validity;
                if (taken == before && (byte)validity == validities[i])
                {
                    if (channel.IsFresh)
                    {
                        channel.Rest();
                    }

                    continue;
                }

                // Nearly always one more measurement after another one: written out. A regular channel's last value has the time looked at.
                times[i] = taken;
                long value = sample.Value;
                if (taken > before && taken <= now && validity == Validity.Valid && channel.IsRegular
                    && unchecked((ulong)(value + Saturating.Largest)) <= Channel.Breadth)
                {
                    channel.TimeMicroseconds = taken;
                    channel.IntervalMicroseconds = taken - before;
                    channel.PreviousValue = channel.Value;
                    channel.Value = value;
                    cycle = true;
                    if (!channel.IsFresh)
                    {
                        channel.IsFresh = true;
                        channel.IsFreshAndValid = true;
                    }
                }
                else
                {
                    validities[i] = (byte)validity;
                    surprised |= channel.Observe(sample, now);
                    cycle |= channel.IsFresh;
                }
            }

            IsCycle = cycle;
            if (surprised)
            {
                IsSurprised = true;
                _mayChoose = true;
            }

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

                bool fitted = snapshot.SwitchFitted;
                IsOnBoard = fitted;
                IsOpen = fitted && !snapshot.SwitchClosed;
                CellSource = snapshot.CellMicrovolts.Source;
                CellBipolarSource = snapshot.CellBipolarMicrovolts.Source;
                CurrentSource = snapshot.CurrentNanoamperes.Source;
            }

            Channel voltage = Voltage;
            Channel charge = Charge;
            bool whole = cycle && voltage.IsFreshAndValid && charge.IsFreshAndValid;
            bool hasCell = whole || voltage.IsFitted || charge.IsFitted;
            HasCell = hasCell;
            IsDecisionCycle = whole || (!hasCell ? Sense.IsFreshAndValid
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
            HasCell = image.Flag(HasCell);
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

namespace AnodeGuard.Core
{
    /// <summary>The channels of a snapshot, and which of two that measure the same thing is used.</summary>
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

        /// <summary>Of a cycle: a fast turn came just before it, and so others will come just after it. Never so in a recording.</summary>
        public bool HasTurns;

        /// <summary>From the step before this one, microseconds, less than 0 where the clock ran back; 0 for the first.</summary>
        public long ElapsedMicroseconds;

        private readonly long[] _lookedMicroseconds;
        private readonly byte[] _lookedValidity;
        private long _observedMicroseconds;
        private bool _hasObserved;
        private bool _wasTurn;
        private bool _hasCell;

        /// <summary>All but the sense electrode, as in <see cref="Snapshot.BesideSense"/>.</summary>
        internal readonly Channel[] BesideSense;

        /// <summary>Channels that have seen nothing.</summary>
        public ChannelSet()
        {
            CellBipolar.Number = 1;
            BesideSense = new Channel[Others]
            {
                Cell, CellBipolar, Current, MeanCurrent, Reference, CellTemperature, BoardTemperature, Pressure, Gas,
            };
            _lookedMicroseconds = new long[Others];

            // The first step looks at everything.
            _lookedMicroseconds[0] = long.MinValue;
            _lookedValidity = new byte[Others];
            Choose();
        }

        /// <summary>Takes a snapshot's samples in.</summary>
        public void Observe(Snapshot snapshot, long now)
        {
            ElapsedMicroseconds = _hasObserved ? now - _observedMicroseconds : 0;
            _hasObserved = true;
            _observedMicroseconds = now;
            HasTurns = _wasTurn && ElapsedMicroseconds >= 0 && ElapsedMicroseconds < FastTurnMicroseconds;
            bool surprised = Sense.Observe(snapshot.SenseMicrovolts, now);
            bool wasCycle = IsCycle;
            IsCycle = false;
            if (wasCycle || HasMoved(snapshot.BesideSense))
            {
                surprised |= Look(snapshot.BesideSense, now);
                _hasCell = Voltage.IsFitted || Charge.IsFitted;
            }

            bool cycle = IsCycle;
            _wasTurn = !cycle;
            IsSurprised = surprised;
            IsDecisionCycle = _hasCell ? cycle && IsWhole() : Sense.IsFreshAndValid;
        }

        /// <summary>
        /// Some sample beside the sense electrode's has another time than when it was looked at last. On a fast turn these are
        /// the samples of the turn before, and that is all that is asked: a channel that goes without a sample of any other is
        /// missed with the next sample.
        /// </summary>
        private bool HasMoved(Sample[] samples)
        {
            long[] times = _lookedMicroseconds;
            for (int i = 0; i < Others; i++)
            {
                if (samples[i].TimeMicroseconds != times[i])
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>
        /// Takes in all but the sense electrode's sample; true where a channel's silence is no longer as foreseen. What keeps
        /// time and validity has nothing new, and is not asked.
        /// </summary>
        private bool Look(Sample[] samples, long now)
        {
            Channel[] channels = BesideSense;
            long[] times = _lookedMicroseconds;
            byte[] validities = _lookedValidity;
            bool surprised = false;
            bool cycle = false;
            for (int i = 0; i < Others; i++)
            {
                Sample sample = samples[i];
                Channel channel = channels[i];
                if (sample.TimeMicroseconds != times[i] || (byte)sample.Validity != validities[i])
                {
                    times[i] = sample.TimeMicroseconds;
                    validities[i] = (byte)sample.Validity;
                    surprised |= channel.Observe(sample, now);
                    cycle |= channel.IsFresh;
                }
                else if (channel.IsFresh)
                {
                    channel.Rest();
                }
            }

            IsCycle = cycle;
            if (cycle)
            {
                Choose();
            }

            return surprised;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Cell.Exchange(image);
            CellBipolar.Exchange(image);
            Current.Exchange(image);
            MeanCurrent.Exchange(image);
            Sense.Exchange(image);
            Reference.Exchange(image);
            CellTemperature.Exchange(image);
            BoardTemperature.Exchange(image);
            Pressure.Exchange(image);
            Gas.Exchange(image);

            // The choice was made with an earlier cycle: it is not what the channels say now.
            Voltage = image.Flag(Voltage == CellBipolar) ? CellBipolar : Cell;
            Charge = image.Flag(Charge == MeanCurrent) ? MeanCurrent : Current;
            Limit = image.Flag(Limit == Current) ? Current : MeanCurrent;
            Temperature = image.Flag(Temperature == CellTemperature) ? CellTemperature : BoardTemperature;
            IsCycle = image.Flag(IsCycle);
            IsDecisionCycle = image.Flag(IsDecisionCycle);
            IsSurprised = image.Flag(IsSurprised);
            HasTurns = image.Flag(HasTurns);
            ElapsedMicroseconds = image.Number(ElapsedMicroseconds);
            image.Numbers(_lookedMicroseconds);
            image.Numbers(_lookedValidity);
            _observedMicroseconds = image.Number(_observedMicroseconds);
            _hasObserved = image.Flag(_hasObserved);
            _wasTurn = image.Flag(_wasTurn);
            _hasCell = image.Flag(_hasCell);
        }

        /// <summary>Voltage and current, as far as they are fitted, brought new valid values.</summary>
        private bool IsWhole()
        {
            return (!Voltage.IsFitted || Voltage.IsFreshAndValid) && (!Charge.IsFitted || Charge.IsFreshAndValid);
        }

        private void Choose()
        {
            // Only what changes is written: .NET marks the card of every reference that is.
            bool reversed = CellBipolar.IsFitted && (!Cell.IsFitted || Cell.Value < PositiveOnlyMicrovolts);
            Channel voltage = reversed ? CellBipolar : Cell;
            Channel charge = MeanCurrent.IsFitted ? MeanCurrent : Current;
            Channel limit = Current.IsFitted ? Current : MeanCurrent;
            Channel temperature = CellTemperature.IsFitted ? CellTemperature : BoardTemperature;
            if (Voltage != voltage || Charge != charge || Limit != limit || Temperature != temperature)
            {
                Voltage = voltage;
                Charge = charge;
                Limit = limit;
                Temperature = temperature;
            }
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>The channels of a snapshot, and which of two that measure the same thing is used.</summary>
    public sealed class ChannelSet
    {
        /// <summary>Below this the positive-only voltage path may hide a reversed cell, microvolts.</summary>
        private const long PositiveOnlyMicrovolts = 100000;

        /// <summary>Two turns of 20 ms and a half, microseconds: what comes later was no fast turn of a board.</summary>
        private const long FastTurnMicroseconds = 50000;

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

        private long _observedMicroseconds;
        private bool _wasTurn;

        /// <summary>All but the sense electrode, as in <see cref="Snapshot.BesideSense"/>.</summary>
        internal readonly Channel[] BesideSense;

        /// <summary>Channels that have seen nothing.</summary>
        public ChannelSet()
        {
            CellBipolar.Number = 1;
            BesideSense = new Channel[]
            {
                Cell, CellBipolar, Current, MeanCurrent, Reference, CellTemperature, BoardTemperature, Pressure, Gas,
            };
            Choose();
        }

        /// <summary>Takes a snapshot's samples in.</summary>
        public void Observe(Snapshot snapshot, long now)
        {
            Channel[] channels = BesideSense;
            Sample[] samples = snapshot.BesideSense;
            bool surprised = Sense.Observe(snapshot.SenseMicrovolts, now);
            bool cycle = false;
            for (int i = 0; i < channels.Length; i++)
            {
                // On a fast turn these are the samples of the turn before: seen here, without a call.
                Channel channel = channels[i];
                Sample sample = samples[i];
                if (sample.TimeMicroseconds != channel.LookedMicroseconds || sample.Validity != channel.LookedValidity)
                {
                    surprised |= channel.Observe(sample, now);
                    cycle |= channel.IsFresh;
                }
                else if (channel.IsFresh)
                {
                    channel.IsFresh = false;
                    channel.IsFreshAndValid = false;
                    channel.IsAtRail = false;
                    channel.RanBackwards = false;
                }
            }

            HasTurns = _wasTurn && now >= _observedMicroseconds && now - _observedMicroseconds < FastTurnMicroseconds;
            _observedMicroseconds = now;
            _wasTurn = !cycle;
            IsSurprised = surprised;
            IsCycle = cycle;
            if (cycle)
            {
                Choose();
            }

            bool voltage = Voltage.IsFitted;
            bool charge = Charge.IsFitted;
            IsDecisionCycle = !voltage && !charge
                ? Sense.IsFreshAndValid
                : cycle && (!voltage || Voltage.IsFreshAndValid) && (!charge || Charge.IsFreshAndValid);
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
            _observedMicroseconds = image.Number(_observedMicroseconds);
            _wasTurn = image.Flag(_wasTurn);
        }

        private void Choose()
        {
            bool reversed = CellBipolar.IsFitted && (!Cell.IsFitted || Cell.Value < PositiveOnlyMicrovolts);
            Voltage = reversed ? CellBipolar : Cell;
            Charge = MeanCurrent.IsFitted ? MeanCurrent : Current;
            Limit = Current.IsFitted ? Current : MeanCurrent;
            Temperature = CellTemperature.IsFitted ? CellTemperature : BoardTemperature;
        }
    }
}

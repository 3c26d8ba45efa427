namespace AnodeGuard.Core
{
    /// <summary>The channels of a snapshot, and which of two that measure the same thing is used.</summary>
    public sealed class ChannelSet
    {
        /// <summary>Below this the positive-only voltage path may hide a reversed cell, microvolts.</summary>
        private const long PositiveOnlyMicrovolts = 100000;

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

        /// <summary>Channels that have seen nothing.</summary>
        public ChannelSet()
        {
            CellBipolar.Number = 1;
            Choose();
        }

        /// <summary>Some channel other than the sense electrode brought a new sample: more than a fast turn.</summary>
        public bool IsCycle;

        /// <summary>Takes a snapshot's samples in.</summary>
        public void Observe(Snapshot snapshot, long now)
        {
            Cell.Observe(snapshot.CellMicrovolts, now);
            CellBipolar.Observe(snapshot.CellBipolarMicrovolts, now);
            Current.Observe(snapshot.CurrentNanoamperes, now);
            MeanCurrent.Observe(snapshot.MeanCurrentNanoamperes, now);
            Sense.Observe(snapshot.SenseMicrovolts, now);
            Reference.Observe(snapshot.ReferenceMicrovolts, now);
            CellTemperature.Observe(snapshot.CellMillicelsius, now);
            BoardTemperature.Observe(snapshot.BoardMillicelsius, now);
            Pressure.Observe(snapshot.PressurePascals, now);
            Gas.Observe(snapshot.GasOhms, now);
            IsCycle = Cell.IsFresh || CellBipolar.IsFresh || Current.IsFresh || MeanCurrent.IsFresh
                || CellTemperature.IsFresh || BoardTemperature.IsFresh || Reference.IsFresh || Pressure.IsFresh || Gas.IsFresh;
            if (IsCycle)
            {
                Choose();
            }
        }

        /// <summary>
        /// A decision cycle: voltage and current, as far as they are fitted, brought new valid values; without either,
        /// the sense electrode did.
        /// </summary>
        public bool IsDecisionCycle
        {
            get
            {
                bool voltage = Voltage.IsFitted;
                bool charge = Charge.IsFitted;
                if (!voltage && !charge)
                {
                    return Sense.IsFreshAndValid;
                }

                return (!voltage || Voltage.IsFreshAndValid) && (!charge || Charge.IsFreshAndValid);
            }
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

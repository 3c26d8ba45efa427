namespace AnodeGuard.App
{
    /// <summary>
    /// What `mqtt.report_mean` asks for: cell voltage, current and sense voltage of a state message as means over its
    /// period. Every other value is the latest one: temperatures are slow, and what the core concluded belongs to one instant.
    /// </summary>
    internal sealed class PeriodMeans
    {
        private readonly PeriodMean _voltage = new PeriodMean();
        private readonly PeriodMean _current = new PeriodMean();
        private readonly PeriodMean _meanCurrent = new PeriodMean();
        private readonly PeriodMean _sense = new PeriodMean();
        private long _lastMicroseconds = -1;

        /// <summary>Decision cycles taken since the last clearing; those at which reporting was held up by the network are missing.</summary>
        public int Cycles { get; private set; }

        /// <summary>Takes the values of one decision cycle, once.</summary>
        public void Take(Observation values)
        {
            if (values.TimeMicroseconds == _lastMicroseconds)
            {
                return;
            }

            _lastMicroseconds = values.TimeMicroseconds;
            Cycles++;
            _voltage.Take(values.CellMicrovolts);
            _current.Take(values.CurrentNanoamperes);
            _meanCurrent.Take(values.MeanCurrentNanoamperes);
            _sense.Take(values.SenseMicrovolts);
        }

        /// <summary>Puts the means in the places of the latest values.</summary>
        public void Replace(Observation values)
        {
            _voltage.Replace(values.CellMicrovolts);
            _current.Replace(values.CurrentNanoamperes);
            _meanCurrent.Replace(values.MeanCurrentNanoamperes);
            _sense.Replace(values.SenseMicrovolts);
        }

        /// <summary>Begins a period.</summary>
        public void Clear()
        {
            Cycles = 0;
            _voltage.Clear();
            _current.Clear();
            _meanCurrent.Clear();
            _sense.Clear();
        }
    }
}

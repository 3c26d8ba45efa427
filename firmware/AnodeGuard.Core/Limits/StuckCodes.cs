namespace AnodeGuard.Core
{
    /// <summary>
    /// Codes that stand still while their second source moves: the two voltage paths by 20 mV (a hundred codes of one, twenty
    /// times the noise of the other), the charge register by 5 % and twice C/100. A reversed cell stands at 0 on the positive-only path.
    /// </summary>
    public sealed class StuckCodes
    {
        /// <summary>One path may move by so much while the other repeats its code, microvolts.</summary>
        private const long CodesMicrovolts = 20000;

        private readonly StuckPair _cell = new StuckPair(SampleSource.Ina228);
        private readonly StuckPair _bipolar = new StuckPair(SampleSource.Ads1115);
        private readonly StuckPair _current = new StuckPair(SampleSource.Ina228);
        private readonly long _flowNanoamperes;

        /// <summary>A watch over the converters' codes.</summary>
        /// <param name="flowNanoamperes">Below it a cell is at rest.</param>
        public StuckCodes(long flowNanoamperes)
        {
            _flowNanoamperes = flowNanoamperes;
        }

        /// <summary>One of them stands still although what it measures has moved.</summary>
        public bool AreStuck;

        /// <summary>
        /// Looks at a cycle. A code that differs from the one before, or is a recording's, changes nothing where none agreed before,
        /// and nobody is asked.
        /// </summary>
        public void Judge(ChannelSet channels)
        {
            bool changed = false;
            Channel cell = channels.Cell;
            Channel bipolar = channels.CellBipolar;
            if (bipolar.IsFitted && channels.Voltage == cell)
            {
                SampleSource source = channels.CellSource;
                if ((cell.Value == cell.PreviousValue && source == SampleSource.Ina228) || _cell.Repeats != 0)
                {
                    changed = _cell.Judge(cell, source, bipolar, CodesMicrovolts);
                }

                source = channels.CellBipolarSource;
                if ((bipolar.Value == bipolar.PreviousValue && source == SampleSource.Ads1115) || _bipolar.Repeats != 0)
                {
                    changed |= _bipolar.Judge(bipolar, source, cell, CodesMicrovolts);
                }
            }

            Channel current = channels.Current;
            long value = current.Value;
            if (((value == current.PreviousValue && channels.CurrentSource == SampleSource.Ina228) || _current.Repeats != 0)
                && channels.MeanCurrent.IsFitted)
            {
                long tolerance = (Saturating.Abs(value) / 20) + (2 * _flowNanoamperes);
                changed |= _current.Judge(current, channels.CurrentSource, channels.MeanCurrent, tolerance);
            }

            if (changed)
            {
                AreStuck = _cell.IsStuck | _bipolar.IsStuck | _current.IsStuck;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _cell.Exchange(image);
            _bipolar.Exchange(image);
            _current.Exchange(image);
            AreStuck = image.Flag(AreStuck);
        }
    }
}

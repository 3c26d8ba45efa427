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
        private bool _repeats;

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
            bool repeats = _repeats;
            Channel cell = channels.Cell;
            Channel bipolar = channels.CellBipolar;
            if (bipolar.IsFitted && channels.Voltage == cell)
            {
                if ((repeats && _cell.Repeats != 0) || (channels.CellSource == SampleSource.Ina228 && cell.Value == cell.PreviousValue))
                {
                    Judge(_cell, cell, channels.CellSource, bipolar, CodesMicrovolts);
                }

                if ((repeats && _bipolar.Repeats != 0) || (channels.CellBipolarSource == SampleSource.Ads1115 && bipolar.Value == bipolar.PreviousValue))
                {
                    Judge(_bipolar, bipolar, channels.CellBipolarSource, cell, CodesMicrovolts);
                }
            }

            Channel current = channels.Current;
            if (((repeats && _current.Repeats != 0) || (channels.CurrentSource == SampleSource.Ina228 && current.Value == current.PreviousValue))
                && channels.MeanCurrent.IsFitted)
            {
                long tolerance = (Saturating.Abs(current.Value) / 20) + (2 * _flowNanoamperes);
                Judge(_current, current, channels.CurrentSource, channels.MeanCurrent, tolerance);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _cell.Exchange(image);
            _bipolar.Exchange(image);
            _current.Exchange(image);
            AreStuck = image.Flag(AreStuck);
            _repeats = image.Flag(_repeats);
        }

        private void Judge(StuckPair pair, Channel held, SampleSource source, Channel other, long tolerance)
        {
            pair.Judge(held, source, other, tolerance);
            AreStuck = _cell.IsStuck | _bipolar.IsStuck | _current.IsStuck;
            _repeats = (_cell.Repeats | _bipolar.Repeats | _current.Repeats) != 0;
        }
    }
}

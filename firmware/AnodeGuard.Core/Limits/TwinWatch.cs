namespace AnodeGuard.Core
{
    /// <summary>
    /// What measures the same thing twice must agree: the two voltage paths, the cell's and the board's thermometer, the current
    /// of the instant and its mean.
    /// </summary>
    public sealed class TwinWatch
    {
        /// <summary>The two voltage paths may differ by 100 mV and 2 %: dividers, offsets, and the moments between their readings.</summary>
        private const long PathsMicrovolts = 100000;

        /// <summary>Instants that agree to C/100 and a mean between them that does not, so often in a row.</summary>
        private const int CurrentSamples = 30;

        /// <summary>Cell and board thermometer apart for a minute and ten samples: a draught or a hand on the cell is shorter.</summary>
        private const int ThermometerSamples = 10;
        private const long ThermometerMicroseconds = 60000000;

        /// <summary>Of thermometers that may be as far apart as they like: no two values are 2^60 apart.</summary>
        private const long Never = 1L << 60;

        private readonly Doubt _paths = new Doubt(FaultTable.Rows[FaultId.SensorImplausible]);
        private readonly Persistence _currents = new Persistence(CurrentSamples, 1000000);
        private readonly Persistence _thermometers = new Persistence(ThermometerSamples, ThermometerMicroseconds);
        private readonly long _flowNanoamperes;
        private readonly long _apartMillikelvin;
        private bool _stirs;

        /// <summary>A watch over what is measured twice.</summary>
        /// <param name="flowNanoamperes">Below it a cell is at rest.</param>
        /// <param name="apartMillikelvin">The thermometers are no further apart; 0: as far as they like.</param>
        public TwinWatch(long flowNanoamperes, long apartMillikelvin)
        {
            _flowNanoamperes = flowNanoamperes;
            _apartMillikelvin = apartMillikelvin > 0 ? apartMillikelvin : Never;
        }

        /// <summary>The two voltage paths cannot both be right.</summary>
        public bool PathsDiffer;

        /// <summary>Nor can the cell's and the board's thermometer.</summary>
        public bool ThermometersDiffer;

        /// <summary>Nor can the current of the instant and its mean.</summary>
        public bool CurrentsDiffer;

        /// <summary>Judges a cycle. Values lie within 2^50: no difference overflows.</summary>
        /// <returns>True where two differ, or did of late: what is said of them may be another thing than before.</returns>
        public bool Judge(ChannelSet channels)
        {
            Channel one = channels.CellBipolar;
            Channel other = channels.Cell;
            bool agree = true;
            if (one.IsFreshAndValid && other.IsFreshAndValid)
            {
                long apart = one.Value - other.Value;
                apart = apart < 0 ? -apart : apart;
                agree = apart <= PathsMicrovolts || apart <= PathsMicrovolts + (Saturating.Abs(other.Value) / 50);
            }

            bool far = false;
            one = channels.CellTemperature;
            other = channels.BoardTemperature;
            if (one.IsFreshAndValid && other.IsFitted)
            {
                long apart = one.Value - other.Value;
                far = (apart < 0 ? -apart : apart) > _apartMillikelvin;
            }

            bool differ = false;
            one = channels.MeanCurrent;
            other = channels.Current;
            if (one.IsFresh && other.IsFresh)
            {
                long apart = one.Value - other.Value;
                apart = apart < 0 ? -apart : apart;
                differ = apart > 2 * _flowNanoamperes && IsApart(other, apart);
            }

            if (agree && !far && !differ && !_stirs)
            {
                return false;
            }

            Take(channels, agree, far, differ);
            return true;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _paths.Exchange(image);
            _currents.Exchange(image);
            _thermometers.Exchange(image);
            _stirs = image.Flag(_stirs);
            PathsDiffer = image.Flag(PathsDiffer);
            ThermometersDiffer = image.Flag(ThermometersDiffer);
            CurrentsDiffer = image.Flag(CurrentsDiffer);
        }

        /// <summary>The current did not step, and yet its mean is another one.</summary>
        private bool IsApart(Channel instant, long apart)
        {
            long step = Saturating.Abs(instant.Value - instant.PreviousValue);
            return step <= _flowNanoamperes && apart > (Saturating.Abs(instant.Value) / 20) + (2 * _flowNanoamperes);
        }

        /// <summary>Debounces the findings, each by the samples that it is made of.</summary>
        private void Take(ChannelSet channels, bool agree, bool far, bool differ)
        {
            _paths.Judge(channels.CellBipolar, agree);
            PathsDiffer = _paths.Stands;
            Channel heat = channels.CellTemperature;
            if (heat.IsFreshAndValid && channels.BoardTemperature.IsFitted)
            {
                ThermometersDiffer = _thermometers.Holds(far, heat.TimeMicroseconds);
            }

            Channel mean = channels.MeanCurrent;
            if (mean.IsFresh && channels.Current.IsFresh)
            {
                CurrentsDiffer = _currents.Holds(differ, mean.TimeMicroseconds);
            }

            _stirs = _paths.IsStirring || _thermometers.Samples != 0 || _currents.Samples != 0;
        }
    }
}

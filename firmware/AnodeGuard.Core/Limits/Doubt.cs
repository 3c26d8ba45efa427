namespace AnodeGuard.Core
{
    /// <summary>The doubt about one channel's values: debounced by that channel's own samples, as the fault's row says.</summary>
    public sealed class Doubt
    {
        private readonly Persistence _persistence;

        /// <summary>A doubt with a row's debounce.</summary>
        public Doubt(FaultRow row)
        {
            _persistence = new Persistence(row.DebounceSamples, row.DebounceMicroseconds);
        }

        /// <summary>Enough samples in a row were impossible.</summary>
        public bool Stands;

        /// <summary>Some sample was doubted of late: before the first one, telling that a sample is possible changes nothing.</summary>
        public bool IsStirring;

        /// <summary>Takes the finding about a new sample; without one, the doubt stays as it was.</summary>
        public void Judge(Channel channel, bool possible)
        {
            if (!channel.IsFitted)
            {
                Stands = false;
            }
            else if (channel.IsFresh)
            {
                Stands = _persistence.Holds(!possible, channel.TimeMicroseconds);
            }

            IsStirring = Stands || _persistence.Samples != 0;
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _persistence.Exchange(image);
            Stands = image.Flag(Stands);
            IsStirring = image.Flag(IsStirring);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>Shorts inside the cell that show in its voltage: hard, transient, and the slow leak of a rest.</summary>
    public sealed class ShortMonitor
    {
        private readonly ShortFigures _figures;
        private readonly SteadyCurrent _current;
        private readonly HardShort _hard;
        private readonly MicroShort _micro;
        private readonly RestLeakage _rest;

        /// <summary>A monitor for a cell that writes its figures into the given ones.</summary>
        public ShortMonitor(GuardSettings settings, FaultRegister faults, ShortFigures figures)
        {
            _figures = figures;
            _current = new SteadyCurrent(settings);
            _hard = new HardShort(settings, faults);
            _micro = new MicroShort(_current, faults);
            _rest = new RestLeakage(settings, faults);
        }

        /// <summary>The watch on the current, for whoever else has to know about steps.</summary>
        public SteadyCurrent Current
        {
            get { return _current; }
        }

        /// <summary>Judges at once what this cycle brought: whether the current has stepped, and a hard short.</summary>
        public void Judge(ChannelSet channels)
        {
            _current.Observe(channels);
            _hard.Judge(channels);
        }

        /// <summary>Judges what needs seconds and hours anyway.</summary>
        public void JudgeSlow(ChannelSet channels)
        {
            _current.Learn(channels);
            _micro.Judge(channels, _figures);
            _rest.Judge(channels, _figures);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _current.Exchange(image);
            _hard.Exchange(image);
            _micro.Exchange(image);
            _rest.Exchange(image);
        }
    }
}

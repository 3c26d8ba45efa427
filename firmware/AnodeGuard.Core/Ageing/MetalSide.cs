namespace AnodeGuard.Core
{
    /// <summary>
    /// Metal on one electrode, as charge plated since the electrode was last at its thinnest. Thinnest is where a
    /// half-cycle of stripping has taken away at least nine tenths of it; what stays then (dead metal, losses of the
    /// efficiency, the current's zero error) is not added up over the cycles.
    /// </summary>
    public sealed class MetalSide
    {
        private readonly int _plates;
        private long _thinnest;

        /// <summary>An electrode that is plated at a current of this sign.</summary>
        public MetalSide(int plates)
        {
            _plates = plates;
        }

        /// <summary>Charge plated on it, nanocoulombs, not negative.</summary>
        public long Nanocoulombs;

        /// <summary>The charge has changed.</summary>
        public void Follow(HalfCycleTracker tracker)
        {
            int plates = _plates;
            long charge = plates * tracker.Nanocoulombs;
            long thinnest = _thinnest;
            if (tracker.Ended && tracker.Direction == plates)
            {
                long turned = plates * tracker.TurnedAtNanocoulombs;
                long left = turned - thinnest;
                if (left <= (left + tracker.Last.Nanocoulombs) / 10)
                {
                    thinnest = turned;
                }
            }

            thinnest = charge < thinnest ? charge : thinnest;
            _thinnest = thinnest;
            Nanocoulombs = charge - thinnest;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _thinnest = image.Number(_thinnest);
            Nanocoulombs = image.Number(Nanocoulombs);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>What the sense electrode tells beyond its voltage. Part of <see cref="Verdict"/>, overwritten by the next step.</summary>
    public sealed class SenseFigures
    {
        /// <summary>Value of a figure that is not known.</summary>
        public const long Unknown = -1;

        /// <summary>Resistance of the present (or last) contact as the fall of the electrode shows it, ohms; <see cref="Unknown"/>.</summary>
        public long ContactOhms = Unknown;

        /// <summary>Touches since start: contacts that came, those that let go again included.</summary>
        public long Touches;

        /// <summary>
        /// The board's own leakage as the test with the relay open shows it: the isolated node's drift, microvolts per second;
        /// valid once <see cref="RelayOpenDriftKnown"/>.
        /// </summary>
        public long RelayOpenDriftMicrovoltsPerSecond;

        /// <summary>The test with the relay open has run.</summary>
        public bool RelayOpenDriftKnown;

        /// <summary>Leakage that drains (negative) or charges the Cu layer, picoamperes, from its drift and capacitance; valid once <see cref="LeakageKnown"/>.</summary>
        public long LeakagePicoamperes;

        /// <summary>A leakage was estimated.</summary>
        public bool LeakageKnown;
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            ContactOhms = image.Number(ContactOhms);
            Touches = image.Number(Touches);
            RelayOpenDriftMicrovoltsPerSecond = image.Number(RelayOpenDriftMicrovoltsPerSecond);
            RelayOpenDriftKnown = image.Flag(RelayOpenDriftKnown);
            LeakagePicoamperes = image.Number(LeakagePicoamperes);
            LeakageKnown = image.Flag(LeakageKnown);
        }
    }
}

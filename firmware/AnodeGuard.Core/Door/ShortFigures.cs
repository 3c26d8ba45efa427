namespace AnodeGuard.Core
{
    /// <summary>What is known about shorts inside the cell. Part of <see cref="Verdict"/>, overwritten by the next step.</summary>
    public sealed class ShortFigures
    {
        /// <summary>Value of a figure that is not known.</summary>
        public const long Unknown = -1;

        /// <summary>Transient micro-shorts since start.</summary>
        public long MicroShorts;

        /// <summary>Transient micro-shorts of the last hour.</summary>
        public long MicroShortsPerHour;

        /// <summary>Depth of the last micro-short, microvolts.</summary>
        public long MicroShortMicrovolts = Unknown;

        /// <summary>Independent signs of a soft short that hold now; bits of <see cref="SoftShortSign"/>.</summary>
        public int SoftShortSigns;

        /// <summary>
        /// Resistance of an internal short as the rest self-discharge shows it, milliohms, the board's own load subtracted;
        /// <see cref="Unknown"/> where the rest was too short or no discharge was seen.
        /// </summary>
        public long RestShortMilliohms = Unknown;

        /// <summary>How many rests were measured since start.</summary>
        public long RestCount;
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            MicroShorts = image.Number(MicroShorts);
            MicroShortsPerHour = image.Number(MicroShortsPerHour);
            MicroShortMicrovolts = image.Number(MicroShortMicrovolts);
            SoftShortSigns = (int)image.Number(SoftShortSigns);
            RestShortMilliohms = image.Number(RestShortMilliohms);
            RestCount = image.Number(RestCount);
        }
    }
}

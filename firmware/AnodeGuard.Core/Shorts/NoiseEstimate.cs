namespace AnodeGuard.Core
{
    /// <summary>
    /// How much a channel moves from sample to sample: a running mean of |first difference|, 1.13 times the standard
    /// deviation of white noise (2 / sqrt(pi)); over 128 samples it is known to 7 %. A single large step is clipped to
    /// eight times the mean, so that an event does not raise the threshold that has to find it; a channel that is noisier
    /// than before by a factor of 20 is learnt in a hundred samples.
    /// </summary>
    public sealed class NoiseEstimate
    {
        internal const int MemoryBits = 7;
        internal const int Memory = 1 << MemoryBits;

        /// <summary>The first differences are taken as they come: there is no mean yet to clip them by.</summary>
        private const int Unclipped = 16;

        private readonly long _floor;
        private int _samples;

        /// <summary>The mean difference times <see cref="Memory"/>. A field, for it is read with every sample.</summary>
        public long Scaled;

        /// <summary>An estimate that one code of the converter always counts for.</summary>
        /// <param name="floor">What a single difference may add however quiet the channel was, in the channel's unit.</param>
        public NoiseEstimate(long floor)
        {
            _floor = floor;
        }

        /// <summary>
        /// Adds a difference of two successive samples, of either sign. Values are held within 2^50 by the channel: differences
        /// within 2^51, times 128 within 2^58. The mean is never negative, so that its division is a shift.
        /// </summary>
        public void Add(long difference)
        {
            difference = difference < 0 ? -difference : difference;
            if (_samples < Memory)
            {
                Learn(difference);
                return;
            }

            // What may be added is never less than the floor.
            long scaled = Scaled;
            if (difference > _floor)
            {
                long most = ((scaled >> MemoryBits) << 3) + _floor;
                difference = difference > most ? most : difference;
            }

            Scaled = scaled + (((difference << MemoryBits) - scaled) / Memory);
        }

        /// <summary>One of the first differences: the mean of those that were.</summary>
        private void Learn(long difference)
        {
            int samples = _samples;
            if (samples >= Unclipped)
            {
                long most = ((Scaled >> MemoryBits) << 3) + _floor;
                difference = difference > most ? most : difference;
            }

            samples++;
            _samples = samples;

            // Divisor: one sample at least was just counted.
            Scaled += ((difference << MemoryBits) - Scaled) / samples;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Scaled = image.Number(Scaled);
            _samples = (int)image.Number(_samples);
        }
    }
}

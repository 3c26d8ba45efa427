using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The samples beside the sense electrode's: writes down those that are new, see <see cref="RecordWord"/>.</summary>
    internal sealed class OtherSamples
    {
        /// <summary>How many there are.</summary>
        public const int Count = 9;

        /// <summary>From here on: what a decision turn reads aside, for the snapshot of the next turn.</summary>
        public const int FirstAside = 7;

        private readonly Sample[] _samples = new Sample[Count];

        // When each was taken that was written last.
        private readonly long[] _times = new long[Count];

        /// <summary>Nothing is written yet: all are new.</summary>
        /// <param name="snapshot">The one that is filled again and again.</param>
        public void Begin(Snapshot snapshot)
        {
            _samples[0] = snapshot.CellMicrovolts;
            _samples[1] = snapshot.CurrentNanoamperes;
            _samples[2] = snapshot.MeanCurrentNanoamperes;
            _samples[3] = snapshot.CellBipolarMicrovolts;
            _samples[4] = snapshot.ReferenceMicrovolts;
            _samples[5] = snapshot.CellMillicelsius;
            _samples[6] = snapshot.BoardMillicelsius;
            _samples[FirstAside] = snapshot.PressurePascals;
            _samples[FirstAside + 1] = snapshot.GasOhms;
            for (int i = 0; i < Count; i++)
            {
                _times[i] = long.MinValue;
            }
        }

        /// <summary>Writes what was sampled aside, where it is new; at the beginning of a segment everything.</summary>
        /// <returns>Where they end.</returns>
        public int WriteAside(long now, long[] words, int at)
        {
            Sample[] samples = _samples;
            long[] times = _times;
            return samples[FirstAside].TimeMicroseconds == times[FirstAside] && samples[FirstAside + 1].TimeMicroseconds == times[FirstAside + 1]
                ? at
                : Write(now, words, at, at == 0 ? 0 : FirstAside, Count);
        }

        /// <summary>Writes some of them, where they are new.</summary>
        /// <param name="now">The snapshot's time.</param>
        /// <param name="words">Has room for three words each.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="from">The first to look at.</param>
        /// <param name="to">The one behind the last.</param>
        /// <returns>Where they end.</returns>
        public int Write(long now, long[] words, int at, int from, int to)
        {
            Sample[] samples = _samples;
            long[] times = _times;
            for (int i = from; i < to; i++)
            {
                Sample sample = samples[i];
                long taken = sample.TimeMicroseconds;
                if (taken == times[i])
                {
                    continue;
                }

                times[i] = taken;
                int head = RecordWord.OtherSample | (i << RecordWord.IndexAt) | ((int)sample.Validity << RecordWord.ValidityAt)
                    | ((int)sample.Source << (RecordWord.ValidityAt + RecordWord.QualityBits));
                long age = unchecked(now - taken);
                long value = unchecked(sample.Value + RecordWord.OtherOffset);
                if (((age >> RecordWord.AgeBits) | (value >> RecordWord.OtherBits)) == 0)
                {
                    words[at] = (((value << RecordWord.AgeBits) | age) << RecordWord.HeadBits) | (uint)head;
                    at++;
                }
                else
                {
                    words[at] = head | RecordWord.Marked;
                    words[at + 1] = sample.Value;
                    words[at + 2] = taken;
                    at += 3;
                }
            }

            return at;
        }
    }
}

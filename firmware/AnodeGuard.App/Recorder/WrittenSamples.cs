using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The samples of a snapshot beside what the last records left behind of them: writes those that changed since.</summary>
    internal sealed class WrittenSamples
    {
        /// <summary>Bit of the sense electrode's sample in <see cref="Changed"/>; those of the others follow.</summary>
        public const int SenseChanged = 2;

        /// <summary>A byte of a number has another one behind it.</summary>
        public const ulong More = 128;

        private const int Samples = 10;
        private const int FirstAside = 8;

        private readonly WrittenSample[] _written = new WrittenSample[Samples];
        private bool _looksAtAll;

        public WrittenSamples()
        {
            for (int i = 0; i < Samples; i++)
            {
                _written[i] = new WrittenSample();
            }
        }

        /// <summary>The sense electrode's.</summary>
        public WrittenSample Sense
        {
            get { return _written[0]; }
        }

        /// <summary>What the last call of <see cref="Write(Snapshot, byte[], int, bool, bool)"/> wrote, as the bits of a record.</summary>
        public int Changed;

        /// <summary>The next record begins from zeros.</summary>
        public void Reset()
        {
            for (int i = 0; i < Samples; i++)
            {
                WrittenSample written = _written[i];
                written.TimeMicroseconds = 0;
                written.Value = 0;
                written.Quality = 0;
                written.AgeMicroseconds = 0;
            }

            _looksAtAll = true;
        }

        /// <summary>Writes those samples that are not as they were written last.</summary>
        /// <param name="snapshot">Whose samples.</param>
        /// <param name="into">Has room for them.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="cycle">See <see cref="SnapshotEncoder.Write"/>.</param>
        /// <param name="aside">The record before was that of a decision turn.</param>
        /// <returns>Where they end.</returns>
        public int Write(Snapshot snapshot, byte[] into, int at, bool cycle, bool aside)
        {
            if (snapshot.SenseMicrovolts != _written[0].Sample)
            {
                Take(snapshot);
            }

            long now = snapshot.TimeMicroseconds;
            bool all = cycle || _looksAtAll;
            _looksAtAll = false;
            Changed = 0;
            at = Write(into, at, now, 0, all ? Samples : 1);
            return aside && !all ? Write(into, at, now, FirstAside, Samples) : at;
        }

        /// <summary>The gas sensor's samples are as they were written last.</summary>
        public bool IsAsideWritten()
        {
            for (int i = FirstAside; i < Samples; i++)
            {
                WrittenSample written = _written[i];
                Sample sample = written.Sample;
                if (sample.TimeMicroseconds != written.TimeMicroseconds || sample.Value != written.Value
                    || ((int)sample.Validity | ((int)sample.Source << 8)) != written.Quality)
                {
                    return false;
                }
            }

            return true;
        }

        private int Write(byte[] into, int at, long now, int from, int to)
        {
            WrittenSample[] all = _written;
            ulong more = More;
            int changed = 0;
            for (int i = from; i < to; i++)
            {
                WrittenSample written = all[i];
                Sample sample = written.Sample;
                long taken = sample.TimeMicroseconds;
                long value = sample.Value;
                long change = unchecked(value - written.Value);
                int quality = (int)sample.Validity | ((int)sample.Source << 8);
                int other = quality ^ written.Quality;
                if (taken == written.TimeMicroseconds && change == 0 && other == 0)
                {
                    continue;
                }

                changed |= SenseChanged << i;
                ulong rest = unchecked((ulong)((change << 1) ^ (change >> 63)));
                for (; rest >= more; rest >>= 7)
                {
                    into[at] = unchecked((byte)(rest | more));
                    at++;
                }

                into[at] = unchecked((byte)rest);
                into[at + 1] = (byte)(other != 0 ? 1 : 0);
                at += 2;
                long age = unchecked(now - taken);
                change = unchecked(age - written.AgeMicroseconds);
                rest = unchecked((ulong)((change << 1) ^ (change >> 63)));
                for (; rest >= more; rest >>= 7)
                {
                    into[at] = unchecked((byte)(rest | more));
                    at++;
                }

                into[at] = unchecked((byte)rest);
                at++;
                if (other != 0)
                {
                    into[at] = unchecked((byte)quality);
                    into[at + 1] = (byte)(quality >> 8);
                    at += 2;
                    written.Quality = quality;
                }

                written.Value = value;
                written.TimeMicroseconds = taken;
                written.AgeMicroseconds = age;
            }

            Changed |= changed;
            return at;
        }

        /// <summary>The samples in the order of the bits that say what changed.</summary>
        private void Take(Snapshot snapshot)
        {
            _written[0].Sample = snapshot.SenseMicrovolts;
            _written[1].Sample = snapshot.CellMicrovolts;
            _written[2].Sample = snapshot.CurrentNanoamperes;
            _written[3].Sample = snapshot.MeanCurrentNanoamperes;
            _written[4].Sample = snapshot.CellBipolarMicrovolts;
            _written[5].Sample = snapshot.ReferenceMicrovolts;
            _written[6].Sample = snapshot.CellMillicelsius;
            _written[7].Sample = snapshot.BoardMillicelsius;
            _written[FirstAside].Sample = snapshot.PressurePascals;
            _written[FirstAside + 1].Sample = snapshot.GasOhms;
        }
    }
}

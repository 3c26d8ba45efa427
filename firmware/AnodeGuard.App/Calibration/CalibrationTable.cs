using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// The constants in force: true = measured * (1 + gain) + offset, per quantity. Without a calibration both are 0.
    /// Written and read by the safety thread alone.
    /// </summary>
    public sealed class CalibrationTable
    {
        /// <summary>Bytes of the stored form: gain, offset and date of each quantity.</summary>
        internal const int Size = CalibrationQuantity.Count * EntrySize;

        /// <summary>
        /// Somebody has to look at the readings: there are constants, or a point is being taken.
        /// </summary>
        internal bool Matters;

        /// <summary>Nobody has looked yet since that began: what is in the snapshot was read before.</summary>
        internal bool Begins;

        private const int EntrySize = 16;
        private const long Million = 1000000;
        private const long HalfMillion = Million / 2;

        private readonly long[] _gainMillionths = new long[CalibrationQuantity.Count];
        private readonly long[] _offset = new long[CalibrationQuantity.Count];
        private readonly uint[] _unixSeconds = new uint[CalibrationQuantity.Count];

        /// <summary>Gain error corrected, millionths.</summary>
        public long GainMillionths(int quantity)
        {
            return _gainMillionths[quantity];
        }

        /// <summary>Offset added after the gain, in the quantity's unit.</summary>
        public long Offset(int quantity)
        {
            return _offset[quantity];
        }

        /// <summary>When it was calibrated, seconds since 1970; 0: never, or the clock was not set.</summary>
        public uint UnixSeconds(int quantity)
        {
            return _unixSeconds[quantity];
        }

        /// <summary>The true value behind a measured one.</summary>
        public long Correct(int quantity, long measured)
        {
            long gain = _gainMillionths[quantity];
            if (gain != 0)
            {
                // Rounded to nearest. No converter gives more than 2e12 (current, nA), no gain exceeds 3e4: 6e16, within 9.2e18.
                long product = measured * gain;
                measured += (product < 0 ? product - HalfMillion : product + HalfMillion) / Million;
            }

            return measured + _offset[quantity];
        }

        /// <summary>Sets a quantity's constants, or says why they cannot be this board's.</summary>
        internal byte TrySet(int quantity, long gainMillionths, long offset, uint unixSeconds)
        {
            if (Saturating.Abs(gainMillionths) > CalibrationRow.LargestGainMillionths)
            {
                return CalibrationResult.GainTooFar;
            }

            if (Saturating.Abs(offset) > CalibrationRow.Of(quantity).LargestOffset)
            {
                return CalibrationResult.OffsetTooFar;
            }

            _gainMillionths[quantity] = gainMillionths;
            _offset[quantity] = offset;
            _unixSeconds[quantity] = unixSeconds;
            if (HasConstants())
            {
                Begin();
            }

            return CalibrationResult.Done;
        }

        /// <summary>From the next cycle on somebody looks.</summary>
        internal void Begin()
        {
            Begins |= !Matters;
            Matters = true;
        }

        /// <summary>A point is no longer being taken.</summary>
        internal void EndTaking()
        {
            Matters = HasConstants();
        }

        internal void Encode(byte[] buffer)
        {
            for (int i = 0; i < CalibrationQuantity.Count; i++)
            {
                LittleEndian.PutUInt32(buffer, i * EntrySize, (uint)_gainMillionths[i]);
                LittleEndian.PutInt64(buffer, (i * EntrySize) + 4, _offset[i]);
                LittleEndian.PutUInt32(buffer, (i * EntrySize) + 12, _unixSeconds[i]);
            }
        }

        /// <summary>Takes a stored form; constants out of their bounds are left at 0 and make it return false.</summary>
        internal bool TryDecode(byte[] buffer)
        {
            bool good = true;
            for (int i = 0; i < CalibrationQuantity.Count; i++)
            {
                long gain = (int)LittleEndian.GetUInt32(buffer, i * EntrySize);
                long offset = LittleEndian.GetInt64(buffer, (i * EntrySize) + 4);
                good &= TrySet(i, gain, offset, LittleEndian.GetUInt32(buffer, (i * EntrySize) + 12)) == CalibrationResult.Done;
            }

            return good;
        }

        private bool HasConstants()
        {
            for (int i = 0; i < CalibrationQuantity.Count; i++)
            {
                if (_gainMillionths[i] != 0 || _offset[i] != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

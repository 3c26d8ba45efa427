namespace AnodeGuard.App
{
    /// <summary>
    /// How snapshots are written down: a row of 64-bit words, about one for a fast turn and six for a decision turn. Words, because on the
    /// interpreter a step in 64 bits costs what one in 8 bits costs. A segment can be read by itself.
    /// </summary>
    /// <remarks>
    /// The two lowest bits say what a word is. What it holds stands as it is, not as a difference, the first named lowest:
    /// <para><see cref="FastTurn"/>, <see cref="DecisionTurn"/>: ends a snapshot. Microseconds since the last whole turn (22 bits), age of the
    /// sense sample (16: the snapshot's time less the sample's), its value (24: microvolts and <see cref="SenseOffset"/>). The rest is as before.</para>
    /// <para><see cref="OtherSample"/>: a sample of another channel that the next turn has new. Bit 2 is 0; index (4 bits, as in
    /// <see cref="OtherSamples"/>), validity (3), source (3), age (16), value (35: and <see cref="OtherOffset"/>). Where bit 2 is 1, nothing
    /// stands in place of the last two, and value and time are two whole words behind it.</para>
    /// <para><see cref="WholeTurn"/>: what did not fit, and the first of a segment. Bit 2: it is a decision turn; from bit 3 on the lines
    /// (<see cref="RecordLines"/>). Behind it whole: time, value and time of the sense sample, since when the injector does what it does.</para>
    /// <para>A sample is new where its time is another one, which is what the core goes by. The others are looked at in a decision turn, and in
    /// the turn after it those that it has read aside (<see cref="Hal.IMeasurement.SampleAside"/>).</para>
    /// </remarks>
    internal static class RecordWord
    {
        /// <summary>A turn that sampled the sense electrode and the lines.</summary>
        public const int FastTurn = 0;

        /// <summary>A turn that sampled everything.</summary>
        public const int DecisionTurn = 1;

        /// <summary>A sample of another channel.</summary>
        public const int OtherSample = 2;

        /// <summary>A turn written out.</summary>
        public const int WholeTurn = 3;

        /// <summary>The bits that tell these four apart.</summary>
        public const int KindBits = 2;

        /// <summary>Of <see cref="OtherSample"/> and <see cref="WholeTurn"/>: what bit 2 says.</summary>
        public const int Marked = 4;

        /// <summary>Microseconds of the snapshot since the last whole turn: 4.2 s.</summary>
        public const int TimeBits = 22;

        /// <summary>Age of a sample, microseconds: 65 ms.</summary>
        public const int AgeBits = 16;

        /// <summary>Value of the sense electrode: -8.4 V to 8.4 V.</summary>
        public const int SenseBits = 24;

        /// <summary>Makes a sense value of either sign one above 0.</summary>
        public const long SenseOffset = 1L << 23;

        /// <summary>Value of another channel: 17 A to either side in nanoamperes.</summary>
        public const int OtherBits = 35;

        /// <summary>The same of another channel's.</summary>
        public const long OtherOffset = 1L << 34;

        /// <summary>Where a sample's index begins.</summary>
        public const int IndexAt = 3;

        /// <summary>Where its validity begins; the source follows.</summary>
        public const int ValidityAt = 7;

        /// <summary>Bits of validity, and of the source.</summary>
        public const int QualityBits = 3;

        /// <summary>Bits before a sample's age.</summary>
        public const int HeadBits = ValidityAt + (2 * QualityBits);

        /// <summary>Where the lines begin in a whole turn.</summary>
        public const int LinesAt = 3;

        /// <summary>Words of a whole turn.</summary>
        public const int WholeTurnWords = 5;

        /// <summary>No snapshot takes more words: nine whole samples and a whole turn.</summary>
        public const int MostOfSnapshot = (9 * 3) + WholeTurnWords;
    }
}

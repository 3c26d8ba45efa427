using System;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>Reads a segment's words, which <see cref="RecordWord"/> in AnodeGuard.App describes.</summary>
    internal sealed class SnapshotDecoder
    {
        private const int QualityMask = (1 << RecordWord.QualityBits) - 1;
        private const int IndexMask = (1 << (RecordWord.ValidityAt - RecordWord.IndexAt)) - 1;

        private readonly long[] _words;

        // Of the samples that the next turn has anew.
        private readonly long?[] _ages = new long?[OtherSamples.Count];
        private int _at;
        private long _wholeMicroseconds;

        /// <summary>Begins a segment.</summary>
        public SnapshotDecoder(long[] words)
        {
            _words = words;
        }

        /// <summary>Every word was read.</summary>
        public bool IsAtEnd
        {
            get { return _at == _words.Length; }
        }

        /// <summary>The last snapshot was that of a decision turn.</summary>
        public bool IsDecision { get; private set; }

        /// <summary>Turns a snapshot into the next one. The first of a segment wants one that is new.</summary>
        /// <exception cref="FormatException">The words end too early, or are none.</exception>
        public void Next(Snapshot snapshot)
        {
            long word = Take();
            while (Field(word, 0, RecordWord.KindBits) == RecordWord.OtherSample)
            {
                ReadOther(snapshot, word);
                word = Take();
            }

            if (Field(word, 0, RecordWord.KindBits) == RecordWord.WholeTurn)
            {
                ReadWhole(snapshot, word);
            }
            else
            {
                int at = RecordWord.KindBits;
                IsDecision = Field(word, 0, at) == RecordWord.DecisionTurn;
                snapshot.TimeMicroseconds = unchecked(_wholeMicroseconds + Field(word, at, RecordWord.TimeBits));
                at += RecordWord.TimeBits;
                snapshot.SenseMicrovolts.TimeMicroseconds = unchecked(snapshot.TimeMicroseconds - Field(word, at, RecordWord.AgeBits));
                at += RecordWord.AgeBits;
                snapshot.SenseMicrovolts.Value = Field(word, at, RecordWord.SenseBits) - RecordWord.SenseOffset;
            }

            for (int i = 0; i < OtherSamples.Count; i++)
            {
                if (_ages[i] is long age)
                {
                    SampleOf(snapshot, i).TimeMicroseconds = unchecked(snapshot.TimeMicroseconds - age);
                    _ages[i] = null;
                }
            }
        }

        private void ReadOther(Snapshot snapshot, long word)
        {
            int index = (int)(word >> RecordWord.IndexAt) & IndexMask;
            Sample sample = SampleOf(snapshot, index);
            int quality = (int)(word >> RecordWord.ValidityAt);
            sample.Validity = (Validity)(quality & QualityMask);
            sample.Source = (SampleSource)((quality >> RecordWord.QualityBits) & QualityMask);
            if ((word & RecordWord.Marked) == 0)
            {
                _ages[index] = Field(word, RecordWord.HeadBits, RecordWord.AgeBits);
                sample.Value = Field(word, RecordWord.HeadBits + RecordWord.AgeBits, RecordWord.OtherBits) - RecordWord.OtherOffset;
                return;
            }

            RefuseFrom(word, RecordWord.HeadBits);
            sample.Value = Take();
            sample.TimeMicroseconds = Take();
        }

        private void ReadWhole(Snapshot snapshot, long word)
        {
            RefuseFrom(word, RecordWord.LinesAt + RecordLines.Bits);
            IsDecision = (word & RecordWord.Marked) != 0;
            SetLines(snapshot, (int)(word >> RecordWord.LinesAt));
            _wholeMicroseconds = Take();
            snapshot.TimeMicroseconds = _wholeMicroseconds;
            snapshot.SenseMicrovolts.Value = Take();
            snapshot.SenseMicrovolts.TimeMicroseconds = Take();
            snapshot.SenseDriveSinceMicroseconds = Take();
        }

        private static void SetLines(Snapshot snapshot, int lines)
        {
            snapshot.SenseMicrovolts.Validity = (Validity)((lines >> RecordLines.SenseValidityAt) & QualityMask);
            snapshot.SenseMicrovolts.Source = (SampleSource)((lines >> RecordLines.SenseSourceAt) & QualityMask);
            snapshot.SenseDrive = (SenseDrive)(lines & ((1 << RecordLines.SenseValidityAt) - 1));
            snapshot.SwitchFitted = (lines & RecordLines.SwitchFitted) != 0;
            snapshot.SwitchClosed = (lines & RecordLines.SwitchClosed) != 0;
            snapshot.CollapseComparator = (lines & RecordLines.Collapse) != 0;
            snapshot.OverCurrentComparator = (lines & RecordLines.OverCurrent) != 0;
            snapshot.StorageCorrupt = (lines & RecordLines.StorageCorrupt) != 0;
            snapshot.WatchdogReset = (lines & RecordLines.WatchdogReset) != 0;
            snapshot.Acknowledge = (lines & RecordLines.Acknowledge) != 0;
            snapshot.HoldOpen = (lines & RecordLines.HoldOpen) != 0;
            snapshot.NetworkHang = (lines & RecordLines.NetworkHang) != 0;
        }

        private static Sample SampleOf(Snapshot snapshot, int index)
        {
            return index switch
            {
                0 => snapshot.CellMicrovolts,
                1 => snapshot.CurrentNanoamperes,
                2 => snapshot.MeanCurrentNanoamperes,
                3 => snapshot.CellBipolarMicrovolts,
                4 => snapshot.ReferenceMicrovolts,
                5 => snapshot.CellMillicelsius,
                6 => snapshot.BoardMillicelsius,
                7 => snapshot.PressurePascals,
                8 => snapshot.GasOhms,
                _ => throw new FormatException("a sample of no channel"),
            };
        }

        private static long Field(long word, int at, int bits)
        {
            return (word >> at) & ((1L << bits) - 1);
        }

        /// <summary>What holds nothing is 0.</summary>
        private static void RefuseFrom(long word, int at)
        {
            if (word >> at != 0)
            {
                throw new FormatException("a word of another kind");
            }
        }

        private long Take()
        {
            return _at < _words.Length ? _words[_at++] : throw new FormatException("the words end too early");
        }
    }
}

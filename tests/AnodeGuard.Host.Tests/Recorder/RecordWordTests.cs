using System;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>Whatever a snapshot holds, it is read back from a segment's words bit for bit, whether it fits into one word or not.</summary>
    public class RecordWordTests
    {
        [Theory]
        [InlineData(1, false)]
        [InlineData(2, false)]
        [InlineData(3, true)]
        [InlineData(4, true)]
        [InlineData(5, true)]
        public void Every_field_of_every_snapshot_comes_back(int seed, bool wild)
        {
            Random random = new(seed);
            Guard guard = new(new GuardSettings());
            SafetyRequests requests = new();
            FlightRecorder recorder = new(guard, requests, 512 * 1024);
            Snapshot snapshot = new();
            SnapshotVector fed = new();
            int recordings = 0;
            int words = 0;
            int snapshots = 0;
            bool decision = true;
            for (int turn = 0; turn < 20_000; turn++)
            {
                Fill(snapshot, random, decision, wild);
                Verdict verdict = guard.Step(snapshot);
                if (turn % 3000 == 0)
                {
                    requests.Recording();
                }

                recorder.Record(snapshot, verdict, decision);
                fed.Add(snapshot);
                if (recorder.Segments.HeldNumber != recordings)
                {
                    recordings = recorder.Segments.HeldNumber;
                    SnapshotVector read = Read(recorder.Segments, ref words);
                    snapshots += read.Count;
                    Assert.True(read.PlaceIn(fed) > 0, "recording " + recordings + " holds what was never recorded");
                }

                SampleAside(snapshot, random, decision, wild);
                decision = random.Next(10) == 0 || turn % 5 == 4;
            }

            Assert.InRange(recordings, 3, 1000);
            Assert.InRange(snapshots, 5000, 1_000_000);
            Assert.InRange((double)words / snapshots, 1, wild ? 10 : 4);
        }

        /// <summary>Limits of the short forms and one beyond, of either sign.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData((1L << 23) - 1)]
        [InlineData(1L << 23)]
        [InlineData(-(1L << 23))]
        [InlineData(-(1L << 23) - 1)]
        [InlineData((1L << 34) - 1)]
        [InlineData(1L << 34)]
        [InlineData(-(1L << 34))]
        [InlineData(-(1L << 34) - 1)]
        [InlineData(long.MaxValue)]
        [InlineData(long.MinValue)]
        public void The_limits_of_a_word_are_its_own(long value)
        {
            foreach (long age in new[] { 0, 65_535, 65_536, -1, long.MaxValue, long.MinValue })
            {
                Guard guard = new(new GuardSettings());
                SafetyRequests requests = new();
                FlightRecorder recorder = new(guard, requests, 512 * 1024);
                Snapshot snapshot = new();
                SnapshotVector fed = new();
                foreach (long time in new[] { 20_000, 40_000, 4_234_303, 4_234_304, 8_600_000, 8_600_000, 8_500_000, 60_000_000, 60_020_000 })
                {
                    snapshot.TimeMicroseconds = time;
                    snapshot.SenseMicrovolts.Set(value, unchecked(time - age), Validity.Valid, SampleSource.Ads1115);
                    snapshot.CurrentNanoamperes.Set(value, unchecked(time - age), Validity.UnderRange, SampleSource.Recording);
                    requests.Recording();
                    recorder.Record(snapshot, guard.Step(snapshot), true);
                    fed.Add(snapshot);
                }

                // The first turn begins the segment, the one at 60 s ends it.
                int words = 0;
                SnapshotVector read = Read(recorder.Segments, ref words);
                Assert.Equal(7, read.Count);
                Assert.Equal(1, read.PlaceIn(fed));
            }
        }

        [Fact]
        public void Words_of_no_kind_are_refused()
        {
            Assert.Throws<FormatException>(() => Read(RecordWord.WholeTurn, 1, 2, 3));
            Assert.Throws<FormatException>(() => Read(RecordWord.WholeTurn | (1L << 40), 1, 2, 3, 4));
            Assert.Throws<FormatException>(() => Read(RecordWord.OtherSample | (9 << RecordWord.IndexAt), 0));
            Assert.Throws<FormatException>(() => Read(RecordWord.OtherSample | RecordWord.Marked | (1L << 63), 0, 0, 0));
            Assert.Throws<FormatException>(() => Read(RecordWord.OtherSample));
        }

        [Fact]
        public void Every_validity_source_and_drive_has_its_bits()
        {
            Assert.InRange((int)Enum.GetValues<Validity>().Max(), 1, (1 << RecordWord.QualityBits) - 1);
            Assert.InRange((int)Enum.GetValues<SampleSource>().Max(), 1, (1 << RecordWord.QualityBits) - 1);
            Assert.InRange((int)Enum.GetValues<SenseDrive>().Max(), 1, (1 << RecordLines.SenseValidityAt) - 1);
            int actions = GuardActions.OpenSwitch | GuardActions.OpenInterlock | GuardActions.AllowArm | GuardActions.RunSelfTest | GuardActions.StoreState | GuardActions.OpenRelay;
            Assert.InRange(actions, 1, (1 << VerdictSum.StateAt) - 1);
        }

        private static SnapshotVector Read(RecorderSegments segments, ref int words)
        {
            SnapshotVector read = new();
            for (int i = 0; i < segments.HeldCount; i++)
            {
                RecorderSegment segment = segments.Held(i);
                words += segment.Length;
                SnapshotDecoder decoder = new(segment.Words[..segment.Length]);
                Snapshot snapshot = new();
                while (!decoder.IsAtEnd)
                {
                    decoder.Next(snapshot);
                    read.Add(snapshot);
                }
            }

            return read;
        }

        private static void Read(params long[] words)
        {
            new SnapshotDecoder(words).Next(new Snapshot());
        }

        /// <summary>As a board does: the sense electrode and the lines in every turn, all else in a decision turn.</summary>
        private static void Fill(Snapshot snapshot, Random random, bool decision, bool wild)
        {
            snapshot.TimeMicroseconds += wild && random.Next(300) == 0 ? random.Next(-2_000_000, 9_000_000) : random.Next(19_900, 20_100);
            Take(snapshot.SenseMicrovolts, snapshot.TimeMicroseconds, random, wild, 3_000_000);
            if (random.Next(50) == 0)
            {
                snapshot.SenseDrive = (SenseDrive)random.Next(4);
                snapshot.SenseDriveSinceMicroseconds = snapshot.TimeMicroseconds;
                snapshot.SwitchClosed = random.Next(2) == 0;
            }

            bool seldom = random.Next(100) == 0;
            snapshot.CollapseComparator = seldom && random.Next(2) == 0;
            snapshot.OverCurrentComparator = seldom && random.Next(2) == 0;
            snapshot.Acknowledge = seldom && random.Next(2) == 0;
            snapshot.HoldOpen = seldom && random.Next(2) == 0;
            if (!decision)
            {
                return;
            }

            snapshot.SwitchFitted = !wild || random.Next(50) != 0;
            snapshot.StorageCorrupt = wild && random.Next(50) == 0;
            snapshot.WatchdogReset = wild && random.Next(50) == 0;
            snapshot.NetworkHang = random.Next(500) == 0;
            Take(snapshot.CellMicrovolts, snapshot.TimeMicroseconds, random, wild, 4_000_000);
            Take(snapshot.CurrentNanoamperes, snapshot.TimeMicroseconds, random, wild, 2_000_000_000);
            Take(snapshot.MeanCurrentNanoamperes, snapshot.TimeMicroseconds, random, wild, 2_000_000_000);
            Take(snapshot.BoardMillicelsius, snapshot.TimeMicroseconds, random, wild, 60_000);
            Sample[] turns = [snapshot.CellBipolarMicrovolts, snapshot.ReferenceMicrovolts, snapshot.CellMillicelsius];
            Take(turns[random.Next(turns.Length)], snapshot.TimeMicroseconds, random, wild, 2_500_000);
        }

        private static void SampleAside(Snapshot snapshot, Random random, bool decision, bool wild)
        {
            if (decision && random.Next(10) == 0)
            {
                Take(snapshot.PressurePascals, snapshot.TimeMicroseconds, random, wild, 100_000);
            }

            if (decision && random.Next(10) == 0)
            {
                Take(snapshot.GasOhms, snapshot.TimeMicroseconds, random, wild, 50_000);
            }
        }

        private static void Take(Sample sample, long now, Random random, bool wild, int most)
        {
            long taken = wild && random.Next(30) == 0 ? unchecked(now - random.NextInt64()) : now - random.Next(20_000);
            long value = wild && random.Next(30) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-1000, most);
            Validity validity = random.Next(100) == 0 ? (Validity)random.Next(5) : Validity.Valid;
            SampleSource source = random.Next(200) == 0 ? (SampleSource)random.Next(6) : SampleSource.Ads1115;

            // Another reading has another time.
            sample.Set(value, taken == sample.TimeMicroseconds ? taken - 1 : taken, validity, source);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using AnodeGuard.Core;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>
    /// Snapshots as they came to the one door, every field of each, in a file: gzip over 8-byte little-endian numbers, each the
    /// difference to the same field of the snapshot before.
    /// </summary>
    internal sealed class SnapshotVector
    {
        private readonly List<long[]> _rows = [];

        public int Count => _rows.Count;

        /// <summary>Of the numbers, whatever the compressor makes of them.</summary>
        public string Sha256 => Convert.ToHexString(SHA256.HashData(Bytes())).ToLowerInvariant();

        public static SnapshotVector Read(string path)
        {
            using GZipStream unzipped = new(File.OpenRead(path), CompressionMode.Decompress);
            using MemoryStream bytes = new();
            unzipped.CopyTo(bytes);
            bytes.Position = 0;
            using BinaryReader reader = new(bytes);
            SnapshotVector vector = new();
            int fields = Fields(new Snapshot()).Length;
            long[] before = new long[fields];
            while (bytes.Position < bytes.Length)
            {
                before = before.Select(value => value + reader.ReadInt64()).ToArray();
                vector._rows.Add(before);
            }

            return vector;
        }

        public void Add(Snapshot snapshot)
        {
            _rows.Add(Fields(snapshot));
        }

        /// <summary>Where these stand among those, one behind the other; -1: nowhere.</summary>
        public int PlaceIn(SnapshotVector all)
        {
            return Enumerable.Range(0, all.Count - Count + 1).Append(-1).First(from => from < 0 || _rows.Select((row, i) => row.AsSpan().SequenceEqual(all._rows[from + i])).All(same => same));
        }

        public void Write(string path)
        {
            using GZipStream zipped = new(File.Create(path), CompressionLevel.SmallestSize);
            zipped.Write(Bytes());
        }

        /// <summary>Steps a guard through all of them.</summary>
        public void Run(Guard guard, Action<Verdict> onVerdict)
        {
            Snapshot snapshot = new();
            foreach (long[] row in _rows)
            {
                Take(row, snapshot);
                onVerdict(guard.Step(snapshot));
            }
        }

        private static Sample[] Samples(Snapshot snapshot)
        {
            return
            [
                snapshot.CellMicrovolts, snapshot.CellBipolarMicrovolts, snapshot.CurrentNanoamperes, snapshot.MeanCurrentNanoamperes, snapshot.SenseMicrovolts,
                snapshot.ReferenceMicrovolts, snapshot.CellMillicelsius, snapshot.BoardMillicelsius, snapshot.PressurePascals, snapshot.GasOhms,
            ];
        }

        private static long[] Fields(Snapshot snapshot)
        {
            bool[] flags =
            [
                snapshot.SwitchFitted, snapshot.SwitchClosed, snapshot.CollapseComparator, snapshot.OverCurrentComparator, snapshot.StorageCorrupt,
                snapshot.WatchdogReset, snapshot.NetworkHang, snapshot.Acknowledge, snapshot.HoldOpen,
            ];
            return
            [
                snapshot.TimeMicroseconds, (long)snapshot.SenseDrive, snapshot.SenseDriveSinceMicroseconds, .. flags.Select(flag => flag ? 1L : 0),
                .. Samples(snapshot).SelectMany(sample => new[] { sample.Value, sample.TimeMicroseconds, (long)sample.Validity, (long)sample.Source }),
            ];
        }

        private static void Take(long[] row, Snapshot into)
        {
            into.TimeMicroseconds = row[0];
            into.SenseDrive = (SenseDrive)row[1];
            into.SenseDriveSinceMicroseconds = row[2];
            into.SwitchFitted = row[3] != 0;
            into.SwitchClosed = row[4] != 0;
            into.CollapseComparator = row[5] != 0;
            into.OverCurrentComparator = row[6] != 0;
            into.StorageCorrupt = row[7] != 0;
            into.WatchdogReset = row[8] != 0;
            into.NetworkHang = row[9] != 0;
            into.Acknowledge = row[10] != 0;
            into.HoldOpen = row[11] != 0;
            Sample[] samples = Samples(into);
            for (int i = 0; i < samples.Length; i++)
            {
                int at = 12 + (4 * i);
                samples[i].Set(row[at], row[at + 1], (Validity)row[at + 2], (SampleSource)row[at + 3]);
            }
        }

        private byte[] Bytes()
        {
            using MemoryStream bytes = new();
            using BinaryWriter writer = new(bytes);
            long[] before = new long[Fields(new Snapshot()).Length];
            foreach (long[] row in _rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    writer.Write(row[i] - before[i]);
                }

                before = row;
            }

            writer.Flush();
            return bytes.ToArray();
        }
    }
}

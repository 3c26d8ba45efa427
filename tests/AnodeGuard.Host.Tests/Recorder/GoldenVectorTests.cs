using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Survival;
using AnodeGuard.Tests;
using Xunit;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>
    /// The same snapshots, the same verdicts, every field of them, bit for bit: from the device loop on the emulated board, from
    /// the replay of its flight recording, and from a test that feeds a guard; and from a committed vector of snapshots that the
    /// emulated board once gave (commissioning, self-tests, charging, a contact, the trip, an acknowledgement). With
    /// ANODEGUARD_WRITE_VECTOR=1 the vector is written anew; needed only where a snapshot gets a new field.
    /// </summary>
    public class GoldenVectorTests
    {
        // Of the committed snapshots: never changes by itself.
        private const string Snapshots = "f9d235b402805ef149fbe77475e98798964aa813f6affcd3a9d6e5f0bcc67f60";

        // Of the verdicts on them: changes with a core whose verdicts are meant to change, and is then seen in review.
        private const long Verdicts = -4966121940684178674;

        [Fact]
        public void Device_loop_replay_and_test_say_the_same()
        {
            Run run = Run.OnBoard();
            Fnv test = new();
            int at = 0;
            run.Vector.Run(new Guard(run.Settings), verdict =>
            {
                test.Add(verdict);
                Assert.True(test.Hash == run.Hashes[at], "the test parts from the device loop at snapshot " + at + ", " + verdict.TimeMicroseconds + " us");
                at++;
            });
            Assert.Equal(run.Hashes.Count, at);

            // The recording begins later, from an image of the core's state; its verdicts are compared one by one.
            int compared = 0;
            Assert.Equal(-1, FlightReplay.Run(run.Recording, (_, verdict) =>
            {
                Fnv one = new();
                one.Add(verdict);
                Assert.Equal(run.Single[verdict.TimeMicroseconds], one.Hash);
                compared++;
            }));
            Assert.InRange(compared, 3000, run.Vector.Count);
        }

        [Fact]
        public void The_committed_snapshots_give_the_committed_verdicts()
        {
            if (Environment.GetEnvironmentVariable("ANODEGUARD_WRITE_VECTOR") == "1")
            {
                Run.OnBoard().Vector.Write(VectorFile());
            }

            SnapshotVector vector = SnapshotVector.Read(VectorFile());
            Assert.Equal(Snapshots, vector.Sha256);
            Fnv verdicts = new();
            bool contact = false;
            bool tripped = false;
            bool passed = false;
            vector.Run(new Guard(BoardSettings()), verdict =>
            {
                verdicts.Add(verdict);
                passed |= verdict.SelfTest == SelfTestResult.Passed;
                contact |= (verdict.RaisedFaults & (1L << FaultId.SenseContactAnode)) != 0;
                tripped |= verdict.State == GuardState.Tripped;
            });
            Assert.True(passed && contact && tripped, "the vector holds a self-test, a contact and a trip");
            Assert.Equal(Verdicts, verdicts.Hash);
        }

        /// <summary>One microsecond of 13 s: the fingerprint must notice, or it proves nothing.</summary>
        [Fact]
        public void Another_microsecond_of_diffusion_time_is_another_fingerprint()
        {
            SnapshotVector vector = SnapshotVector.Read(VectorFile());
            GuardSettings settings = BoardSettings();
            settings.DiffusionTimeMicroseconds++;
            Fnv verdicts = new();
            vector.Run(new Guard(settings), verdicts.Add);
            Assert.NotEqual(Verdicts, verdicts.Hash);
        }

        /// <summary>What the firmware makes of the board's settings document.</summary>
        private static GuardSettings BoardSettings()
        {
            using CommandBoard board = new();
            return board.Application.Settings.Guard;
        }

        private static string VectorFile([CallerFilePath] string path = "")
        {
            return Path.Combine(Path.GetDirectoryName(path), "Golden", "contact.bin");
        }

        private sealed class Run
        {
            public SnapshotVector Vector { get; } = new();

            /// <summary>Fingerprint of all verdicts up to each.</summary>
            public List<long> Hashes { get; } = [];

            /// <summary>Fingerprint of each verdict by its time.</summary>
            public Dictionary<long, long> Single { get; } = [];

            public GuardSettings Settings { get; private set; }

            public FlightFile Recording { get; private set; }

            public static Run OnBoard()
            {
                Run run = new();
                Fnv all = new();
                using CommandBoard board = new();
                board.Watch = (snapshot, verdict) =>
                {
                    run.Vector.Add(snapshot);
                    all.Add(verdict);
                    run.Hashes.Add(all.Hash);
                    Fnv one = new();
                    one.Add(verdict);
                    run.Single[verdict.TimeMicroseconds] = one.Hash;
                };
                board.Run(50);
                Assert.True(board.SwitchClosed);
                SurvivalBench.Touch(board.Machine.Faults);
                board.Run(20);
                SurvivalBench.LetGo(board.Machine.Faults);
                board.Run(5);
                board.PressButton();
                board.Run(20);
                run.Settings = board.Application.Settings.Guard;
                ChunkAssembler assembler = new();
                foreach (string chunk in board.Link.Messages.Where(message => message.Topic.EndsWith("/recording", StringComparison.Ordinal)).Select(message => message.Payload))
                {
                    assembler.Add("anodeguard/lab/cell-7/recording", Encoding.UTF8.GetBytes(chunk));
                }

                run.Recording = FlightFile.Parse(assembler.Recordings.First(parts => parts.IsWhole).Bytes, "test");
                return run;
            }
        }
    }
}

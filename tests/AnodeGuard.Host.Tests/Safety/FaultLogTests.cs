using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Safety
{
    /// <summary>The last faults in FRAM: whole or not there, whatever happens to the supply, and readable from afar.</summary>
    public class FaultLogTests : IClock
    {
        private const int LoadTurns = 3 * FaultLog.Capacity;

        private readonly TestMemory _memory = new();
        private readonly Snapshot _snapshot = new();
        private readonly Verdict _verdict = new();
        private readonly byte[] _copy = new byte[64];

        public long NowMicroseconds()
        {
            return 0;
        }

        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            unixMilliseconds = 1_784_621_700_000;
            return true;
        }

        [Fact]
        public void An_entry_gives_back_what_was_measured()
        {
            FaultLog log = Loaded(7);
            _snapshot.SenseMicrovolts.Set(-412_500, 0, Validity.Valid, SampleSource.Ads1115);
            _snapshot.CellMicrovolts.Set(4_201_337, 0, Validity.Valid, SampleSource.Ina228);
            _snapshot.CurrentNanoamperes.Set(-5_000_000_000, 0, Validity.Valid, SampleSource.Ina228);
            _snapshot.CellMillicelsius.Set(0, 0, Validity.Failed, SampleSource.Ina228);
            _snapshot.SwitchClosed = true;
            _verdict.TimeMicroseconds = 1234567890123;
            _verdict.State = GuardState.Tripped;
            _verdict.SurfaceDepletionQ24 = -Verdict.OneQ24 / 4;
            Raise(log, FaultId.HardShort, FaultLevel.Alarm);
            log.Run();

            FaultLogEntry entry = Read(Loaded(8), 1);
            Assert.Equal((7u, 1234567890123, 1_784_621_700_000), (entry.Boot, entry.TimeMicroseconds, entry.UnixMilliseconds));
            Assert.Equal((FaultId.HardShort, FaultLevel.Alarm, (byte)GuardState.Tripped), (entry.Fault, entry.Level, entry.State));
            Assert.Equal((-412_500L, 4_201_337L, -5_000_000_000L), (entry.SenseMicrovolts, entry.CellMicrovolts, entry.CurrentNanoamperes));
            Assert.True(entry.IsSenseKnown && entry.IsCellKnown && entry.IsCurrentKnown && !entry.IsTemperatureKnown && entry.SwitchClosed);
            Assert.Equal(-(1 << 22), entry.SurfaceDepletionQ24);
        }

        [Fact]
        public void The_supply_fails_at_any_byte_of_an_entry()
        {
            // One short of full, full, and going round: the torn slot is a new one, then the oldest one's.
            foreach (int before in new[] { 0, 1, FaultLog.Capacity - 1, FaultLog.Capacity, FaultLog.Capacity + 5 })
            {
                for (int cut = 0; cut <= FaultLogEntry.Size; cut++)
                {
                    Array.Clear(_memory.Bytes);
                    _memory.BytesUntilCut = int.MaxValue;
                    FaultLog log = Loaded(1);
                    for (int i = 0; i < before; i++)
                    {
                        Raise(log, i % FaultId.Count, FaultLevel.Warning);
                        log.Run();
                    }

                    _memory.BytesUntilCut = cut == FaultLogEntry.Size ? int.MaxValue : cut;
                    Raise(log, FaultId.HardShort, FaultLevel.Alarm);
                    log.Run();
                    _memory.BytesUntilCut = int.MaxValue;

                    // The last byte was stored although the chip could not say so any more.
                    log = Loaded(2);
                    int newest = before + (cut == FaultLogEntry.Size ? 1 : 0);
                    Assert.Equal((uint)newest, log.Newest);
                    for (int number = Math.Max(1, before - FaultLog.Capacity + 2); number <= before; number++)
                    {
                        Assert.Equal((number - 1) % FaultId.Count, Read(log, number).Fault);
                    }

                    // What was torn is written over, and nothing else.
                    Raise(log, FaultId.OverVoltage, FaultLevel.Warning);
                    log.Run();
                    Assert.Equal(FaultId.OverVoltage, Read(log, newest + 1).Fault);
                    Assert.Equal(newest + 1, (int)Loaded(3).Newest);
                }
            }
        }

        [Fact]
        public void A_storm_while_the_memory_is_silent_is_written_afterwards_and_what_found_no_room_is_counted()
        {
            FaultLog log = Loaded(1);
            _memory.Silent = true;
            for (int i = 0; i < 40; i++)
            {
                Raise(log, i % FaultId.Count, FaultLevel.Alarm);
                Assert.False(log.Run());
            }

            _memory.Silent = false;
            for (int i = 0; i < 40; i++)
            {
                log.Run();
            }

            Assert.Equal(8, log.Missed);
            Assert.Equal(32u, Loaded(2).Newest);
            Assert.Equal(31 % FaultId.Count, Read(log, 32).Fault);
        }

        [Fact]
        public void Nothing_is_written_before_all_was_read_and_an_advisory_never()
        {
            FaultLog log = new(_memory, this, 1);
            Raise(log, FaultId.HardShort, FaultLevel.Alarm);
            Raise(log, FaultId.DepletionNear, FaultLevel.Advisory);
            for (int i = 0; i < FaultLog.Capacity; i++)
            {
                log.Run();
                Assert.All(_memory.Bytes, stored => Assert.Equal(0, stored));
            }

            Run(log, LoadTurns);
            Assert.Equal(1u, log.Newest);
        }

        [Fact]
        public void What_is_read_while_it_is_written_is_whole_or_not_there()
        {
            FaultLog log = Loaded(1);
            Raise(log, FaultId.HardShort, FaultLevel.Alarm);
            log.Run();
            byte[] torn = new byte[64];
            FaultLogEntry entry = new();
            Assert.True(log.TryRead(1, torn, entry));
            Assert.False(log.TryRead(65, torn, entry));
            Assert.False(log.TryRead(2, torn, entry));
            for (int bit = 0; bit < 512; bit++)
            {
                log.TryRead(1, torn, entry);
                torn[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(FaultLogEntry.IsWhole(torn, 0));
            }
        }

        [Fact]
        public void The_command_gives_the_newest_first_over_restarts_and_pages_back()
        {
            using CommandBoard board = new();
            board.Arm();
            for (int i = 0; i < 12; i++)
            {
                board.Machine.Faults.Offset(BoardChannel.Sense, -2.5);
                board.Run(1);
                board.Machine.Faults.Offset(BoardChannel.Sense, 0);
                board.Run(2);
                board.PressButton();
                board.Run(12);
            }

            board.Machine.Faults.CutPower();
            Assert.Equal(RunEnd.Reset, board.Run(0.001));
            board.Machine.Restart();
            board.Start();
            Assert.Equal(RunEnd.TimeReached, board.Run(6));
            Assert.True(board.Application.FaultLog.IsLoaded);
            Assert.Equal(1, board.Application.Reporting.Connections);
            List<JsonElement> entries = [];
            JsonElement result = Ask(board, null);
            long newest = result.GetProperty("newest").GetInt64();
            for (; result.GetProperty("entries").GetArrayLength() > 0; result = Ask(board, "{\"before\":" + entries[^1].GetProperty("number").GetInt64() + "}"))
            {
                Assert.InRange(result.GetProperty("entries").GetArrayLength(), 1, 16);
                entries.AddRange(result.GetProperty("entries").EnumerateArray());
            }

            Assert.InRange(newest, 17, 1000);
            Assert.Equal(Enumerable.Range(0, entries.Count).Select(i => newest - i), entries.Select(e => e.GetProperty("number").GetInt64()));
            JsonElement[] contacts = entries.Where(e => e.GetProperty("fault").GetString() == "sense-contact-anode").ToArray();
            Assert.Equal(12, contacts.Length);
            Assert.All(contacts, e => Assert.Equal(("alarm", "tripped"), (e.GetProperty("level").GetString(), e.GetProperty("state").GetString())));
            Assert.All(contacts, e => Assert.InRange(e.GetProperty("sense_v").GetDouble(), -0.2, 1));
            Assert.Equal(1, contacts[0].GetProperty("boot").GetInt64());
            Assert.Equal("before: not one whole number", board.Send("fault-log", "{\"before\":\"x\"}").GetProperty("reason").GetString());
        }

        /// <summary>The board dies a few turns after a contact: what was noted is in the log of the next start.</summary>
        [Fact]
        public void A_fault_is_in_the_log_three_turns_after_it_rose_with_the_network_dead()
        {
            for (int milliseconds = 0; milliseconds <= 400; milliseconds += 20)
            {
                using SurvivalBench bench = new();
                Assert.True(bench.Start());
                bench.RunFor(SurvivalBench.ReadyMicroseconds);
                SurvivalBench.Touch(bench.Machine.Faults);
                long? latchedAt = null;
                for (int turn = 0; turn < milliseconds / 20; turn++)
                {
                    bench.RunFor(20_000);
                    latchedAt ??= bench.Latched != 0 ? turn : null;
                }

                bool wasNoted = latchedAt < (milliseconds / 20) - 3;
                SurvivalBench.LetGo(bench.Machine.Faults);
                bench.CutPower();
                Assert.True(bench.Start());
                bench.RunFor(4 * VirtualClock.Second);
                FaultLog log = bench.Application.FaultLog;
                bool found = Enumerable.Range(1, (int)log.Newest).Any(n => Read(log, n).Fault == FaultId.SenseContactAnode);
                Assert.True(found || !wasNoted, milliseconds + " ms after the contact");
            }
        }

        private static JsonElement Ask(CommandBoard board, string args)
        {
            JsonElement ack = board.Send("fault-log", args);
            Assert.True(ack.GetProperty("accepted").GetBoolean(), ack.GetRawText());
            return ack.GetProperty("result");
        }

        private static void Run(FaultLog log, int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                log.Run();
            }
        }

        private FaultLog Loaded(uint boot)
        {
            FaultLog log = new(_memory, this, boot);
            Run(log, LoadTurns);
            Assert.True(log.IsLoaded);
            return log;
        }

        private void Raise(FaultLog log, int fault, byte level)
        {
            _verdict.RaisedFaults = 1L << fault;
            _verdict.Levels[fault] = level;
            log.Note(_snapshot, _verdict);
        }

        private FaultLogEntry Read(FaultLog log, int number)
        {
            FaultLogEntry entry = new();
            Assert.True(log.TryRead((uint)number, _copy, entry), "entry " + number);
            return entry;
        }
    }
}

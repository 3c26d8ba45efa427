using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Settings;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// Every record that the FRAM holds (boot record, calibration, commissioning, counter of commands, attempts to connect,
    /// journal) is written in turn, and the supply fails after any byte of it all: 1,000 times.
    /// </summary>
    public class RecordCutTests
    {
        private const int Cuts = 1000;
        private const int Spread = 2400;
        private const long Counter = 1_784_621_800_000;
        private const long OldOffset = 1246;

        [Fact]
        public void Whatever_record_is_being_written_the_board_comes_back_with_the_old_or_the_new_one()
        {
            int happened = 0;
            HashSet<long> offsets = [];
            HashSet<bool> running = [];
            for (int i = 0; i < Cuts; i++)
            {
                // Bytes spread evenly over the whole story.
                int bytes = (int)(i * 0.6180339887498949 % 1 * Spread);
                happened += CutAfter(bytes, offsets, running) ? 1 : 0;
            }

            // The draw is worth something only if it cuts before and after each of them.
            Assert.InRange(happened, Cuts / 2, Cuts);
            Assert.Equal([OldOffset, 0], offsets.Order().Reverse().Select(one => one > 1000 ? OldOffset : 0).Distinct());
            Assert.Equal([false, true], running.Order());
        }

        private static bool CutAfter(int bytes, HashSet<long> offsets, HashSet<bool> running)
        {
            using CommandBoard board = new CommandBoard(change: setup => setup.Fram = OlderImage.Fram("bbff6ca"));
            board.Machine.Faults.CutPowerInFramWrite(bytes);
            List<string> taken = [];
            bool reset = Live(board, taken);
            board.Machine.Restart();
            Assert.False(board.SwitchClosed);
            board.Machine.Faults.CutPowerInFramWrite(-1);
            board.Start();
            Assert.Equal(RunEnd.TimeReached, board.Run(3));

            string at = "after byte " + bytes;
            CalibrationTable table = board.Application.Calibration.Table;
            long offset = table.Offset(CalibrationQuantity.CellTemperature);
            Assert.False(board.Application.Calibration.Keeper.Corrupt, at);
            Assert.True(offset == OldOffset || Math.Abs(offset) < 200, at + ": " + offset);
            Assert.True((board.Verdict.LatchedFaults & (1L << FaultId.StorageCorrupt)) == 0, at);
            offsets.Add(offset);
            running.Add(board.Application.Commissioning.IsRunning);

            // No command that was answered acts a second time.
            foreach (string name in taken)
            {
                int before = board.Link.On("ack").Count();
                board.Link.Inbound.Enqueue(Signed.Command(name, Counter + taken.IndexOf(name), Arguments(name)));
                board.Run(1);
                Assert.Equal("counter: not above that of the last command taken", board.Link.On("ack").Skip(before).Single().GetProperty("reason").GetString());
            }

            return reset;
        }

        /// <summary>The commissioning is given up, the fault acknowledged, the thermometer calibrated; true where the supply failed meanwhile.</summary>
        private static bool Live(CommandBoard board, List<string> taken)
        {
            if (board.Run(4) == RunEnd.Reset)
            {
                return true;
            }

            foreach (string name in new[] { "commission", "acknowledge", "calibrate" })
            {
                int before = board.Link.On("ack").Count();
                board.Link.Inbound.Enqueue(Signed.Command(name, Counter + taken.Count, Arguments(name)));
                bool reset = board.Run(name == "calibrate" ? 30 : 3) == RunEnd.Reset;
                if (board.Link.On("ack").Skip(before).Any(ack => ack.GetProperty("accepted").GetBoolean()))
                {
                    taken.Add(name);
                }

                if (reset)
                {
                    return true;
                }
            }

            return false;
        }

        private static string Arguments(string name)
        {
            return name switch
            {
                "commission" => "{\"action\":\"abort\"}",
                "calibrate" => "{\"quantity\":\"cell-temperature\",\"point\":\"high\",\"true_value\":25}",
                _ => null,
            };
        }
    }
}

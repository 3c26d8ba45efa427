using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// Each way a run can end, on the emulated board: the next start tells them apart by what the converters have kept and by
    /// what the run had noted, says so, and raises watchdog-reset for the one that nobody had asked for.
    /// </summary>
    public class LastRunTests
    {
        private const int Ina228 = 0x40;
        private const int Ads1115 = 0x48;
        private const int Tmp117 = 0x49;
        private const long Second = VirtualClock.Second;
        private const long WatchdogReset = 1L << FaultId.WatchdogReset;
        private const long NetworkHang = 1L << FaultId.NetworkHang;

        [Fact]
        public void A_board_that_starts_for_the_first_time_has_no_run_before()
        {
            using SurvivalBench bench = new SurvivalBench(WithBroker);
            FakeLink link = new FakeLink();
            bench.Link = link;
            Assert.True(bench.Start());
            bench.RunFor(5 * Second);
            Assert.Equal(RunEnding.None, bench.Application.LastRun.Ending);
            Assert.Null(bench.Application.LastRun.Record);
            JsonElement info = link.On("info").Single();
            Assert.False(info.TryGetProperty("last_run", out _));
            Assert.Equal("power-on", info.GetProperty("reset").GetString());
        }

        [Fact]
        public void A_power_cut_is_told_from_everything_else_and_is_no_fault()
        {
            using SurvivalBench bench = Watching();
            bench.RunFor(40 * Second);
            bench.CutPower();
            JsonElement run = InfoOfNextStart(bench).GetProperty("last_run");
            Assert.Equal("power-cut", run.GetProperty("ended").GetString());
            Assert.Equal("normal", run.GetProperty("state").GetString());
            Assert.Equal(JsonValueKind.Null, run.GetProperty("fault").ValueKind);

            // Kept once a minute, and it ended at 65 s.
            Assert.InRange(run.GetProperty("up_s").GetInt32(), 5, 65);
            Assert.Equal(ResetReasons.PowerOn, bench.Board.ResetReason);
            Assert.Equal(0, bench.FirstLatched);
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.True(bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void What_stood_when_it_ended_is_told()
        {
            using SurvivalBench bench = Watching();
            SurvivalBench.Touch(bench.Machine.Faults);
            bench.RunFor(Second);
            bench.CutPower();
            JsonElement run = InfoOfNextStart(bench).GetProperty("last_run");
            Assert.Equal("power-cut", run.GetProperty("ended").GetString());
            Assert.Equal("tripped", run.GetProperty("state").GetString());
            Assert.Equal("sense-contact-anode", run.GetProperty("fault").GetString());
            Assert.InRange(run.GetProperty("up_s").GetInt32(), 25, 26);
        }

        [Fact]
        public void A_watchdog_reset_is_an_alarm_until_somebody_has_seen_it_and_then_forgotten()
        {
            using SurvivalBench bench = Watching();
            bench.Board.Kicks = false;
            Assert.True(bench.RunFor(10 * Second));
            bench.Restart();
            JsonElement info = InfoOfNextStart(bench);
            Assert.Equal("chip-alone", info.GetProperty("reset").GetString());
            Assert.Equal("unasked", info.GetProperty("last_run").GetProperty("ended").GetString());
            Assert.Equal(WatchdogReset, bench.FirstLatched);
            bench.RunFor(60 * Second);
            Assert.False(bench.Machine.View.SwitchClosed, "nobody has seen it");

            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(Second);
            Assert.Equal(WatchdogReset, bench.FirstLatched);
            Assert.Equal(RunEnding.Power, bench.Application.LastRun.Ending);
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            bench.Acknowledge();
            bench.RunFor(5 * Second);
            Assert.Equal(0, bench.Latched);
            Assert.True(bench.Machine.View.SwitchClosed);

            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(Second);
            Assert.Equal(0, bench.FirstLatched);
        }

        [Theory]
        [InlineData("reboot", "", "command")]
        [InlineData("set-settings", "{\"settings\":{\"mqtt\":{\"report_period_s\":2}}}", "settings")]
        public void A_restart_that_was_asked_for_is_told_and_no_fault(string command, string arguments, string ended)
        {
            using CommandBoard board = Armed();
            board.Accept(command, arguments.Length > 0 ? arguments : null);
            Assert.Equal(RunEnd.Reset, board.Run(5));
            board.Machine.Restart();
            board.Start();
            board.Run(15);
            JsonElement info = board.Last("info");
            Assert.Equal("chip-alone", info.GetProperty("reset").GetString());
            Assert.Equal(ended, info.GetProperty("last_run").GetProperty("ended").GetString());
            Assert.Equal(0, board.Verdict.LatchedFaults & WatchdogReset);

            // It explains one restart and not the next one, that nobody has asked for. The switch is closed: the watchdog counts while the
            // chip boots, and may restart it once more.
            RunEnd end = RunEnd.Reset;
            for (int starts = 0; starts < 3 && end == RunEnd.Reset; starts++)
            {
                board.Machine.Restart();
                board.Start();
                end = board.Run(15);
            }

            Assert.Equal("unasked", board.Last("info").GetProperty("last_run").GetProperty("ended").GetString());
            Assert.Equal(WatchdogReset, board.Verdict.LatchedFaults);
        }

        [Fact]
        public void A_restart_that_was_asked_for_and_never_came_is_the_power_cut_that_it_was()
        {
            using CommandBoard board = Armed();
            board.Accept("reboot");
            board.Run(0.8);
            board.Machine.Faults.CutPower();
            Assert.Equal(RunEnd.Reset, board.Run(0.001));
            board.Machine.Restart();
            board.Start();
            board.Run(10);
            Assert.Equal("power-cut", board.Last("info").GetProperty("last_run").GetProperty("ended").GetString());
        }

        [Theory]
        [InlineData(Ina228)]
        [InlineData(Ads1115)]
        [InlineData(Tmp117)]
        public void A_dip_that_some_converters_felt_is_no_watchdog(int felt)
        {
            using SurvivalBench bench = Watching();
            bench.Board.Kicks = false;
            Assert.True(bench.RunFor(10 * Second));
            bench.Machine.Faults.BrownOut(felt);
            bench.Restart();
            Assert.Equal("supply-dip", InfoOfNextStart(bench).GetProperty("last_run").GetProperty("ended").GetString());
            Assert.Equal(0, bench.FirstLatched & WatchdogReset);
        }

        [Theory]
        [InlineData(Ina228)]
        [InlineData(Ads1115)]
        [InlineData(Tmp117)]
        public void A_converter_that_is_silent_has_no_say(int silent)
        {
            foreach (bool powerCut in new[] { false, true })
            {
                using SurvivalBench bench = Watching();
                bench.Machine.Faults.SilenceChip(silent);
                bench.RunFor(Second / 10);
                bench.Board.Kicks = false;
                Assert.True(bench.RunFor(10 * Second));
                if (powerCut)
                {
                    bench.Machine.Faults.CutPower();
                }

                bench.Restart();
                Assert.True(bench.Start());
                bench.RunFor(Second);
                Assert.Equal(powerCut ? RunEnding.Power : RunEnding.Unasked, bench.Application.LastRun.Ending);
            }
        }

        [Fact]
        public void Where_no_converter_answers_nothing_is_claimed()
        {
            using SurvivalBench bench = Watching();
            bench.Board.Kicks = false;
            Assert.True(bench.RunFor(10 * Second));
            foreach (int chip in new[] { Ina228, Ads1115, Tmp117 })
            {
                bench.Machine.Faults.SilenceChip(chip);
            }

            bench.Restart();
            Assert.Equal("unknown", InfoOfNextStart(bench).GetProperty("last_run").GetProperty("ended").GetString());
            Assert.Equal(0, bench.FirstLatched & WatchdogReset);
        }

        [Fact]
        public void A_memory_that_lost_its_record_does_not_hide_an_unasked_restart()
        {
            using SurvivalBench bench = Watching();
            bench.Board.Kicks = false;
            Assert.True(bench.RunFor(10 * Second));
            bench.Machine.Faults.CorruptMemory(0, 128);
            bench.Restart();
            JsonElement run = InfoOfNextStart(bench).GetProperty("last_run");
            Assert.Equal("unasked", run.GetProperty("ended").GetString());
            Assert.False(run.TryGetProperty("state", out _));
            Assert.Equal(WatchdogReset | (1L << FaultId.StorageCorrupt), bench.FirstLatched);
        }

        [Fact]
        public void A_hang_in_the_network_is_not_the_alarm_but_the_advisory()
        {
            using SurvivalBench bench = Connecting();
            Assert.True(bench.RunFor(10 * Second));
            bench.Restart();
            Assert.True(bench.Start());
            bench.RunFor(20 * Second);
            Assert.Equal(RunEnding.NetworkHang, bench.Application.LastRun.Ending);
            Assert.Equal(0, bench.Latched);
            Assert.Equal(NetworkHang, bench.Active);
            Assert.True(bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void A_power_cut_in_an_attempt_to_connect_is_a_coincidence_once_and_a_hang_twice()
        {
            using SurvivalBench bench = Connecting();
            TroubledMqttLink link = (TroubledMqttLink)bench.Link;
            for (int cut = 0; cut < 2; cut++)
            {
                CutInAttempt(bench, link, cut + 1);
                Assert.True(bench.RunFor(10 * Second));
                Assert.Equal("the supply failed", bench.Machine.LastResetReason);
                Assert.Equal(cut + 1, link.Attempts);
                bench.Restart();
                Assert.True(bench.Start());
                bench.RunFor(Second / 10);
                Assert.Equal(RunEnding.Power, bench.Application.LastRun.Ending);
                Assert.Equal(cut == 0 ? 0 : NetworkHang, bench.Active & NetworkHang);
            }
        }

        /// <summary>The supply fails within 10 ms of the beginning of an attempt, long before the watchdog would end it.</summary>
        private static void CutInAttempt(SurvivalBench bench, TroubledMqttLink link, int attempt)
        {
            bench.Machine.Faults.At(bench.Machine.Clock.NowMicroseconds + (Second / 100), faults =>
            {
                if (link.Attempts == attempt)
                {
                    faults.CutPower();
                }
                else
                {
                    CutInAttempt(bench, link, attempt);
                }
            });
        }

        private static SurvivalBench Watching()
        {
            SurvivalBench bench = new SurvivalBench(WithBroker);
            Assert.True(bench.Start());
            Assert.False(bench.RunFor(25 * Second));
            Assert.True(bench.Machine.View.SwitchClosed);
            return bench;
        }

        /// <summary>A broker that accepts and never answers.</summary>
        private static SurvivalBench Connecting()
        {
            SurvivalBench bench = new SurvivalBench(setup =>
            {
                setup.Interpreter = new InterpreterCosts { Collection = 0 };
                WithBroker(setup);
            });
            bench.Link = new TroubledMqttLink(new FakeLink(), bench.Machine) { UsesTls = true };
            bench.Machine.Network.Trouble = NetworkTrouble.TlsSilent;
            Assert.True(bench.Start());
            return bench;
        }

        private static void WithBroker(MachineSetup setup)
        {
            setup.SettingsJson = "{\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0},\"device\":{\"id\":\"cell-7\"},\"mqtt\":{\"host\":\"broker.lab\",\"tls\":false}}";
        }

        private static CommandBoard Armed()
        {
            CommandBoard board = new CommandBoard();
            board.Arm();
            return board;
        }

        private static JsonElement InfoOfNextStart(SurvivalBench bench)
        {
            FakeLink link = new FakeLink();
            bench.Link = link;
            Assert.True(bench.Start());
            bench.RunFor(5 * Second);
            return link.On("info").Single();
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>What commands do to the board, and what they cannot do.</summary>
    public class CommandsOnBoardTests
    {
        [Fact]
        public void An_acknowledge_from_afar_never_closes_the_switch()
        {
            using CommandBoard board = Tripped();
            board.Accept("acknowledge");
            board.Run(5);
            Assert.False(board.SwitchClosed);
            Assert.Equal("tripped", board.Last("alarm").GetProperty("state").GetString());

            SurvivalBench.LetGo(board.Machine.Faults);
            board.Run(10);
            board.Accept("acknowledge");
            board.Run(20);
            Assert.Equal(0, board.Verdict.LatchedFaults);
            Assert.False(board.SwitchClosed);
            Assert.True(board.Last("alarm").GetProperty("presence_needed").GetBoolean());
            Assert.True(board.Last("state").GetProperty("presence_needed").GetBoolean());

            // Neither a restart nor a reboot by command gets around the button.
            board.Accept("reboot");
            Assert.Equal(RunEnd.Reset, board.Run(5));
            board.Machine.Restart();
            board.Start();
            board.Run(30);
            Assert.Equal(GuardState.Normal, board.Verdict.State);
            Assert.False(board.SwitchClosed);
            board.Accept("acknowledge");
            board.Run(5);
            Assert.False(board.SwitchClosed);

            board.PressButton();
            Assert.True(board.SwitchClosed);
            Assert.False(board.Last("alarm").GetProperty("presence_needed").GetBoolean());
        }

        [Fact]
        public void A_press_while_the_condition_holds_is_no_presence_later()
        {
            using CommandBoard board = Tripped();
            board.PressButton();
            SurvivalBench.LetGo(board.Machine.Faults);
            board.Run(10);
            board.Accept("acknowledge");
            board.Run(10);
            Assert.Equal(0, board.Verdict.LatchedFaults);
            Assert.False(board.SwitchClosed);
        }

        [Fact]
        public void Where_the_settings_say_so_an_acknowledge_from_afar_arms_once_the_condition_is_gone()
        {
            using CommandBoard board = Tripped(",\"remote_arm\":true");
            board.Accept("acknowledge");
            board.Run(5);
            Assert.False(board.SwitchClosed);
            SurvivalBench.LetGo(board.Machine.Faults);
            board.Run(10);
            Assert.False(board.SwitchClosed);
            board.Accept("acknowledge");
            board.Run(5);
            Assert.True(board.SwitchClosed);
        }

        [Fact]
        public void An_inhibit_opens_the_switch_watches_on_is_visible_and_ends_by_itself()
        {
            using CommandBoard board = Armed();
            board.Accept("inhibit", "{\"seconds\":20}");
            Assert.False(board.SwitchClosed);
            Assert.Equal("inhibit", board.Link.On("event").Select(Kind).Single(kind => kind.StartsWith("inhibit", System.StringComparison.Ordinal)));
            Assert.True(board.Last("alarm").GetProperty("inhibited").GetBoolean());
            Assert.False(board.Machine.View.GreenLamp);

            int from = board.Link.On("state").Count();
            board.Run(15);
            Assert.All(board.Link.On("state").Skip(from), state => Assert.InRange(state.GetProperty("inhibit_s").GetDouble(), 0.01, 20));
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(1);
            Assert.Contains(board.Link.On("event"), one => Kind(one) == "fault" && one.GetProperty("fault").GetString() == "sense-contact-anode");
            Assert.False(board.SwitchClosed);

            SurvivalBench.LetGo(board.Machine.Faults);
            board.Run(20);
            Assert.Equal(0, board.Last("state").GetProperty("inhibit_s").GetDouble());
            Assert.Contains(board.Link.On("event"), one => Kind(one) == "inhibit-ended");
            Assert.False(board.Last("alarm").GetProperty("inhibited").GetBoolean());
            Assert.False(board.SwitchClosed);
            board.PressButton();
            Assert.True(board.SwitchClosed);
        }

        [Fact]
        public void An_inhibit_can_be_ended_and_does_not_outlive_a_restart()
        {
            using CommandBoard board = Armed();
            board.Accept("inhibit");
            board.Accept("inhibit", "{\"seconds\":0}");
            board.Run(1);
            Assert.Equal(0, board.Last("state").GetProperty("inhibit_s").GetDouble());
            Assert.False(board.SwitchClosed);
            board.PressButton();
            Assert.True(board.SwitchClosed);

            board.Accept("inhibit");
            board.Accept("reboot");
            Assert.Equal(RunEnd.Reset, board.Run(5));
            board.Machine.Restart();
            board.Start();
            board.Run(25);
            Assert.Equal(0, board.Last("state").GetProperty("inhibit_s").GetDouble());
            Assert.False(board.SwitchClosed);
        }

        [Fact]
        public void A_test_alarm_proves_the_chain_and_leaves_the_cell_alone()
        {
            using CommandBoard board = Armed();
            board.Accept("test-alarm", "{\"seconds\":5}");
            Assert.True(board.Machine.View.RedLamp);
            Assert.True(board.Last("alarm").GetProperty("test").GetBoolean());
            Assert.Equal("normal", board.Last("alarm").GetProperty("state").GetString());
            Assert.Equal("test-alarm", Kind(board.Last("event")));
            board.Run(6);
            Assert.False(board.Machine.View.RedLamp);
            Assert.False(board.Last("alarm").GetProperty("test").GetBoolean());
            Assert.Equal("test-alarm-ended", Kind(board.Last("event")));
            Assert.True(board.SwitchClosed);
        }

        [Fact]
        public void A_reboot_opens_the_switch_says_goodbye_and_happens_once()
        {
            using CommandBoard board = Armed();
            string payload = Signed.Payload("reboot", 1_900_000_000_000);
            JsonElement ack = board.SendRaw(payload, "reboot");
            Assert.True(ack.GetProperty("result").GetProperty("restarts").GetBoolean());
            FakeLink before = board.Link;
            Assert.Equal(RunEnd.Reset, board.Run(5));
            Assert.False(board.SwitchClosed);
            Assert.Equal("offline", before.Messages.Last(m => m.Topic == ReportBench.Root + "status").Payload);
            board.Machine.Restart();
            board.Start();
            board.Run(25);
            Assert.True(board.SwitchClosed);
            ack = board.SendRaw(payload, "reboot");
            Assert.False(ack.GetProperty("accepted").GetBoolean());
            Assert.Equal(1_900_000_000_000, ack.GetProperty("last").GetInt64());
            Assert.Equal(RunEnd.TimeReached, board.Run(5));
        }

        [Fact]
        public void Settings_hold_from_the_restart_that_follows()
        {
            using CommandBoard board = Armed();
            board.Accept("set-settings", "{\"settings\":{\"limits\":{\"over_voltage_v\":3.1},\"mqtt\":{\"report_period_s\":2}}}");
            Assert.Equal(RunEnd.Reset, board.Run(5));
            board.Machine.Restart();
            board.Start();
            Assert.Equal(3_100_000, board.Application.Settings.Guard.OverVoltageMicrovolts);
            board.Run(15);
            Assert.Equal(2, board.Last("info").GetProperty("report_period_s").GetInt32());
            Assert.Contains("over-voltage", ReportBench.Names(board.Last("state").GetProperty("active")));
        }

        [Fact]
        public void A_self_test_and_the_lamp_come_when_asked_for()
        {
            using CommandBoard board = Armed();
            int quiet = board.PullTurns;
            while (board.PullTurns == quiet)
            {
                board.Run(0.1);
            }

            // One of the core's own has just begun; the next is seconds away.
            board.Run(0.5);
            quiet = board.PullTurns;
            board.Accept("self-test");
            Assert.InRange(board.PullTurns - quiet, 3, 8);
            Assert.Equal("passed", board.Last("state").GetProperty("self_test").GetString());

            board.Accept("identify", "{\"seconds\":3}");
            HashSet<bool> seen = [];
            for (int i = 0; i < 8; i++)
            {
                board.Run(0.1);
                seen.Add(board.Machine.View.GreenLamp);
            }

            Assert.Equal(2, seen.Count);
            board.Run(4);
            Assert.True(board.Machine.View.GreenLamp);
            Assert.True(board.SwitchClosed);
        }

        private static string Kind(JsonElement record)
        {
            return record.GetProperty("event").GetString();
        }

        private static CommandBoard Armed()
        {
            CommandBoard board = new();
            board.Arm();
            return board;
        }

        private static CommandBoard Tripped(string device = "")
        {
            CommandBoard board = new(device);
            board.Arm();
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(1);
            Assert.Equal(GuardState.Tripped, board.Verdict.State);
            Assert.False(board.SwitchClosed);
            return board;
        }
    }
}

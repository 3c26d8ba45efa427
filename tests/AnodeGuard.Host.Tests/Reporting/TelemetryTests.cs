using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>Values are taken out for the reporting job where it asks, or something has changed: it tells as much and as soon as if they came ten times a second.</summary>
    public class TelemetryTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void A_reader_gets_what_it_has_not_had_and_asks_for_more()
        {
            ReportBench bench = new(_link);
            Observation values = new();
            Assert.True(bench.Latest.IsWanted);
            Assert.False(bench.Latest.TryRead(values));

            bench.Publish();
            Assert.False(bench.Latest.IsWanted);
            Assert.True(bench.Latest.TryRead(values));
            Assert.Equal(bench.NowMicroseconds, values.TimeMicroseconds);
            Assert.False(bench.Latest.TryRead(values));
        }

        [Theory]
        [InlineData(1_000_000, 10)]
        [InlineData(500_000, 5)]
        [InlineData(100_000, 1)]
        public void A_report_tells_values_of_its_own_cycle_and_few_others_are_taken_out(int period, int turns)
        {
            ReportBench bench = new(_link, settings => settings.ReportPeriodMicroseconds = period);
            bench.Turn();
            _link.Messages.Clear();
            int taken = Turns(bench, 100);

            long[] times = [.. _link.On("state").Select(state => state.GetProperty("up_ms").GetInt64())];
            Assert.Equal(Enumerable.Range(1, 100 / turns).Select(i => 1100 + (i * period / 1000L)), times);
            Assert.InRange(taken, times.Length, times.Length + 1);
        }

        [Fact]
        public void Turns_that_are_not_punctual_to_the_microsecond_keep_the_period()
        {
            ReportBench bench = new(_link);
            Random random = new(1);
            bench.Turn();
            _link.Messages.Clear();
            for (int turn = 0; turn < 600; turn++)
            {
                int late = random.Next(2000);
                bench.NowMicroseconds += late;
                Turns(bench, 1);
                bench.NowMicroseconds -= late;
            }

            Assert.Equal(60, _link.On("state").Count());
        }

        [Fact]
        public void Means_are_over_every_cycle()
        {
            ReportBench bench = new(_link, settings => settings.ReportMean = true);
            bench.Turn();
            _link.Messages.Clear();

            Assert.Equal(100, Turns(bench, 100));
            Assert.All(_link.On("state"), state => Assert.Equal(10, state.GetProperty("mean_cycles").GetInt32()));
        }

        [Fact]
        public void What_holds_is_told_again_with_the_next_cycle_of_a_new_connection()
        {
            ReportBench bench = new(_link, settings => settings.ReportPeriodMicroseconds = 3_600_000_000);
            bench.Turn();
            Turns(bench, 20);
            Assert.False(bench.Latest.IsWanted);
            _link.Lose(true);
            _link.Messages.Clear();
            for (int i = 0; i < 100 && !_link.IsConnected; i++)
            {
                Turns(bench, 1);
            }

            Assert.True(_link.IsConnected);
            Turns(bench, 1);
            Assert.Single(_link.On("alarm"));
        }

        /// <summary>A change that reports do not ask for: the alarm state, although the message of the next period is far.</summary>
        [Fact]
        public void On_the_board_a_fault_is_in_a_state_message_within_two_cycles()
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 3 });
            JsonNode settings = JsonNode.Parse(setup.SettingsJson);
            settings["mqtt"] = new JsonObject { ["host"] = "127.0.0.1", ["tls"] = false, ["report_period_s"] = 600 };
            setup.SettingsJson = settings.ToJsonString();
            EmulatedMachine machine = new EmulatedMachine(setup);
            machine.Faults.At(20 * VirtualClock.Second, faults => faults.SilenceChip(0x49));
            using (machine.Bind())
            {
                Application application = new Application(machine.CreateBoard(_link), null);
                application.Start();
                Assert.Null(application.SettingsProblem);
                machine.RunUntil(30 * VirtualClock.Second, default);
            }

            JsonElement[] events = Of("/event").Where(told => told.TryGetProperty("fault", out _) && told.GetProperty("up_ms").GetInt64() >= 20_000).ToArray();
            JsonElement state = Of("/state").First(told => told.GetProperty("up_ms").GetInt64() >= 20_000);
            Assert.NotEmpty(events);
            Assert.InRange(state.GetProperty("up_ms").GetInt64() - events[0].GetProperty("up_ms").GetInt64(), 0, 200);
            Assert.NotEmpty(state.GetProperty("active").EnumerateArray());
        }

        private JsonElement[] Of(string topic)
        {
            return [.. _link.Messages.Where(message => message.Topic.EndsWith(topic, StringComparison.Ordinal)).Select(message => ReportBench.Parse(message.Payload))];
        }

        /// <summary>As the safety loop does: values come where they are wanted.</summary>
        private static int Turns(ReportBench bench, int turns)
        {
            int taken = 0;
            for (int i = 0; i < turns; i++)
            {
                bool wanted = bench.Latest.IsWanted;
                taken += wanted ? 1 : 0;
                bench.Turn(1, wanted);
            }

            return taken;
        }
    }
}

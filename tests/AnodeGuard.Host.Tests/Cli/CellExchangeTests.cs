using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>Another cell in the channel: the core begins anew and says so; and what only looks like it is left alone.</summary>
    public class CellExchangeTests
    {
        /// <summary>The old cell's latched fault is not the new cell's.</summary>
        [Fact]
        public void Counters_that_begin_anew_with_a_jump_at_rest_are_another_cell()
        {
            CliRun run = Replay(true, row => row < 100 ? (3.7, 5) : (2.9, 1), hotUntil: 50);
            JsonElement exchange = Assert.Single(run.Json, line => line.GetProperty("event").GetString() == "cell-exchanged");
            Assert.Equal(1000, exchange.GetProperty("t_s").GetDouble());
            Assert.Contains("cycle number falls from 5 to 1", exchange.GetProperty("why").GetString());
            Assert.Equal("tripped", run.Summary.GetProperty("worst_state").GetString());
            Assert.Equal("normal", run.Summary.GetProperty("state").GetString());
            Assert.Equal(1, run.Summary.GetProperty("exchanges").GetInt64());
        }

        [Fact]
        public void Counters_alone_or_a_jump_alone_are_none()
        {
            Assert.DoesNotContain(Replay(true, row => row < 100 ? (3.7, 5) : (3.69, 1)).Json, IsExchange);
            Assert.DoesNotContain(Replay(true, row => row < 100 ? (3.7, 5) : (2.9, 5)).Json, IsExchange);
        }

        /// <summary>A resting voltage that falls over a pause may be a short: that is never explained away.</summary>
        [Fact]
        public void Without_counters_only_a_rise_over_a_pause_is_an_exchange()
        {
            Assert.Contains(Replay(false, row => row < 100 ? (2.0, 0) : (3.0, 0), pause: 3600).Json, IsExchange);
            Assert.DoesNotContain(Replay(false, row => row < 100 ? (3.0, 0) : (2.0, 0), pause: 3600).Json, IsExchange);
            Assert.DoesNotContain(Replay(false, row => row < 100 ? (2.0, 0) : (3.0, 0)).Json, IsExchange);
        }

        private static bool IsExchange(JsonElement line)
        {
            return line.GetProperty("event").GetString() == "cell-exchanged";
        }

        /// <summary>200 rows 10 s apart: some charge at first, then at rest.</summary>
        private static CliRun Replay(bool counters, System.Func<int, (double Volts, int Cycle)> cell, int hotUntil = 0, int pause = 0)
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a,temperature_c" + (counters ? ",cycle\n" : "\n"));
            foreach (int row in Enumerable.Range(0, 200))
            {
                (double volts, int cycle) = cell(row);
                int time = (row * 10) + (row >= 100 ? pause : 0);
                double amperes = row < 80 ? 0.001 : 0;
                int celsius = row < hotUntil ? 80 : 25;
                csv.Append(CultureInfo.InvariantCulture, $"{time},{volts},{amperes},{celsius}{(counters ? "," + cycle : string.Empty)}\n");
            }

            using (TemporaryFolder folder = new TemporaryFolder())
            {
                return CliRun.InProcess("replay", folder.Write("in.csv", csv.ToString()), "--limits", "1:4.3", "--json");
            }
        }
    }
}

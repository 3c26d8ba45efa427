using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// A name server or a broker that accepts and never answers holds up the interpreter until the watchdog restarts the
    /// chip. On the emulated board with the interpreter's scheduling modelled: the restarts become rare, the cell is
    /// watched between them, and the board says what is wrong.
    /// </summary>
    public class SilentPeerTests
    {
        private const long Minute = 60 * VirtualClock.Second;
        private const long NetworkHang = 1L << FaultId.NetworkHang;

        [Theory]
        [InlineData(NetworkTrouble.TlsSilent)]
        [InlineData(NetworkTrouble.NameServerSilent)]
        public void Restarts_become_rare_and_the_cell_is_watched_between_them(NetworkTrouble trouble)
        {
            FakeLink broker = new FakeLink();
            using SurvivalBench bench = new SurvivalBench(WithBroker);
            TroubledMqttLink link = new TroubledMqttLink(broker, bench.Machine) { UsesTls = true };
            bench.Link = link;
            bench.Machine.Network.Trouble = trouble;

            List<long> resets = Live(bench, 60 * Minute);

            // At once, then after 1, 4 and 16 minutes; the next would come after 64.
            long[] waits = resets.Zip(resets.Skip(1), (a, b) => b - a).ToArray();
            Assert.Equal(4, resets.Count);
            Assert.Equal(4, link.Attempts);
            Assert.InRange(resets[0], 0, 5 * VirtualClock.Second);
            Assert.InRange(waits[0], Minute, Minute + (5 * VirtualClock.Second));
            Assert.InRange(waits[1], 4 * Minute, (4 * Minute) + (5 * VirtualClock.Second));
            Assert.InRange(waits[2], 16 * Minute, (16 * Minute) + (5 * VirtualClock.Second));
            Assert.Equal(GuardState.Advisory, bench.State);
            Assert.Equal(NetworkHang, bench.Active);
            Assert.True(bench.Machine.View.SwitchClosed);

            // A contact now is seen as on a quiet day.
            long touched = bench.Machine.Clock.NowMicroseconds;
            SurvivalBench.Touch(bench.Machine.Faults);
            bench.RunFor(VirtualClock.Second);
            Assert.InRange(bench.Machine.Truth.SwitchOpenMicroseconds.Value - touched, 0, 120_000);
            SurvivalBench.LetGo(bench.Machine.Faults);

            // The peer answers again, and somebody who stands there need not wait.
            bench.Machine.Network.Trouble = NetworkTrouble.None;
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.Equal(4, link.Attempts);
            bench.Acknowledge();
            bench.RunFor(5 * VirtualClock.Second);
            Assert.Equal(5, link.Attempts);
            Assert.Equal(4, broker.On("info").Single().GetProperty("connect_restarts").GetInt32());
            Assert.Contains(broker.On("event"), e => e.TryGetProperty("fault", out var fault) && fault.GetString() == "network-hang");
            bench.RunFor(10 * VirtualClock.Second);
            Assert.Equal(0, bench.Active & NetworkHang);
        }

        [Fact]
        public void A_broker_that_refuses_is_asked_again_within_seconds_and_nothing_is_said()
        {
            using SurvivalBench bench = new SurvivalBench(WithBroker);
            TroubledMqttLink link = new TroubledMqttLink(new FakeLink(), bench.Machine) { UsesTls = true };
            bench.Link = link;
            bench.Machine.Network.Trouble = NetworkTrouble.TlsRefused;

            Assert.Empty(Live(bench, 2 * Minute));
            Assert.InRange(link.Attempts, 15, 60);
            Assert.Equal(0, bench.Active);

            // A power cut between two attempts is none of the network's doing.
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.Equal(0, bench.Active & NetworkHang);
        }

        [Fact]
        public void A_connection_that_holds_ends_the_history_and_another_broker_begins_without_one()
        {
            foreach (bool another in new[] { false, true })
            {
                using SurvivalBench bench = new SurvivalBench(WithBroker);
                bench.Link = new TroubledMqttLink(new FakeLink(), bench.Machine) { UsesTls = true };
                bench.Machine.Network.Trouble = NetworkTrouble.TlsSilent;
                Assert.Single(Live(bench, Minute / 2));
                Assert.Equal(NetworkHang, bench.Active & NetworkHang);
                bench.Machine.Network.Trouble = NetworkTrouble.None;
                if (another)
                {
                    Assert.True(bench.Board.Settings.TryReplace("{\"mqtt\":{\"host\":\"other.lab\",\"tls\":false}}"u8.ToArray()));
                }
                else
                {
                    Assert.Empty(Live(bench, Minute));
                }

                bench.CutPower();
                Assert.True(bench.Start());
                bench.RunFor(VirtualClock.Second);
                Assert.Equal(0, bench.Active & NetworkHang);
            }
        }

        private static void WithBroker(MachineSetup setup)
        {
            setup.Interpreter = new InterpreterCosts { Collection = 0 };
            setup.SettingsJson = "{\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0},\"device\":{\"id\":\"cell-7\"},\"mqtt\":{\"host\":\"broker.lab\",\"tls\":false}}";
        }

        /// <summary>Runs for so long, starting again after every reset; gives when those came.</summary>
        private static List<long> Live(SurvivalBench bench, long microseconds)
        {
            List<long> resets = [];
            long end = bench.Machine.Clock.NowMicroseconds + microseconds;
            if (bench.Board == null)
            {
                Assert.True(bench.Start());
            }

            while (bench.Machine.Clock.NowMicroseconds < end)
            {
                if (bench.RunFor(end - bench.Machine.Clock.NowMicroseconds))
                {
                    resets.Add(bench.Machine.Clock.NowMicroseconds);
                    bench.Restart();
                    Assert.True(bench.Start());
                }
            }

            return resets;
        }
    }
}

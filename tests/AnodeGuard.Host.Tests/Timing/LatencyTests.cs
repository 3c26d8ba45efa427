using System.Linq;
using AnodeGuard.Benchmarks;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>
    /// Metal touches the Cu layer while the network does its worst, on the emulated board with the interpreter's scheduling
    /// modelled. `dotnet run -c Release --project tests/AnodeGuard.Benchmarks latency` writes the whole table.
    /// </summary>
    public class LatencyTests
    {
        private const int Runs = 20;

        // TPS3430: bites 1.6 s after the last edge; the switch follows in 0.5 ms. The contact may come just before that edge and
        // not yet be believed: 0.1 s more.
        private const long WatchdogMicroseconds = 1_701_000;

        // 1 kohm discharges this layer below the comparator's 0.5 V in 93 to 97 ms, and a self-test masks it for 150 ms at most.
        private const long ComparatorMicroseconds = 250_000;

        [Theory]
        [InlineData("broker hung")]
        [InlineData("network dead")]
        public void A_job_that_waits_in_managed_code_does_not_delay_the_safety_job(string name)
        {
            long quiet = Run("quiet", false).Max(run => run.Microseconds.Value);
            LatencyRun[] runs = Run(name, false);

            Assert.All(runs, run => Assert.Equal(TripSources.Firmware, run.Cause));
            Assert.All(runs, run => Assert.False(run.Reset));

            // One quantum of the reporting job may lie before the turn that sees it.
            Assert.InRange(runs.Max(run => run.Microseconds.Value), 1, quiet + InterpreterModel.QuantumMicroseconds);
        }

        [Fact]
        public void A_collection_delays_the_safety_job_by_its_length_and_opens_nothing()
        {
            long quiet = Run("quiet", false).Max(run => run.Microseconds.Value);
            LatencyRun[] runs = Run("collections", false);

            Assert.All(runs, run => Assert.Equal(TripSources.Firmware, run.Cause));
            long worst = runs.Max(run => run.Microseconds.Value);
            Assert.InRange(worst, quiet + 10_000, quiet + 70_000 + InterpreterModel.QuantumMicroseconds);
        }

        [Theory]
        [InlineData("TLS reconnect")]
        [InlineData("TLS refused")]
        public void A_handshake_in_one_native_call_opens_no_switch_and_the_contact_in_it_is_seen_after_it(string name)
        {
            LatencyRun[] runs = Run(name, false);

            Assert.All(runs, run => Assert.False(run.AlreadyOpen));
            Assert.All(runs, run => Assert.False(run.Reset));
            Assert.All(runs, run => Assert.Equal(TripSources.Firmware, run.Cause));
            Assert.InRange(
                runs.Max(run => run.Microseconds.Value), 200_000, TroubledMqttLink.HandshakeMicroseconds + ComparatorMicroseconds);
        }

        [Theory]
        [InlineData("name server silent")]
        [InlineData("TLS silent")]
        public void A_native_call_without_end_is_ended_by_the_watchdog(string name)
        {
            LatencyRun[] runs = Run(name, false);

            Assert.Contains(runs, run => run.Reset && !run.AlreadyOpen && run.Cause == TripSources.Watchdog);
            Assert.All(runs, run => Assert.True(run.AlreadyOpen || run.Microseconds <= WatchdogMicroseconds, run.Microseconds + " us"));
        }

        [Theory]
        [InlineData("quiet")]
        [InlineData("collections")]
        [InlineData("name server silent")]
        [InlineData("TLS reconnect")]
        [InlineData("TLS silent")]
        public void With_the_comparator_no_trouble_of_the_firmware_is_a_delay(string name)
        {
            LatencyRun[] runs = Run(name, true);

            Assert.All(runs, run => Assert.True(run.AlreadyOpen || run.Microseconds <= ComparatorMicroseconds, run.Microseconds + " us"));
        }

        private static LatencyRun[] Run(string name, bool comparator)
        {
            return Enumerable.Range(1, Runs).Select(seed => LatencyRun.Of(LatencyCase.Get(name), comparator, seed)).ToArray();
        }
    }
}

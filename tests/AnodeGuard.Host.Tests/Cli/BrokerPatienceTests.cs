using System;
using AnodeGuard.Cli.Emulate;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>How long a run waits for a broker that stands still: by what it confirms, not by what leaves for its socket.</summary>
    public class BrokerPatienceTests
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

        private readonly HandClock _clock = new();

        [Fact]
        public void Messages_that_leave_without_a_confirmation_are_no_progress()
        {
            BrokerPatience patience = new(Limit, _clock);
            for (int backlog = 100; backlog > 70; backlog--)
            {
                Assert.True(patience.WaitsOn(backlog, 7, 10));
                _clock.Now += TimeSpan.FromSeconds(1);
            }

            _clock.Now += TimeSpan.FromSeconds(1);
            Assert.False(patience.WaitsOn(70, 7, 10));
            Assert.True(patience.IsOver);
            Assert.False(patience.WaitsOn(70, 8, 10));
        }

        [Fact]
        public void A_slow_broker_that_confirms_is_waited_for()
        {
            BrokerPatience patience = new(Limit, _clock);
            for (int confirmed = 0; confirmed < 20; confirmed++)
            {
                Assert.True(patience.WaitsOn(100, confirmed, 10));
                _clock.Now += Limit - TimeSpan.FromSeconds(1);
                Assert.True(patience.WaitsOn(100, confirmed, 10));
            }

            Assert.False(patience.WaitsOn(10, 20, 10));
            Assert.False(patience.IsOver);
        }

        private sealed class HandClock : TimeProvider
        {
            public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

            public override long TimestampFrequency => TimeSpan.TicksPerSecond;

            public override long GetTimestamp()
            {
                return Now.Ticks;
            }
        }
    }
}

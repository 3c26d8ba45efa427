using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>
    /// A bus on which every transfer times out although the recovery finds the data wire free, as where SCL is held low: one time-out of a
    /// second in a turn and no more, each turn says that the reading failed, and with the wire free again the next one is a reading.
    /// </summary>
    public class HungBusTests
    {
        private const int TimeoutMicroseconds = 1000000;
        private const int TransferMicroseconds = 200;

        [Theory]
        [InlineData(1)]
        [InlineData(7)]
        public void A_turn_costs_one_timeout_and_says_failed(int turns)
        {
            SlowClock clock = new SlowClock();
            HungBus bus = new HungBus(clock);
            SenseConverter converter = new SenseConverter(bus, new Ads1115(bus, 0x48, clock), clock);
            Snapshot snapshot = new Snapshot();
            converter.Start();
            converter.SampleSense(snapshot, clock.NowMicroseconds());
            Assert.Equal(Validity.Valid, snapshot.SenseMicrovolts.Validity);

            bus.IsHung = true;
            for (int turn = 1; turn <= turns; turn++)
            {
                long began = clock.NowMicroseconds();
                converter.SampleSense(snapshot, began);
                Assert.Equal(turn, bus.Timeouts);
                Assert.Equal(Validity.Failed, snapshot.SenseMicrovolts.Validity);
                Assert.InRange(snapshot.SenseMicrovolts.TimeMicroseconds, began, clock.Microseconds);
                clock.Microseconds += 20000;
            }

            bus.IsHung = false;
            converter.SampleSense(snapshot, clock.NowMicroseconds());
            Assert.Equal(Validity.Valid, snapshot.SenseMicrovolts.Validity);
            Assert.Equal(turns, bus.Timeouts);
        }

        /// <summary>Each look takes 5 us.</summary>
        private sealed class SlowClock : IClock
        {
            public long Microseconds { get; set; } = 1000000;

            public long NowMicroseconds()
            {
                Microseconds += 5;
                return Microseconds;
            }

            public bool TryGetUnixMilliseconds(out long unixMilliseconds)
            {
                unixMilliseconds = 0;
                return false;
            }
        }

        private sealed class HungBus(SlowClock clock) : II2cBus
        {
            public bool IsHung { get; set; }

            public int Timeouts { get; private set; }

            public bool IsStuck { get; private set; }

            public II2cDevice Device(int address)
            {
                return new HungDevice(this);
            }

            public bool TryRecover()
            {
                IsStuck = false;
                return true;
            }

            private bool Transfer()
            {
                if (IsStuck)
                {
                    return false;
                }

                clock.Microseconds += IsHung ? TimeoutMicroseconds : TransferMicroseconds;
                IsStuck = IsHung;
                Timeouts += IsHung ? 1 : 0;
                return !IsHung;
            }

            private sealed class HungDevice(HungBus bus) : II2cDevice
            {
                public bool TryWrite(byte[] data)
                {
                    return bus.Transfer();
                }

                public bool TryWriteRead(byte[] write, byte[] read)
                {
                    // Some code within the range.
                    read[0] = 0x28;
                    read[1] = 0;
                    return bus.Transfer();
                }
            }
        }
    }
}

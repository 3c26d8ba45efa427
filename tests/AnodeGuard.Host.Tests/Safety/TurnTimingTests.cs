using System;
using System.Linq;
using AnodeGuard.App;
using Xunit;

namespace AnodeGuard.Host.Tests.Safety
{
    public class TurnTimingTests
    {
        [Fact]
        public void Before_the_first_turn_there_is_nothing()
        {
            TurnTiming timing = new TurnTiming();

            Assert.Equal(0, timing.MaxMicroseconds);
            Assert.Equal(0, timing.P99Microseconds());
            Assert.Equal(0, timing.Late);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void The_99th_percentile_is_that_of_the_sorted_turns_within_a_class(int seed)
        {
            Random random = new Random(seed);
            int[] turns = Enumerable.Range(0, 1000).Select(_ => (int)(random.NextDouble() * random.NextDouble() * 25_000)).ToArray();
            TurnTiming timing = new TurnTiming();
            Turn(timing, turns);

            // Of 1,000 turns 10 are above the 99th percentile.
            int expected = turns.Order().ElementAt(989);
            Assert.InRange(timing.P99Microseconds(), expected, expected + TurnTiming.ClassMicroseconds);
            Assert.Equal(turns.Max(), timing.MaxMicroseconds);
            Assert.Equal(0, timing.Late);
        }

        [Fact]
        public void A_single_long_turn_is_the_longest_and_not_the_percentile()
        {
            TurnTiming timing = new TurnTiming();
            Turn(timing, Enumerable.Repeat(2000, 200).Append(1_000_900).ToArray());

            Assert.Equal(1_000_900, timing.MaxMicroseconds);
            Assert.InRange(timing.P99Microseconds(), 2000, 2000 + TurnTiming.ClassMicroseconds);
        }

        [Fact]
        public void Turns_that_begin_half_a_period_late_are_counted()
        {
            TurnTiming timing = new TurnTiming();
            foreach (long begin in new long[] { 0, 20_000, 49_999, 79_999, 1_099_999, 1_119_999 })
            {
                timing.Took(begin, begin + 100);
            }

            Assert.Equal(2, timing.Late);
        }

        [Fact]
        public void A_day_of_turns_keeps_the_percentile()
        {
            TurnTiming timing = new TurnTiming();
            for (int i = 0; i < 5_000_000; i++)
            {
                timing.Took(i * 20_000L, (i * 20_000L) + (i % 50 == 0 ? 9000 : 3000));
            }

            Assert.InRange(timing.P99Microseconds(), 9000, 9000 + TurnTiming.ClassMicroseconds);
        }

        private static void Turn(TurnTiming timing, int[] turns)
        {
            for (int i = 0; i < turns.Length; i++)
            {
                timing.Took(i * 20_000L, (i * 20_000L) + turns[i]);
            }
        }
    }
}

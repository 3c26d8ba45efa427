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

        [Theory]
        [InlineData(505, 2000)]
        [InlineData(507, 9000)]
        public void What_was_counted_loses_half_of_its_weight_in_three_hours(int longTurns, int expected)
        {
            // 100,000 short turns weigh 50,000 behind the third hour: then 505 long ones are 1 % of all, and 507 are more.
            TurnTiming timing = new TurnTiming();
            Turn(timing, Enumerable.Repeat(2000, 100_000).ToArray());
            timing.Fade(3 * 3_600_000_000L);
            timing.Fade((3 * 3_600_000_000L) + 1);
            Turn(timing, Enumerable.Repeat(9000, longTurns).ToArray());

            Assert.InRange(timing.P99Microseconds(), expected, expected + TurnTiming.ClassMicroseconds);
        }

        [Fact]
        public void A_turn_that_no_number_holds_is_counted_as_the_longest_class()
        {
            TurnTiming timing = new TurnTiming();
            Turn(timing, [2000, unchecked((int)3_000_000_000)]);
            Turn(timing, Enumerable.Repeat(2000, 98).ToArray());

            Assert.Equal(2000, timing.MaxMicroseconds);
            Assert.Equal(2000, timing.P99Microseconds());
        }

        [Fact]
        public void A_day_of_turns_keeps_the_percentile()
        {
            TurnTiming timing = new TurnTiming();
            for (int i = 0; i < 5_000_000; i++)
            {
                timing.Took(i % 50 == 0 ? 9000 : 3000);
                timing.Fade(i * 20_000L);
            }

            Assert.InRange(timing.P99Microseconds(), 9000, 9000 + TurnTiming.ClassMicroseconds);
        }

        private static void Turn(TurnTiming timing, int[] turns)
        {
            for (int i = 0; i < turns.Length; i++)
            {
                timing.Took(turns[i]);
            }
        }
    }
}

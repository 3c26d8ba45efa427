using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The fall of the identified limiting current against the first values of a cell: levels, joining, doubt.</summary>
    public class LimitingCurrentBorderTests
    {
        private const long One = Verdict.OneQ24;

        /// <summary>
        /// The baseline is the mean of the first three within a tenth; 20, 40 and 60 % below it are the levels, each ends 5 %
        /// of it above, and two in a row are needed.
        /// </summary>
        [Theory]
        [InlineData(0, 800001, FaultLevel.None)]
        [InlineData(0, 800000, FaultLevel.Advisory)]
        [InlineData(0, 600001, FaultLevel.Advisory)]
        [InlineData(0, 599999, FaultLevel.Warning)]
        [InlineData(0, 400001, FaultLevel.Warning)]
        [InlineData(0, 399999, FaultLevel.Alarm)]
        [InlineData(700000, 849999, FaultLevel.Advisory)]
        [InlineData(700000, 850001, FaultLevel.None)]
        [InlineData(500000, 649999, FaultLevel.Warning)]
        [InlineData(500000, 650001, FaultLevel.Advisory)]
        [InlineData(300000, 449999, FaultLevel.Alarm)]
        [InlineData(300000, 450001, FaultLevel.Warning)]
        public void The_fall_of_the_limiting_current(long before, long after, byte level)
        {
            Falls run = new Falls();
            run.Judge(1000000, 0);
            run.Judge(1000000, 0);
            run.Judge(1000000, 0);
            for (int value = 0; value < 2 && before > 0; value++)
            {
                run.Judge(before, 0);
            }

            run.Judge(after, 0);
            run.Judge(after, 0);
            Assert.Equal(level, run.Level);
        }

        /// <summary>The same to the last bit of the ratio: of a baseline of 2^24 each unit is one.</summary>
        [Theory]
        [InlineData(0, 3355443, FaultLevel.Advisory)]
        [InlineData(0, 3355442, FaultLevel.None)]
        [InlineData(0, 6710886, FaultLevel.Warning)]
        [InlineData(0, 6710885, FaultLevel.Advisory)]
        [InlineData(0, 10066329, FaultLevel.Alarm)]
        [InlineData(0, 10066328, FaultLevel.Warning)]
        [InlineData(4000000, 3355443 - 838860, FaultLevel.Advisory)]
        [InlineData(4000000, 3355443 - 838861, FaultLevel.None)]
        [InlineData(7000000, 6710886 - 838860, FaultLevel.Warning)]
        [InlineData(7000000, 6710886 - 838861, FaultLevel.Advisory)]
        [InlineData(11000000, 10066329 - 838860, FaultLevel.Alarm)]
        [InlineData(11000000, 10066329 - 838861, FaultLevel.Warning)]
        public void A_fall_to_the_last_bit(long before, long fall, byte level)
        {
            Falls run = new Falls();
            for (int value = 0; value < 3; value++)
            {
                run.Judge(One, 0);
            }

            for (int value = 0; value < 2 && before > 0; value++)
            {
                run.Judge(One - before, 0);
            }

            run.Judge(One - fall, 0);
            run.Judge(One - fall, 0);
            Assert.Equal(level, run.Level);
        }

        /// <summary>More than a tenth away a value does not join the first ones, and none joins after it; a fourth never does.</summary>
        [Theory]
        [InlineData(new long[] { 1000000, 900001, 950000 }, 950000)]
        [InlineData(new long[] { 1000000, 899999, 1000000 }, 1000000)]
        [InlineData(new long[] { 1000000, 1100001, 900000 }, 1000000)]
        [InlineData(new long[] { 1000000, 1000000, 1000000, 1090000 }, 1000000)]
        [InlineData(new long[] { 1000000, 1099999, 1050000 }, 1050000)]
        public void The_first_values(long[] values, long baseline)
        {
            foreach (int beyond in new[] { -2, 2 })
            {
                Falls run = new Falls();
                foreach (long value in values)
                {
                    run.Judge(value, 0);
                }

                run.Judge((baseline * 4 / 5) + beyond, 0);
                run.Judge((baseline * 4 / 5) + beyond, 0);
                Assert.Equal(beyond < 0 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>
        /// A fall counts where it is three of its joint uncertainties: of the value, and of the mean of three first ones (1/9 of
        /// the sum of their squares), each relative, times the ratio.
        /// </summary>
        [Theory]
        [InlineData(0.30, 0.10, 0.02, true)]
        [InlineData(0.30, 0.142, 0.0, true)]
        [InlineData(0.30, 0.144, 0.0, false)]
        [InlineData(0.30, 0.10, 0.172, true)]
        [InlineData(0.30, 0.10, 0.180, false)]
        public void A_fall_must_be_significant(double fall, double uncertainty, double first, bool told)
        {
            double joint = Math.Sqrt((uncertainty * uncertainty) + (first * first / 3));
            Assert.Equal(told, fall >= 3 * (1 - fall) * joint);
            Falls run = new Falls();
            for (int value = 0; value < 3; value++)
            {
                run.Judge(1000000, first);
            }

            run.Judge((long)(1e6 * (1 - fall)), uncertainty);
            run.Judge((long)(1e6 * (1 - fall)), uncertainty);
            Assert.Equal(told ? FaultLevel.Advisory : FaultLevel.None, run.Level);
        }

        /// <summary>What cannot be told from the first values ends a level only where it is no longer within 15 % below them.</summary>
        [Theory]
        [InlineData(849999, FaultLevel.Warning)]
        [InlineData(850002, FaultLevel.None)]
        public void What_says_nothing_ends_nothing(long value, byte level)
        {
            Falls run = new Falls();
            run.Judge(1000000, 0);
            run.Judge(550000, 0);
            run.Judge(550000, 0);
            Assert.Equal(FaultLevel.Warning, run.Level);
            run.Judge(value, 0.5);
            run.Judge(value, 0.5);
            Assert.Equal(level, run.Level);
        }

        /// <summary>A tenth away a value still joins the first ones, to the last bit: of a baseline of 2^24 each unit is one.</summary>
        [Theory]
        [InlineData(One - 1677721, ((2 * One) - 1677721) / 2)]
        [InlineData(One - 1677722, One)]
        [InlineData(One + 1677721, ((2 * One) + 1677721) / 2)]
        [InlineData(One + 1677722, One)]
        public void A_value_that_joins_to_the_last_bit(long second, long baseline)
        {
            foreach (int beyond in new[] { -2, 2 })
            {
                Falls run = new Falls();
                run.Judge(One, 0);
                run.Judge(second, 0);
                run.Judge((baseline * 4 / 5) + beyond, 0);
                run.Judge((baseline * 4 / 5) + beyond, 0);
                Assert.Equal(beyond < 0 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>A fall of exactly three of its uncertainties counts: 4,194,303 of 2^24, and 1,398,101 of them uncertain.</summary>
        [Theory]
        [InlineData(1398101, FaultLevel.Advisory)]
        [InlineData(1398102, FaultLevel.None)]
        public void Three_uncertainties_to_the_last_bit(long uncertainty, byte level)
        {
            Falls run = new Falls();
            for (int value = 0; value < 3; value++)
            {
                run.Judge(One, 0);
            }

            run.JudgeExactly(One - 4194303, uncertainty);
            run.JudgeExactly(One - 4194303, uncertainty);
            Assert.Equal(level, run.Level);
        }

        /// <summary>A fifth less a twentieth below the first values a doubtful value ends nothing; one unit nearer it does.</summary>
        [Theory]
        [InlineData(3355443 - 838860, FaultLevel.Advisory)]
        [InlineData(3355443 - 838861, FaultLevel.None)]
        public void A_doubtful_recovery_to_the_last_bit(long fall, byte level)
        {
            Falls run = new Falls();
            run.Judge(One, 0);
            run.Judge(One - 5000000, 0);
            run.Judge(One - 5000000, 0);
            Assert.Equal(FaultLevel.Advisory, run.Level);
            run.Judge(One - fall, 0.5);
            run.Judge(One - fall, 0.5);
            Assert.Equal(level, run.Level);
        }

        /// <summary>A cell of which hardly any current is left has one of 1 uA/m2 at least: its share of the first one can be formed.</summary>
        [Theory]
        [InlineData(2, 1L << 26, 1)]
        [InlineData(2, 1L << 24, 2)]
        [InlineData(1, 1L << 23, 2)]
        public void The_least_limiting_current(long settings, long amplitudeQ24, long limiting)
        {
            IdentifiedTransport found = new IdentifiedTransport();
            found.Take(settings, 1000000, amplitudeQ24, One, 0, 0);
            Assert.Equal(limiting, found.Limiting);
        }

        /// <summary>Identified limiting currents, one after the other.</summary>
        private sealed class Falls
        {
            private readonly FaultRegister _faults = new FaultRegister(new byte[FaultId.Count]);
            private readonly LimitingCurrentWatch _watch;
            private long _now;

            public Falls()
            {
                _watch = new LimitingCurrentWatch(_faults);
            }

            public byte Level
            {
                get { return _faults.LevelOf(FaultId.LimitingCurrentFall); }
            }

            public void Judge(long limiting, double uncertainty)
            {
                JudgeExactly(limiting, (long)(limiting * uncertainty));
            }

            public void JudgeExactly(long limiting, long uncertainty)
            {
                _watch.Judge(new IdentifiedTransport { Count = 1, Limiting = limiting, LimitingUncertainty = uncertainty }, ++_now);
            }
        }
    }
}

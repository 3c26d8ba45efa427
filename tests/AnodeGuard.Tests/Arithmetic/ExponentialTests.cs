using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>The integer exponential. Expected: computed to 50 digits apart from this code.</summary>
    [TestClass]
    public class ExponentialTests
    {
        [TestMethod]
        public void Decay_is_right_to_three_units()
        {
            Near(0L, 2147483648L);
            Near(275L, 2147483646L);
            Near(2748779L, 2147462173L);
            Near(2147483648L, 2130771798L);
            Near(4294967296L, 2114190000L);
            Near(27487790694L, 1943123559L);
            Near(137438953472L, 1302514674L);
            Near(190530846196L, 1073741824L);
            Near(274877906944L, 790015084L);
            Near(632929770923L, 214748365L);
            Near(863554413089L, 92801183L);
            Near(1374389534720L, 14469631L);
            Near(2712936200112L, 111075L);
            Near(3393551929421L, 9338L);
            Near(4810363371520L, 54L);
            Near(5744948255130L, 2L);
            Near(6019826162074L, 1L);
            Near(6047313952768L, 1L);
            Near(274877906944000L, 0L);
            Assert.AreEqual(Exponential.OneQ31, Exponential.Decay(-5));
            Assert.AreEqual(0L, Exponential.Decay(long.MaxValue));
        }

        [TestMethod]
        public void Rise_keeps_the_digits_of_small_numbers()
        {
            Expect.Near(0L, Exponential.Rise(0L), 2, "rise");
            Expect.Near(3L, Exponential.Rise(3L), 2, "rise");
            Expect.Near(275L, Exponential.Rise(275L), 2, "rise");
            Expect.Near(27488L, Exponential.Rise(27488L), 2, "rise");
            Expect.Near(274878L, Exponential.Rise(274878L), 2, "rise");
            Expect.Near(2748765L, Exponential.Rise(2748779L), 2, "rise");
            Expect.Near(27486417L, Exponential.Rise(27487791L), 2, "rise");
            Expect.Near(274740514L, Exponential.Rise(274877907L), 2, "rise");
            Expect.Near(2135707586L, Exponential.Rise(2144047674L), 2, "rise");
            Expect.Near(4254821453L, Exponential.Rise(4288095348L), 2, "rise");
        }

        [TestMethod]
        public void Decay_falls()
        {
            long before = Exponential.Decay(0);
            for (long x = 0; x < Exponential.VanishesFromQ38; x += 2750000123L)
            {
                long here = Exponential.Decay(x);
                Assert.IsTrue(here <= before + 1 && here >= 0, "falls, but for rounding");
                before = here;
            }
        }

        [TestMethod]
        public void Arrhenius_factors_of_either_sign()
        {
            Expect.Within(1146421138L, Arrhenius.FactorQ31(17000, 0), 1, "factor");
            Expect.Within(2147483648L, Arrhenius.FactorQ31(17000, 25000), 1, "factor");
            Expect.Within(4413879023L, Arrhenius.FactorQ31(17000, 60000), 1, "factor");
            Expect.Within(634617038L, Arrhenius.FactorQ31(17000, -20000), 1, "factor");
            Expect.Within(763774607L, Arrhenius.FactorQ31(28000, 0), 1, "factor");
            Expect.Within(4368168295L, Arrhenius.FactorQ31(28000, 45000), 1, "factor");
            Expect.Within(7759450L, Arrhenius.FactorQ31(50000, -40000), 1, "factor");
            Expect.Within(49677946528L, Arrhenius.FactorQ31(50000, 80000), 1, "factor");
            Expect.Within(148751917258L, Arrhenius.FactorQ31(100000, 60000), 5, "factor");
            Expect.Within(2147483648L, Arrhenius.FactorQ31(0, 50000), 1, "factor");
        }

        [TestMethod]
        public void Arrhenius_stays_within_its_bounds()
        {
            Assert.AreEqual(Arrhenius.FactorQ31(100000, Arrhenius.HighestMillicelsius), Arrhenius.FactorQ31(long.MaxValue, long.MaxValue));
            Assert.AreEqual(Arrhenius.FactorQ31(100000, Arrhenius.LowestMillicelsius), Arrhenius.FactorQ31(long.MaxValue, long.MinValue));
            Assert.AreEqual(Exponential.OneQ31, Arrhenius.FactorQ31(long.MinValue, 80000));
            Assert.IsTrue(Arrhenius.FactorQ31(100000, Arrhenius.LowestMillicelsius) > 0, "never zero");
        }

        private static void Near(long xQ38, long expectedQ31)
        {
            Expect.Near(expectedQ31, Exponential.Decay(xQ38), 3, "exp(-x)");
        }
    }
}

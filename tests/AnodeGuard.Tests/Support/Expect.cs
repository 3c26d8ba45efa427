using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Comparisons with a tolerance, in integers.</summary>
    public static class Expect
    {
        /// <summary>|actual - expected| is at most the tolerance.</summary>
        public static void Near(long expected, long actual, long tolerance, string what)
        {
            long difference = actual > expected ? actual - expected : expected - actual;
            Assert.IsTrue(
                difference <= tolerance,
                what + ": expected " + expected.ToString() + " within " + tolerance.ToString() + ", got " + actual.ToString());
        }

        /// <summary>The same with a tolerance in millionths of what is expected.</summary>
        public static void Within(long expected, long actual, long millionths, string what)
        {
            long magnitude = expected < 0 ? -expected : expected;
            Near(expected, actual, magnitude / 1000 * millionths / 1000, what);
        }
    }
}

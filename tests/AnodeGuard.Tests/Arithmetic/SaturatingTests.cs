using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>The ends of the range, where plain arithmetic wraps.</summary>
    [TestClass]
    public class SaturatingTests
    {
        [TestMethod]
        public void Add_stops_at_the_ends()
        {
            Assert.AreEqual(long.MaxValue, Saturating.Add(long.MaxValue, 1));
            Assert.AreEqual(long.MinValue, Saturating.Add(long.MinValue, -1));
            Assert.AreEqual(-1L, Saturating.Add(long.MaxValue, long.MinValue));
            Assert.AreEqual(long.MaxValue, Saturating.Add(long.MaxValue - 1, 1));
            Assert.AreEqual(-5L, Saturating.Add(7, -12));
        }

        [TestMethod]
        public void Subtract_stops_at_the_ends()
        {
            Assert.AreEqual(long.MaxValue, Saturating.Subtract(0, long.MinValue));
            Assert.AreEqual(long.MinValue, Saturating.Subtract(-2, long.MaxValue));
            Assert.AreEqual(long.MinValue + 1, Saturating.Subtract(0, long.MaxValue));
            Assert.AreEqual(0L, Saturating.Subtract(long.MinValue, long.MinValue));
            Assert.AreEqual(long.MaxValue, Saturating.Subtract(long.MaxValue, long.MinValue));
        }

        [TestMethod]
        public void Multiply_stops_at_the_ends()
        {
            Assert.AreEqual(long.MaxValue, Saturating.Multiply(long.MinValue, -1));
            Assert.AreEqual(long.MinValue, Saturating.Multiply(long.MaxValue, -2));
            Assert.AreEqual(long.MaxValue, Saturating.Multiply(3037000500L, 3037000500L));
            Assert.AreEqual(9223372030926249001L, Saturating.Multiply(3037000499L, 3037000499L));
            Assert.AreEqual(long.MinValue, Saturating.Multiply(long.MinValue, 1));
            Assert.AreEqual(0L, Saturating.Multiply(long.MinValue, 0));
        }

        [TestMethod]
        public void Abs_and_clamp()
        {
            Assert.AreEqual(long.MaxValue, Saturating.Abs(long.MinValue));
            Assert.AreEqual(5L, Saturating.Abs(-5));
            Assert.AreEqual(5L, Saturating.Abs(5));
            Assert.AreEqual(-3L, Saturating.Clamp(-9, -3, 4));
            Assert.AreEqual(4L, Saturating.Clamp(9, -3, 4));
            Assert.AreEqual(1L, Saturating.Clamp(1, -3, 4));
        }
    }
}

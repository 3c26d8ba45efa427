using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Products of 128 bits. Expected: whole numbers of any length, computed apart from this code.</summary>
    [TestClass]
    public class WideTests
    {
        [TestMethod]
        public void Multiply_divide_is_exact_and_saturates()
        {
            Check(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue);
            Check(long.MinValue, long.MinValue, long.MinValue, long.MinValue);
            Check(long.MinValue, 1L, -1L, long.MaxValue);
            Check(long.MinValue, -1L, 1L, long.MaxValue);
            Check(long.MaxValue, 2L, 3L, 6148914691236517205L);
            Check(long.MaxValue, long.MaxValue, long.MinValue, -9223372036854775806L);
            Check(3L, 5L, 2L, 8L);
            Check(-3L, 5L, 2L, -8L);
            Check(1L, 1L, 3L, 0L);
            Check(123456789012345678L, 987654321098765432L, 1000000007000000L, long.MaxValue);
            Check(long.MaxValue, 9223372036854775806L, long.MaxValue, 9223372036854775806L);
            Check(4611686018427387904L, 4611686018427387904L, 2305843009213693953L, 9223372036854775804L);
            Check(6442450943L, 4294967297L, 4294967295L, 6442450946L);
            Check(5L, 0L, 0L, 0L);
            Check(5L, 1L, 0L, long.MaxValue);
            Check(-5L, 1L, 0L, long.MinValue);
            Check(long.MinValue, long.MinValue, 1L, long.MaxValue);
            Check(4294967295L, 4294967295L, long.MaxValue, 2L);
            Check(-7L, 9L, -2L, 32L);
            Check(1099511627776L, 1099511627775L, 8589934591L, 140737488371584L);
            Check(9223372032559808513L, 9223372032559808511L, 4611686020574871553L, long.MaxValue);
        }

        private static void Check(long a, long b, long divisor, long expected)
        {
            Assert.AreEqual(expected, Wide.MultiplyDivide(a, b, divisor));
            Assert.AreEqual(expected, Wide.MultiplyDivide(b, a, divisor));
        }
    }
}

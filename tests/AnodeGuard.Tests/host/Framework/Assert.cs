using System;
using TestFrameworkShared;

namespace TestFrameworkShared
{
    /// <summary>A test's expectation was not met.</summary>
    public class AssertFailedException : Exception
    {
        public AssertFailedException(string msg)
            : base(msg)
        {
        }
    }
}

namespace nanoFramework.TestFramework
{
    /// <summary>The part of the device framework's Assert that the shared tests use, with the same signatures.</summary>
    public sealed class Assert
    {
        public static void IsTrue(bool condition, string message = "")
        {
            Check(condition, "expected true", message);
        }

        public static void IsFalse(bool condition, string message = "")
        {
            Check(!condition, "expected false", message);
        }

        public static void IsNotNull(object value, string message = "")
        {
            Check(value != null, "expected a value, got null", message);
        }

        public static void AreEqual(int expected, int actual, string message = "")
        {
            Check(expected == actual, $"expected {expected}, got {actual}", message);
        }

        public static void AreEqual(long expected, long actual, string message = "")
        {
            Check(expected == actual, $"expected {expected}, got {actual}", message);
        }

        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            Check(expected == actual, $"expected {expected}, got {actual}", message);
        }

        public static void AreEqual(string expected, string actual, string message = "")
        {
            Check(expected == actual, $"expected {expected}, got {actual}", message);
        }

        public static void AreNotEqual(long notExpected, long actual, string message = "")
        {
            Check(notExpected != actual, $"expected anything but {notExpected}", message);
        }

        private static void Check(bool condition, string finding, string message)
        {
            if (!condition)
            {
                throw new AssertFailedException(message.Length == 0 ? finding : $"{message}: {finding}");
            }
        }
    }

    /// <summary>Where tests write.</summary>
    public static class OutputHelper
    {
        public static void WriteLine(string message)
        {
            Console.WriteLine(message);
        }
    }
}

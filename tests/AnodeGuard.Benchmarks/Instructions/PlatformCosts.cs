using System.Collections.Generic;
using Mono.Cecil;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// What a call into the platform's packages costs on the interpreter before and after the native part. Reckoned from the public sources
    /// of the versions in packages.config with the figures of <see cref="InstructionCosts"/>; a lock counts 3,900 and an object
    /// 1,900, for a struct that a method returns is one. On the host their twins run in their place, whose own code says nothing.
    /// </summary>
    internal static class PlatformCosts
    {
        private const string Assembly = "AnodeGuard.Twins";
        private const long Unknown = 570;

        private static readonly Dictionary<string, long> Costs = new Dictionary<string, long>
        {
            // The constructor of a struct behind a property.
            ["PinValue.get_High"] = 2500,
            ["PinValue.get_Low"] = 2500,

            // Calls Equals, which compares two fields.
            ["PinValue.op_Equality"] = 1700,
            ["PinValue.op_Explicit"] = 800,

            // Native at once; writing takes a lock.
            ["GpioPin.Read"] = 570,
            ["GpioPin.Write"] = 5400,

            // A lock around the native call; of a write the absent half is made a SpanByte there.
            ["I2cDevice.WriteRead"] = 5500,
            ["I2cDevice.Write"] = 8500,
            ["SpanByte.op_Implicit"] = 3000,
            ["I2cTransferResult.get_Status"] = 800,
        };

        private static readonly HashSet<string> NativeCalls = ["GpioPin.Read", "GpioPin.Write", "I2cDevice.WriteRead", "I2cDevice.Write"];

        public static bool IsPlatform(MethodReference method)
        {
            return method.Resolve()?.Module.Assembly.Name.Name == Assembly;
        }

        /// <summary>Call and managed code together.</summary>
        public static long Of(MethodReference method)
        {
            return Costs.TryGetValue(NameOf(method), out long cost) ? cost : Unknown;
        }

        /// <summary>It drives a pin or a bus; asking the clock does not.</summary>
        public static bool IsNative(MethodReference method)
        {
            return NativeCalls.Contains(NameOf(method));
        }

        private static string NameOf(MethodReference method)
        {
            return method.DeclaringType.Name + "." + method.Name;
        }
    }
}

using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>An INA228 between nodes that a test sets, spoken to in bytes.</summary>
    public abstract class Ina228ChipBench
    {
        private protected Flow Flow { get; } = new Flow();

        private protected Node Bus { get; } = new Node(48);

        private protected Node Die { get; } = new Node(25);

        private protected ConverterErrors ShuntErrors { get; } = new ConverterErrors();

        private protected ConverterErrors BusErrors { get; } = new ConverterErrors();

        private protected static long Read(Ina228Chip chip, byte register, int count, long at)
        {
            byte[] bytes = new byte[count];
            Assert.True(chip.Write(new[] { register }, at));
            Assert.True(chip.Read(bytes, at));
            long value = 0;
            foreach (byte b in bytes)
            {
                value = (value << 8) | b;
            }

            return value;
        }

        private protected static void Write(Ina228Chip chip, byte register, int value, long at)
        {
            Assert.True(chip.Write(new[] { register, (byte)(value >> 8), (byte)value }, at));
        }

        private protected Ina228Chip Chip(double ohms)
        {
            return new Ina228Chip(Flow, ohms, Bus, Die, ShuntErrors, BusErrors);
        }
    }
}

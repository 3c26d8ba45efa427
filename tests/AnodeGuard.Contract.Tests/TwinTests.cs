using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Projects;
using AnodeGuard.Contract.Surface;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>The host twins keep faith with the device: same names, same signatures, nothing the device lacks.</summary>
    public class TwinTests
    {
        private const string FaithfulTwin = """
            namespace System.Device.Gpio
            {
                public enum PinMode { Input = 0, Output = 3 }
                public struct PinValue
                {
                    private readonly byte _value;
                    internal PinValue(byte value) { _value = value; }
                    public static PinValue High => new PinValue(1);
                    public static implicit operator PinValue(int value) => new PinValue((byte)value);
                    public override string ToString() => _value.ToString();
                    internal void OnlyForTheEmulator() { }
                }
                public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
                public class PinValueChangedEventArgs : nanoFramework.Runtime.Events.BaseEvent { internal PinValueChangedEventArgs() { } }
                public sealed class GpioPin : IDisposable
                {
                    internal GpioPin() { }
                    public TimeSpan DebounceTimeout { get; set; }
                    public int PinNumber { get; private set; }
                    public event PinValueChangedEventHandler ValueChanged;
                    public void SetPinMode(PinMode value) { ValueChanged?.Invoke(this, null); }
                    public void Dispose() { }
                    ~GpioPin() { }
                }
            }
            namespace nanoFramework.Runtime.Events
            {
                public class BaseEvent { public ushort Source; public byte Message; public BaseEvent() { } }
            }
            namespace nanoFramework.Runtime.Native
            {
                public enum RebootOption { NormalReboot = 0 }
                public class Power { public Power() { } public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) { } }
            }
            namespace AnodeGuard.Emulated { internal class Wiring { } }
            """;

        [Fact]
        public void AFaithfulTwinPasses()
        {
            Assert.Empty(Check(FaithfulTwin));
        }

        [Theory]
        [InlineData("public int PinNumber { get; private set; }", "public int PinNumber { get; set; }", "PinNumber { get; set; }")]
        [InlineData("public void Dispose() { }", "public void Dispose() { } public void Extra() { }", "the device has nothing of that name")]
        [InlineData("SetPinMode(PinMode value)", "SetPinMode(PinMode mode)", "SetPinMode(System.Device.Gpio.PinMode mode)")]
        [InlineData("public sealed class GpioPin", "public class GpioPin", "class System.Device.Gpio.GpioPin")]
        [InlineData("Output = 3", "Output = 1", "System.Device.Gpio.PinMode.Output = 1")]
        [InlineData("public static PinValue High", "public PinValue High", "public System.Device.Gpio.PinValue High")]
        [InlineData("RebootOption rebootOption = RebootOption.NormalReboot", "RebootOption rebootOption", "rebootOption)")]
        [InlineData("operator PinValue(int value)", "operator PinValue(long value)", "op_Implicit(long value)")]
        [InlineData(": nanoFramework.Runtime.Events.BaseEvent", "", "class System.Device.Gpio.PinValueChangedEventArgs")]
        [InlineData("internal class Wiring", "public class Wiring", "AnodeGuard.Emulated.Wiring")]
        public void ATwinThatStraysIsNamed(string faithful, string straying, string reason)
        {
            IReadOnlyList<Violation> violations = Check(FaithfulTwin.Replace(faithful, straying));

            Assert.Contains(violations, violation => violation.Reason.Contains(reason, StringComparison.Ordinal));
        }

        [Fact]
        public void ATwinMayLeaveAnInterfaceOut()
        {
            Assert.Empty(Check(FaithfulTwin.Replace("GpioPin : IDisposable", "GpioPin")));
        }

        /// <summary>Compiled here from its sources, so that a twin cannot be checked in a stale build.</summary>
        [Fact]
        public void TheTwinsOfTheEmulatedBoardKeepFaith()
        {
            string folder = Path.Combine(Repository.Above(AppContext.BaseDirectory)!, "hal", "AnodeGuard.Twins");
            IEnumerable<string> files = Directory.Exists(folder) ? Repository.Files(folder, "*.cs") : [];
            using MemoryStream image = HostAssembly.Compile("AnodeGuard.Twins", files.Select(file => (file, File.ReadAllText(file))));

            IReadOnlyList<Violation> violations = TwinCheck.Check(image, "AnodeGuard.Twins", ApiCatalog.Default);

            Assert.True(violations.Count == 0, Environment.NewLine + string.Join(Environment.NewLine, violations));
        }

        private static IReadOnlyList<Violation> Check(string source)
        {
            using MemoryStream image = HostAssembly.Compile(source);
            return TwinCheck.Check(image, "Sample", ApiCatalog.Default);
        }
    }
}

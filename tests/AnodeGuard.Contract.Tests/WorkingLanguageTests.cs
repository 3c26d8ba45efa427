using AnodeGuard.Contract.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>What is known to work on the interpreter compiles, and no rule objects to it.</summary>
    public class WorkingLanguageTests
    {
        private const string Everything = """
            using System;
            using System.Collections;
            using System.Text;
            using System.Threading;
            interface IReading { int Value { get; } event EventHandler Changed; void Set(int value); }
            struct Point { public int X; public long Y; public Point(int x) { X = x; Y = 0; } }
            sealed class Reading : IReading, IDisposable
            {
                private readonly object _gate = new object();
                private int[] _values = new int[4];
                public int Value { get; private set; }
                public string Name { get; init; }
                public event EventHandler Changed;
                public void Set(int value) { Value = value; Changed?.Invoke(this, EventArgs.Empty); }
                public ref int At(int index) { return ref _values[index]; }
                public void Dispose() { GC.SuppressFinalize(this); }
                ~Reading() { Value = 0; }
                public int Locked() { lock (_gate) { return Value; } }
            }
            sealed class Program
            {
                private Timer _timer;
                private int _ticks;
                long Read(in Point point) { return point.Y; }
                int Switches(object one) { return one switch { int i when i > 3 => i, string { Length: 2 } => 2, null => 0, _ => -1 }; }
                string Texts(int a, string b) { return $"{a} of {b}" + a + new StringBuilder().Append(a).Append(b).ToString() + nameof(Program); }
                long Wide(long a, int b) { return ((a * b) >> 3) / 1000 % 7; }
                void Loops()
                {
                    foreach (int one in new[] { 1, 2 }) { _ticks += one; }
                    foreach (char one in "text") { _ticks += one; }
                    foreach (object one in new ArrayList()) { _ticks += one.GetHashCode(); }
                    int[][] jagged = { new[] { 1 }, new int[2] };
                    _ticks += jagged[0].Length;
                }
                bool Guarded(Action action)
                {
                    try { action(); return true; }
                    catch (Exception e) when (e.Message != null) { Console.WriteLine(e.GetType().Name); return false; }
                    finally { _ticks++; }
                }
                void Threads()
                {
                    int captured = 5;
                    Thread thread = new Thread(() => { captured++; });
                    thread.Start();
                    _timer = new Timer(state => { _ticks = captured; }, null, 0, 10);
                    using (Reading reading = new Reading { Name = "r" }) { reading.At(1) = 3; reading.Changed += (sender, e) => _ticks++; }
                    int Local(ref int a, out int b) { b = a; return a; }
                    _ticks = Local(ref captured, out int other) + other;
                    Point point = new Point(2) { Y = 3 };
                    _ticks += (int)Read(point);
                }
                string Dates(DateTime now) { return now.ToString("yyyy-MM-dd") + (now - new TimeSpan(1, 0, 0)).Ticks.ToString(); }
            }
            """;

        [Fact]
        public void ItCompilesAndNoRuleObjects()
        {
            CSharpCompilation compilation = DeviceSnippet.Compile(Everything, assemblyName: "AnodeGuard.Hal.Esp32");

            Assert.Empty(DeviceSnippet.Errors(compilation));
            Assert.Empty(RuleBook.Check(compilation));
        }
    }
}

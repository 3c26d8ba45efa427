namespace AnodeGuard.Contract.Tests
{
    /// <summary>One sample for each rule. A line that breaks a rule names it in a comment; all others are innocent.</summary>
    internal static class RuleSamples
    {
        public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
        {
            ["AGC001"] = """
                using System;
                class Box<T> { } // AGC001
                class Sample
                {
                    Func<int> _f; // AGC001
                    Action _plain;
                    T Same<T>(T value) { return value; } // AGC001
                    event EventHandler<EventArgs> Generic; // AGC001
                    event EventHandler Plain;
                }
                """,
            ["AGC002"] = """
                class Sample
                {
                    int[,] _table; // AGC002
                    int[][] _jagged;
                    object Make() { return new[,] { { 1 }, { 2 } }; } // AGC002
                    object Flat() { return new[] { 1, 2 }; }
                }
                """,
            ["AGC003"] = """
                interface ISample
                {
                    int Declared();
                    int Value { get; }
                    int Default() { return 1; } // AGC003
                    int Computed => 2; // AGC003
                }
                """,
            ["AGC004"] = """
                unsafe class Sample
                {
                    void Bad() { int* p = stackalloc int[4]; } // AGC004
                    void Good() { int[] p = new int[4]; }
                }
                """,
            ["AGC005"] = """
                unsafe class Sample
                {
                    delegate*<int, int> _pointer; // AGC005
                    int* _plain;
                }
                """,
            ["AGC006"] = """
                unsafe class Sample
                {
                    int Bad(int[] a)
                    {
                        fixed (int* p = a) { return *p; } // AGC006
                    }
                    int Good(int[] a) { return a[0]; }
                }
                """,
            ["AGC007"] = """
                class Sample
                {
                    int Bad(int a) { return checked(a + 1); } // AGC007
                    void Worse(ref int a)
                    {
                        checked // AGC007
                        {
                            a++;
                        }
                    }
                    int Good(int a) { return unchecked(a + 1); }
                }
                """,
            ["AGC008"] = """
                using System;
                class Sample
                {
                    object Max(long a, long b) { return Math.Max(a, b); } // AGC008
                    object Abs(long a) { return Math.Abs(a); } // AGC008
                    object Min(uint a, int b) { return Math.Min(a, b); } // AGC008
                    int Ints(int a, int b) { return Math.Max(a, Math.Abs(b)); }
                    long Clamped(long a) { return Math.Clamp(a, -5L, 5L); }
                    double Meant(long a) { return Math.Abs((double)a); }
                }
                """,
            ["AGC009"] = """
                using System;
                class Sample
                {
                    private const int Scale = 1000;
                    private static readonly int Steps = 8;
                    private readonly long _period;
                    private readonly long _unproven;
                    private long _loose;
                    Sample(long period, long other)
                    {
                        if (period <= 0) { throw new ArgumentException(); }
                        _period = period;
                        _unproven = other;
                    }
                    long Bad(long a, long b) { return a / b; } // AGC009
                    long BadRemainder(long a, long b) { return a % b; } // AGC009
                    void BadAssignment(ref int a, int b) { a /= b; } // AGC009
                    double BadDouble(double a, double b) { return a / b; } // AGC009
                    long BadField(long a) { return a / _unproven; } // AGC009
                    long BadLoose(long a) { return a / _loose; } // AGC009
                    long MinusOneLeft(long a, long b) { return b == 0 ? 0 : a / b; } // AGC009
                    long ByMinusOne(long a) { return a / -1; } // AGC009
                    long OtherCompared(long a, long b, long c) { return c > 0 ? a / b : 0; } // AGC009
                    long ByConstant(long a) { return a / Scale + a % 7; }
                    long ByStatic(long a) { return a / Steps; }
                    long ByShift(long a, int n) { return a / (1L << n); }
                    int AtLeastOne(int a, int b) { return a / Math.Max(1, b); }
                    long Ordered(long a, long b) { return b > 0 ? a / b : 0; }
                    long Both(long a, long b) { return b == 0 || b == -1 ? 0 : a / b; }
                    ulong Unsigned(ulong a, ulong b) { return b == 0 ? 0 : a / b; }
                    long Widened(int a, int b) { return b != 0 ? (long)a / b : 0; }
                    long Cast(long a, int b) { return b > 0 ? a / (long)b : 0; }
                    long Field(long a) { return a / _period; }
                    long Product(long a) { return a / (_period * 16); }
                    long BadProduct(long a) { return a / (_unproven * 16); } // AGC009
                    long Claimed(long a, long b)
                    {
                        long half = a >> 1;
                        // Divisor: the table's rates are checked when it is built.
                        return half / b;
                    }
                    long ClaimedWithoutReason(long a, long b)
                    {
                        // Divisor:
                        return a / b; // AGC009
                    }
                    double Double(double a, double b) { return b == 0.0 ? 0.0 : a / b; }
                }
                """,
            ["AGC010"] = """
                class Sample
                {
                    float _value; // AGC010
                    int Bad(int a) { return (int)(a * 1.5); } // AGC010
                    int Good(int a) { return a * 3 / 2; }
                }
                """,
            ["AGC010 outside the core"] = """
                class Sample
                {
                    double Ratio(int a) { return a * 1.5; }
                }
                """,
            ["AGC011"] = """
                using System.Text;
                enum Level { Low, High }
                class Sample
                {
                    string Bad(Level level) { return level.ToString(); } // AGC011
                    string InString(Level level) { return $"level {level}"; } // AGC011
                    string Added(Level level) { return "level " + level; } // AGC011
                    string Formatted(Level level) { return string.Format("level {0}", level); } // AGC011
                    void Built(StringBuilder text, Level level) { text.Append(level); } // AGC011
                    void AddedTo(ref string text, Level level) { text += level; } // AGC011
                    string Number(Level level) { return "level " + (int)level; }
                    string Name() { return nameof(Level.High); }
                    bool Same(Level level) { return level == Level.High; }
                }
                """,
            ["AGC012"] = """
                using System.Text;
                class Sample
                {
                    string Bad(double a) { return a.ToString(); } // AGC012
                    string WithFormat(float a) { return a.ToString("F2"); } // AGC012
                    string InString(double a) { return $"{a}"; } // AGC012
                    string Added(float a) { return "a=" + a; } // AGC012
                    string Joined(double a) { return string.Concat("a=", a); } // AGC012
                    double Sum(double a, double b) { return a + b; }
                    string Scaled(double a) { return "milli " + (int)(a * 1000.0); }
                }
                """,
            ["AGC013"] = """
                using System;
                class Sample
                {
                    string Bad(int a) { return a.ToString("000"); } // AGC013
                    string InString(long a) { return $"{a:D4}"; } // AGC013
                    string Formatted(int a, int b) { return string.Format("{0}/{1:X2}", a, b); } // AGC013
                    string Plain(int a) { return a.ToString() + $"{a}" + string.Format("{0}", a); }
                    string Time(DateTime t) { return t.ToString("HH:mm") + $"{t:yyyy}"; }
                }
                """,
            ["AGC014"] = """
                using System;
                class Earlier
                {
                    internal const int Size = 4;
                    internal static int Count = 4;
                    internal static readonly Earlier Copy = new Earlier(Later.Value); // AGC014
                    internal static readonly Earlier Plain = new Earlier(1);
                    internal static readonly Reader Deep = new Reader(); // AGC014
                    internal static readonly int Read = Later.Value + 1; // AGC014
                    internal static int[] Made = Make(); // AGC014
                    internal static string Empty { get; } = string.Empty; // AGC014
                    internal static readonly int[] Primes = { 2, 3, 5, Size };
                    internal static readonly int[] More = new int[Size] { -1, 1 << 3, 2 * Size, 7 };
                    internal static readonly byte[][] Jagged = new byte[][] { new byte[] { 1 }, new byte[Size] };
                    internal static readonly object Gate = new object();
                    internal static readonly string Name = "a" + "b";
                    internal static readonly Action Nothing = () => { };
                    internal static readonly int Own = Count;
                    Earlier(int value) { }
                    static int[] Make() { return new int[Size]; }
                }
                class Later
                {
                    internal static int Value = 5;
                    internal static readonly int[] Squares = new int[4];
                    static Later()
                    {
                        for (int i = 0; i < Earlier.Size; i++) { Squares[i] = i * i; }
                    }
                }
                class Reader
                {
                    private readonly int _copy;
                    internal Reader() { _copy = Fetch(); }
                    static int Fetch() { return Later.Value; }
                }
                class Third
                {
                    static Third() { Later.Value = Earlier.Count; } // AGC014
                }
                """,
            ["AGC015"] = """
                using System;
                class Sample
                {
                    private int _failures;
                    void Bad(Action action)
                    {
                        try { action(); }
                        catch (Exception) { /* never happens */ } // AGC015
                    }
                    void Good(Action action)
                    {
                        try { action(); }
                        catch (Exception) { _failures++; }
                    }
                }
                """,
            ["AGC016"] = """
                class Sample
                {
                    async void Bad() { } // AGC016
                    void Good() { }
                }
                """,
            ["AGC017"] = """
                using System.Collections;
                class Sample
                {
                    IEnumerable Bad()
                    {
                        yield return 1; // AGC017
                    }
                    IEnumerator Good() { return new int[] { 1 }.GetEnumerator(); }
                }
                """,
            ["AGC018"] = """
                using nanoFramework.TestFramework;
                [TestClass]
                public class Sample
                {
                    [TestMethod]
                    [DataRow(1, "one")]
                    [DataRow(1, 2L)] // AGC018
                    public void Rows(int a, object b) { }
                }
                """,
            ["AGC019"] = """
                class Sample
                {
                    object Bad() { return new { A = 1 }; } // AGC019
                    object Good() { return new Sample(); }
                }
                """,
            ["AGC020"] = """
                using System;
                using System.Threading;
                class Sample
                {
                    void Wait() { Thread.Sleep(5); } // AGC020
                    DateTime Now() { return DateTime.UtcNow; } // AGC020
                    object Tick() { return new Timer(state => { }, null, 0, 10); } // AGC020
                    DateTime Given(long ticks) { return new DateTime(ticks).AddDays(1); }
                    void Start(ThreadStart run) { new Thread(run).Start(); }
                }
                """,
            ["AGC020 in the HAL"] = """
                class Sample
                {
                    void Wait() { System.Threading.Thread.Sleep(5); }
                }
                """,
        };

        /// <summary>Some rules hold for some assemblies only.</summary>
        public static string AssemblyOf(string sample)
        {
            return sample switch
            {
                "AGC010" => "AnodeGuard.Core",
                "AGC020 in the HAL" => "AnodeGuard.Hal.Esp32",
                _ => "AnodeGuard.App",
            };
        }
    }
}

namespace AnodeGuard.Contract.Tests
{
    /// <summary>Samples for the rules over the language and its use.</summary>
    internal static class LanguageSamples
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
            ["AGC021"] = """
                using nanoFramework.TestFramework;
                [TestClass]
                public class Sample
                {
                    private int _count;
                    private static int s_total;
                    private Sample Next;
                    [TestMethod]
                    public void Counts() { _count++; } // AGC021
                    [TestMethod]
                    public void Calls() { Helper(); } // AGC021
                    [TestMethod]
                    public void Explicit() { this.Next = null; } // AGC021
                    [TestMethod]
                    public void Static() { s_total = Add(s_total); }
                    [TestMethod]
                    public void Another() { Sample other = new Sample(); other._count = 1; other.Helper(); }
                    private void Helper() { }
                    private static int Add(int a) { return a + 1; }
                }
                public class NoTest
                {
                    private int _count;
                    public void Counts() { _count++; }
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
    }
}

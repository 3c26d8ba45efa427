namespace AnodeGuard.Contract.Tests
{
    /// <summary>Samples for the rules over numbers and their text.</summary>
    internal static class NumberSamples
    {
        public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
        {
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
                    long ClaimForAnother(long a, long b)
                    {
                        if (a / b > 3) // AGC009
                        {
                            // Divisor: never 0 here.
                            return a / b;
                        }
                        return 0;
                    }
                    double Double(double a, double b) { return b == 0.0 ? 0.0 : a / b; }
                }
                """,
            ["AGC009 in a unit test"] = """
                class Sample
                {
                    long Mean(long sum, long count) { return sum / count; }
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
        };
    }
}

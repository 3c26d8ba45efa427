using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>What the device lacks does not compile, and the message says file, line and what is missing.</summary>
    public class MissingOnDeviceTests
    {
        [Theory]
        [InlineData("int? a = null;", "System.Nullable")]
        [InlineData("var a = new System.Collections.Generic.List<int>();", "Generic")]
        [InlineData("""string a = string.Join(",", new string[0]);""", "'string' does not contain a definition for 'Join'")]
        [InlineData("int a = new System.Random(1).Next(1, 6);", "No overload for method 'Next' takes 2 arguments")]
        [InlineData("System.Console.WriteLine(1);", "cannot convert from 'int' to 'string'")]
        [InlineData("var a = System.DateTime.Now;", "'DateTime' does not contain a definition for 'Now'")]
        [InlineData("var a = (1, 2);", "System.ValueTuple")]
        [InlineData("decimal a = 1;", "System.Decimal")]
        [InlineData("""var a = "abc"[^1];""", "System.Index")]
        [InlineData("""var a = "abc"[0..1];""", "System.Range")]
        [InlineData("long a = 0; System.Threading.Interlocked.Increment(ref a);", "cannot convert from 'ref long' to 'ref int'")]
        [InlineData("bool a = char.IsDigit('1');", "'char' does not contain a definition for 'IsDigit'")]
        [InlineData("var a = new { B = 1 };", "anonymous type")]
        [InlineData("System.Array.Sort(new int[1]);", "'Array' does not contain a definition for 'Sort'")]
        [InlineData("System.DateTime a; a.AddDays(1);", "Use of unassigned local variable 'a'")]
        public void WhatTheDeviceLacksIsNamedWithItsPlace(string statement, string reason)
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample\n{\n    void Run()\n    {\n" + statement + "\n    }\n}\n");

            IReadOnlyList<Violation> violations = project.Check();

            Assert.Contains(violations, violation => violation.Reason.Contains(reason, StringComparison.Ordinal)
                && violation.File.EndsWith("Sample.cs", StringComparison.Ordinal)
                && violation.Line == 5);
        }

        [Theory]
        [InlineData("string a = $\"{1} of {2}\"; System.Console.WriteLine(a);")]
        [InlineData("foreach (object a in new System.Collections.ArrayList()) { Use(a); }")]
        [InlineData("foreach (char a in \"abc\") { Use(a); }")]
        [InlineData("int a = 3; System.Action b = () => a++; b();")]
        [InlineData("object a = 3; if (a is int b && b > 2) { Use(b switch { 3 => 1, _ => 2 }); }")]
        [InlineData("lock (this) { Use(new int[] { 1, 2, 3, 4, 5 }); }")]
        [InlineData("int Local(in int a) { return a; } Use(Local(5));")]
        [InlineData("try { Use(1); } catch (System.Exception e) when (e.Message.Length > 1) { throw; }")]
        [InlineData("using (var timer = new System.Threading.Timer(_ => { }, null, 0, 10)) { Use(timer); }")]
        [InlineData("var now = System.DateTime.UtcNow - new System.TimeSpan(0, 0, 1); Use(now);")]
        public void WhatTheDeviceHasCompiles(string statement)
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample\n{\n    void Use(object a) { }\n    void Run()\n    {\n" + statement + "\n    }\n}\n");

            Assert.Empty(project.Check());
        }
    }
}

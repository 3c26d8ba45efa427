using AnodeGuard.Contract.Allocation;
using AnodeGuard.Contract.Api;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;
using Found = AnodeGuard.Contract.Allocation.Allocation;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>The analyser finds each way to ask for memory, wherever the loop reaches it, and nothing else.</summary>
    public class AllocationTests
    {
        private const string Frame = """
            using System;
            interface IStage { void Run(); }
            class Stage : IStage { private int[] _kept = new int[4]; public virtual void Run() { _kept[0]++; } }
            struct Pair { public int A; public int B; public Pair(int a, int b) { A = a; B = b; } }
            delegate void Done(int code);
            class Loop
            {
                private readonly IStage _stage = new Stage();
                private int _count;
                private string _text;
                private object _object;
                private Done _done;
                private System.Device.Gpio.GpioPin _pin;
                private static int Twice(int a) { return a + a; }
                void Take(params object[] all) { }
                public void Step()
                {
                    //BODY
                }
                public static void Main() { }
            }
            //MORE
            """;

        [Theory]
        [InlineData("_object = new Loop();", AllocationKind.Object, "Loop")]
        [InlineData("_object = new int[3];", AllocationKind.Array, "System.Int32[]")]
        [InlineData("_object = _count;", AllocationKind.Box, "System.Int32")]
        [InlineData("_text = _count.ToString();", AllocationKind.NewFromOutside, "System.Int32::ToString")]
        [InlineData("_text = _text + _text;", AllocationKind.NewFromOutside, "System.String::Concat")]
        [InlineData("int local = _count; _done = code => _count = local;", AllocationKind.Object, "Loop/<>c__DisplayClass")]
        [InlineData("_done = code => { };", AllocationKind.Object, "Done")]
        [InlineData("_text = \"fault\";", AllocationKind.InterpreterLiteral, "fault")]
        [InlineData("_pin.Write(System.Device.Gpio.PinValue.High);", AllocationKind.InterpreterStruct, "PinValue::get_High")]
        [InlineData("Pair pair = new Pair(_count, 1); pair.A++; _count = pair.A + pair.B;", AllocationKind.InterpreterStruct, "Pair")]
        public void EachKindIsFoundWithItsLine(string body, AllocationKind kind, string what)
        {
            Found found = Assert.Single(Analyse(body), one => one.Kind == kind && one.What.Contains(what, StringComparison.Ordinal));

            Assert.Equal("Loop.cs", found.File);
            Assert.InRange(found.Line, 18, 19);
        }

        [Theory]
        [InlineData("_count = Twice(_count) + 1;")]
        [InlineData("if (_count < 0) { throw new InvalidOperationException(\"negative\"); }")]
        [InlineData("TimeSpan span = new TimeSpan(5L); _count = (int)span.Ticks;")]
        [InlineData("for (int i = 0; i < 3; i++) { _stage.Run(); }")]
        [InlineData("_count = _text.Length; lock (this) { _count++; }")]
        public void WhatAsksForNothingIsLetPass(string body)
        {
            Assert.Empty(Analyse(body));
        }

        [Theory]
        [InlineData("_stage.Run();", "class Deep : IStage { object _a; void IStage.Run() { _a = new int[1]; } }", "Deep::IStage.Run")]
        [InlineData("_stage.Run();", "class Deeper : Stage { object _a; public override void Run() { _a = new int[1]; } }", "Deeper::Run")]
        [InlineData("_done(1);", "class Target { object _a; Done Make() { return Fire; } void Fire(int code) { _a = new int[1]; } }", "Target::Fire")]
        [InlineData("_stage.Run();", "class Base { object _a; public void Run() { _a = new int[1]; } } class Derived : Base, IStage { }", "Base::Run")]
        [InlineData("Helper.Work();", "class Helper { static object _a; public static void Work() { More(); } static void More() { _a = new int[1]; } }", "Helper::More")]
        public void EveryWayTheLoopMayGoIsFollowed(string body, string more, string last)
        {
            Found found = Assert.Single(Analyse(body, more));

            Assert.Equal("Loop::Step", found.Path[0]);
            Assert.Equal(last, found.Path[^1]);
        }

        [Fact]
        public void WhatTheLoopDoesNotReachIsNotItsFault()
        {
            Assert.Empty(Analyse("_stage.Run();", "class Elsewhere { object _a = new int[1]; void Run() { _a = new int[2]; } }"));
        }

        [Fact]
        public void ARootThatIsNotThereIsRefused()
        {
            using AllocationAnalyser analyser = new([Image("")], []);

            Assert.Throws<ArgumentException>(() => analyser.Reachable("Loop::Stop"));
        }

        /// <summary>The comment covers what the statement reaches, and needs a reason.</summary>
        [Theory]
        [InlineData("// Allocates: once, at the start", 1)]
        [InlineData("// Allocates:", 2)]
        [InlineData("", 2)]
        public void WhatTheSourceDeclaresIsLetPass(string comment, int expected)
        {
            string path = Path.Combine(Directory.CreateTempSubdirectory("contract").FullName, "Loop.cs");
            string source = Frame.Replace("//BODY", $"{comment}\n        Declared();\n        _object = new int[1];").Replace("//MORE", "")
                .Replace("public static void Main() { }", "void Declared() { _object = new int[2]; }");
            File.WriteAllText(path, source);
            using AllocationAnalyser analyser = new([Compile(source, path)], []);

            Assert.Equal(expected, analyser.Reachable("Loop::Step").Count);
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        private static IReadOnlyList<Found> Analyse(string body, string more = "")
        {
            using AllocationAnalyser analyser = new([Image(body, more)], ApiCatalog.Default.Lists.Select(list => ApiCatalog.Default.Image(list.Name)));
            return analyser.Reachable("Loop::Step");
        }

        private static byte[] Image(string body, string more = "")
        {
            return Compile(Frame.Replace("//BODY", body).Replace("//MORE", more), "Loop.cs");
        }

        private static byte[] Compile(string source, string path)
        {
            CSharpCompilation compilation = DeviceSnippet.Compile(source, path: path);
            using MemoryStream image = new();
            EmitResult result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
            Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
            return image.ToArray();
        }
    }
}

using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Compile;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>A few lines of device code, compiled in memory against the device's surface.</summary>
    internal static class DeviceSnippet
    {
        private static readonly string[] Assemblies =
            ["mscorlib", "System.Math", "nanoFramework.System.Text", "nanoFramework.TestFramework", "nanoFramework.Runtime.Events", "System.Device.Gpio"];

        public static CSharpCompilation Compile(string source, string assemblyName = "AnodeGuard.App", string path = "Snippet.cs")
        {
            return CSharpCompilation.Create(
                assemblyName,
                [CSharpSyntaxTree.ParseText(source, ContractCompiler.ParseOptions(["NANOFRAMEWORK_1_0"]), path, System.Text.Encoding.UTF8)],
                Assemblies.Select(ApiCatalog.Default.Reference),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        }

        public static IReadOnlyList<string> Errors(CSharpCompilation compilation)
        {
            using MemoryStream image = new();
            return [.. compilation.Emit(image).Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.ToString())];
        }
    }
}

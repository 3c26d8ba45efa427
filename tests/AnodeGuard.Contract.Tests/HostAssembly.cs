using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>Compiles for .NET itself, as the host twins and the host builds of the firmware are.</summary>
    internal static class HostAssembly
    {
        private static readonly Lazy<MetadataReference[]> Platform = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]);

        /// <summary>Compiles sources, given as (file name, text), into an image.</summary>
        public static MemoryStream Compile(string assemblyName, IEnumerable<(string Name, string Text)> sources)
        {
            CSharpCompilation compilation = CSharpCompilation.Create(
                assemblyName,
                sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, path: source.Name)),
                Platform.Value,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
            MemoryStream image = new();
            Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
            Diagnostic[] errors = [.. result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)];
            image.Position = 0;
            return errors.Length == 0 ? image : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Select(one => one.ToString())));
        }

        /// <summary>One source is enough for a sample.</summary>
        public static MemoryStream Compile(string source)
        {
            return Compile("Sample", [("Sample.cs", source)]);
        }
    }
}

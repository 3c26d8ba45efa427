using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AnodeGuard.Contract.Compile
{
    /// <summary>Compiles .nfproj projects as the nanoFramework build would: C# 9, NANOFRAMEWORK_1_0, and no other
    /// reference than those the project itself names. What the device lacks is a compile error with file and line.
    /// Warnings are errors too.</summary>
    public sealed class ContractCompiler
    {
        /// <summary>Documentation is no contract; version unification (CS1701, CS1702) is what NuGet decides.</summary>
        private static readonly Dictionary<string, ReportDiagnostic> Silenced = new()
        {
            ["CS1701"] = ReportDiagnostic.Suppress,
            ["CS1702"] = ReportDiagnostic.Suppress,
        };

        /// <summary>Line numbers inside the assembly, so that a check over its IL can name the source.</summary>
        private static readonly EmitOptions WithLines = new(debugInformationFormat: DebugInformationFormat.Embedded);

        private readonly ApiCatalog _catalog;
        private readonly Dictionary<string, ContractResult> _results = [];
        private readonly HashSet<string> _underway = [];

        /// <summary>Compiles against the lists of <paramref name="catalog"/>.</summary>
        public ContractCompiler(ApiCatalog catalog)
        {
            _catalog = catalog;
        }

        /// <summary>Compiles a project, and before it the projects it references. Each is compiled once.</summary>
        public ContractResult Compile(string projectPath)
        {
            string path = Path.GetFullPath(projectPath);
            if (_results.TryGetValue(path, out ContractResult? known))
            {
                return known;
            }

            if (!_underway.Add(path))
            {
                throw new InvalidOperationException($"{path} references itself, by way of others");
            }

            ContractResult result = Compile(NanoProject.Load(path));
            _results.Add(path, result);
            return result;
        }

        /// <summary>The parse options of device code.</summary>
        public static CSharpParseOptions ParseOptions(IEnumerable<string> constants)
        {
            return new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.Parse, SourceCodeKind.Regular, constants);
        }

        private ContractResult Compile(NanoProject project)
        {
            List<Violation> violations = [];
            CSharpCompilationOptions options = new(
                project.IsExe ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: project.ChecksOverflow,
                allowUnsafe: project.AllowsUnsafe,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: Silenced,
                deterministic: true,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
            CSharpCompilation compilation = CSharpCompilation.Create(
                project.AssemblyName, Sources(project, violations), References(project, violations), options);

            using MemoryStream image = new();
            EmitResult emitted = compilation.Emit(image, options: WithLines);
            violations.AddRange(emitted.Diagnostics
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => Violation(project, diagnostic))
                .Distinct());
            return new ContractResult(project, compilation, emitted.Success ? image.ToArray() : [], violations);
        }

        private static List<SyntaxTree> Sources(NanoProject project, List<Violation> violations)
        {
            CSharpParseOptions options = ParseOptions(project.Constants);
            List<SyntaxTree> trees = [];
            foreach (CompileItem source in project.Sources)
            {
                if (File.Exists(source.Path))
                {
                    using FileStream stream = File.OpenRead(source.Path);
                    trees.Add(CSharpSyntaxTree.ParseText(SourceText.From(stream), options, source.Path));
                }
                else
                {
                    violations.Add(new Violation("AGP001", project.FilePath, source.Line, $"there is no file {source.Path}"));
                }
            }

            return trees;
        }

        private List<MetadataReference> References(NanoProject project, List<Violation> violations)
        {
            List<MetadataReference> references = [];
            foreach (AssemblyItem reference in project.References)
            {
                if (_catalog.Find(reference.Name) is null)
                {
                    violations.Add(new Violation(
                        "AGP002", project.FilePath, reference.Line, $"no list tells what {reference.Name} offers, so nothing that uses it can be proven"));
                }
                else
                {
                    references.Add(_catalog.Reference(reference.Name));
                }
            }

            foreach (ProjectItem reference in project.ProjectReferences)
            {
                ContractResult other = Compile(reference.Path);
                if (other.Image.Length == 0)
                {
                    violations.Add(new Violation(
                        "AGP003", project.FilePath, reference.Line, $"{other.Project.AssemblyName} does not compile, so this project cannot"));
                }
                else
                {
                    references.Add(MetadataReference.CreateFromImage(other.Image));
                }
            }

            return references;
        }

        private static Violation Violation(NanoProject project, Diagnostic diagnostic)
        {
            FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
            bool isInSource = diagnostic.Location.IsInSource;
            return new Violation(
                diagnostic.Id,
                isInSource ? span.Path : project.FilePath,
                isInSource ? span.StartLinePosition.Line + 1 : 0,
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}

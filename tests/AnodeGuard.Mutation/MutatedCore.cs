using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AnodeGuard.Mutation
{
    /// <summary>
    /// The core with all mutants in it, compiled once. Mutants that do not compile are found by the compiler and left out;
    /// constants that have to be constants stay so.
    /// </summary>
    internal sealed partial class MutatedCore
    {
        private const int MostAttempts = 60;

        // Numbers that are names: nothing is decided by their value; and a table that is read once.
        private static readonly string[] Skipped = { "FaultTable.cs", "FaultId.cs", "FaultLevel.cs", "FaultAction.cs", "FaultDetector.cs", "GuardActions.cs", "SoftShortSign.cs", "AssemblyInfo.cs" };

        private readonly Dictionary<string, string> _sources;

        private MutatedCore(Dictionary<string, string> sources)
        {
            _sources = sources;
        }

        /// <summary>The mutants that compile.</summary>
        public IReadOnlyList<Mutant> Mutants { get; private set; }

        /// <summary>Highest number of a mutant, plus one.</summary>
        public int Numbers { get; private set; }

        /// <summary>The assembly.</summary>
        public byte[] Image { get; private set; }

        /// <summary>Mutates and compiles the core of a folder.</summary>
        public static MutatedCore Build(string folder)
        {
            Dictionary<string, string> sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "host"))
                .Order(StringComparer.Ordinal).ToDictionary(path => path, path => File.ReadAllText(Path.Combine(folder, path)));
            MutatedCore core = new MutatedCore(sources);
            core.Compile();
            return core;
        }

        private void Compile()
        {
            HashSet<int> disabled = new HashSet<int>();
            HashSet<string> constants = new HashSet<string>();
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                List<Mutant> mutants = new List<Mutant>();
                SyntaxTree[] trees = _sources.Select(source => Write(source.Key, source.Value, mutants, disabled, constants))
                    .Append(CSharpSyntaxTree.ParseText(SwitchSource.Text, new CSharpParseOptions(LanguageVersion.CSharp9))).ToArray();
                CSharpCompilation compilation = CSharpCompilation.Create(
                    "AnodeGuard.Core",
                    trees,
                    References(),
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
                using (MemoryStream stream = new MemoryStream())
                {
                    Diagnostic[] errors = compilation.Emit(stream).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).ToArray();
                    if (errors.Length == 0)
                    {
                        Image = stream.ToArray();
                        Numbers = mutants.Count;
                        Mutants = mutants.Where(mutant => !disabled.Contains(mutant.Id)).ToArray();
                        return;
                    }

                    int before = disabled.Count + constants.Count;
                    foreach (Diagnostic error in errors)
                    {
                        Exclude(error, disabled, constants);
                    }

                    if (disabled.Count + constants.Count == before)
                    {
                        throw new InvalidOperationException("the mutated core does not compile: " + errors[0]);
                    }
                }
            }

            throw new InvalidOperationException("the mutated core does not compile after " + MostAttempts.ToString(CultureInfo.InvariantCulture) + " attempts");
        }

        private static SyntaxTree Write(string file, string text, List<Mutant> mutants, ISet<int> disabled, ISet<string> constants)
        {
            CSharpParseOptions options = new CSharpParseOptions(LanguageVersion.CSharp9);
            SyntaxNode root = CSharpSyntaxTree.ParseText(text, options).GetRoot();
            if (!Skipped.Contains(Path.GetFileName(file)))
            {
                root = new MutantWriter(file, mutants, disabled, constants).Visit(root);
            }

            return CSharpSyntaxTree.ParseText(SourceText.From(root.ToFullString(), System.Text.Encoding.UTF8), options, file);
        }

        private static void Exclude(Diagnostic error, HashSet<int> disabled, HashSet<string> constants)
        {
            SyntaxNode node = error.Location.SourceTree.GetRoot().FindNode(error.Location.SourceSpan);
            if (error.Id is "CS0133" or "CS0150" or "CS0182" or "CS1736" or "CS9135")
            {
                foreach (IdentifierNameSyntax name in node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
                {
                    constants.Add(name.Identifier.Text);
                }

                return;
            }

            // The innermost switch around the error, else whatever stands in its statement.
            SyntaxNode around = node.AncestorsAndSelf().FirstOrDefault(one => one is ConditionalExpressionSyntax && one.ToString().Contains("MutantSwitch.Is(", StringComparison.Ordinal))
                ?? node.FirstAncestorOrSelf<StatementSyntax>() ?? node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node;
            MatchCollection found = Number().Matches(around.ToString());
            SyntaxNode wide = found.Count > 0 ? around : node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            foreach (Match match in Number().Matches(wide.ToString()).Cast<Match>().Take(found.Count > 0 && around is ConditionalExpressionSyntax ? 1 : int.MaxValue))
            {
                disabled.Add(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            }

            foreach (IdentifierNameSyntax name in wide.DescendantNodes().OfType<IdentifierNameSyntax>().Where(_ => found.Count == 0))
            {
                if (char.IsUpper(name.Identifier.Text[0]))
                {
                    constants.Add(name.Identifier.Text);
                }
            }
        }

        private static IEnumerable<MetadataReference> References()
        {
            return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll")
                .Select(path => MetadataReference.CreateFromFile(path));
        }

        [GeneratedRegex(@"MutantSwitch\.Is\((\d+)\)")]
        private static partial Regex Number();
    }
}

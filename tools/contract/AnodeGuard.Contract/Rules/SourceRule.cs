using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>One source file with what the compiler knows of it.</summary>
    public sealed record RuleContext(string AssemblyName, SyntaxNode Root, SemanticModel Model);

    /// <summary>A place that breaks a rule, and what exactly is wrong there.</summary>
    public sealed record Finding(SyntaxNode Node, string Detail);

    /// <summary>A rule over sources that compile and then break on the interpreter.</summary>
    public abstract class SourceRule
    {
        /// <summary>AGC and three digits.</summary>
        public abstract string Id { get; }

        /// <summary>What the interpreter does with such code, and what to write instead.</summary>
        public abstract string Reason { get; }

        /// <summary>All places of a file that break the rule, at most one for a line.</summary>
        public IEnumerable<Violation> Check(RuleContext context)
        {
            return Find(context)
                .Select(finding =>
                {
                    FileLinePositionSpan span = finding.Node.GetLocation().GetLineSpan();
                    string detail = finding.Detail.Length == 0 ? "" : $"{finding.Detail}: ";
                    return new Violation(Id, span.Path, span.StartLinePosition.Line + 1, detail + Reason);
                })
                .DistinctBy(violation => violation.Line);
        }

        /// <summary>The rule itself.</summary>
        protected abstract IEnumerable<Finding> Find(RuleContext context);
    }

    /// <summary>All rules, in the order of their ids.</summary>
    public static class RuleBook
    {
        /// <summary>Every rule over sources.</summary>
        public static IReadOnlyList<SourceRule> Rules { get; } =
        [
            new GenericsRule(),
            new MultiDimensionalArrayRule(),
            new DefaultInterfaceMethodRule(),
            .. ForbiddenSyntaxRule.All,
            new MathWithWideIntegerRule(),
            new UnguardedDivisionRule(),
            new FloatingPointInCoreRule(),
            new EnumTextRule(),
            new FloatingPointTextRule(),
            new NumberFormatRule(),
            new StaticInitialiserRule(),
            new EmptyCatchRule(),
            new DataRowRule(),
            new InjectedTimeRule(),
            new TestInstanceRule(),
        ];

        /// <summary>Holds every file of a compilation against every rule.</summary>
        public static IReadOnlyList<Violation> Check(CSharpCompilation compilation)
        {
            List<Violation> violations = [];
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
            {
                RuleContext context = new(compilation.AssemblyName!, tree.GetRoot(), compilation.GetSemanticModel(tree));
                violations.AddRange(Rules.SelectMany(rule => rule.Check(context)));
            }

            return violations;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>float and double anywhere in AnodeGuard.Core: as a type, a literal or the type of an expression. The
    /// way from snapshot to verdict is integers only, so that .NET, interpreter and chip agree bit for bit.</summary>
    public sealed class FloatingPointInCoreRule : SourceRule
    {
        private const string Core = "AnodeGuard.Core";

        /// <inheritdoc/>
        public override string Id => "AGC010";

        /// <inheritdoc/>
        public override string Reason => "the core is integers only, so that the same snapshots give the same verdicts bit for bit everywhere";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.AssemblyName == Core
                ? context.Root.DescendantNodes()
                    .OfType<ExpressionSyntax>()
                    .Where(node => IsFloatingPoint(context.Model.GetTypeInfo(node)))
                    .Select(node => new Finding(node, node.ToString()))
                : [];
        }

        private static bool IsFloatingPoint(TypeInfo info)
        {
            return IsFloatingPoint(info.Type) || IsFloatingPoint(info.ConvertedType);
        }

        private static bool IsFloatingPoint(ITypeSymbol? type)
        {
            return type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
        }
    }
}

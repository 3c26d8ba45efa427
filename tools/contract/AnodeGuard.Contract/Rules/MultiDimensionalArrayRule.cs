using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Arrays of rank two and more, as a type or created with an inferred one. Jagged arrays are fine.</summary>
    public sealed class MultiDimensionalArrayRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC002";

        /// <inheritdoc/>
        public override string Reason => "an application with a multi-dimensional array does not start; use one flat array or an array of arrays";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.Root.DescendantNodes().Where(IsMultiDimensional).Select(node => new Finding(node, ""));
        }

        private static bool IsMultiDimensional(SyntaxNode node)
        {
            return node is ArrayRankSpecifierSyntax { Rank: > 1 } || node is ImplicitArrayCreationExpressionSyntax { Commas.Count: > 0 };
        }
    }
}

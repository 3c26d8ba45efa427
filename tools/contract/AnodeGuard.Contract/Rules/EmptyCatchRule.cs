using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>A catch without a single statement; a comment in it does not count, since no log reads comments.</summary>
    public sealed class EmptyCatchRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC015";

        /// <inheritdoc/>
        public override string Reason => "a failure swallowed here is never heard of again; count it, report it or return it";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.Root.DescendantNodes()
                .OfType<CatchClauseSyntax>()
                .Where(clause => clause.Block.Statements.All(statement => statement is EmptyStatementSyntax))
                .Select(clause => new Finding(clause, ""));
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Any body inside an interface: methods, accessors, static members alike.</summary>
    public sealed class DefaultInterfaceMethodRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC003";

        /// <inheritdoc/>
        public override string Reason => "calling a default interface method throws on the interpreter; declare it, and implement it in a class";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.Root.DescendantNodes()
                .OfType<InterfaceDeclarationSyntax>()
                .SelectMany(type => type.Members)
                .Where(member => member is not BaseTypeDeclarationSyntax && HasBody(member))
                .Select(member => new Finding(member, ""));
        }

        private static bool HasBody(SyntaxNode member)
        {
            return member.DescendantNodes().Any(node => node is BlockSyntax or ArrowExpressionClauseSyntax);
        }
    }
}

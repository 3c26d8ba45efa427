using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Generic types, methods and delegates, declared or used. mscorlib does hold Action&lt;T&gt;, Func&lt;&gt; and
    /// EventHandler&lt;T&gt;, so the compiler is content. The plain <c>System.Action</c> is no generic and is fine.</summary>
    public sealed class GenericsRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC001";

        /// <inheritdoc/>
        public override string Reason =>
            "the 1.x interpreter has no generics: the whole application does not start, or a generic method returns 0; write the type out, or declare a plain delegate";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            foreach (Microsoft.CodeAnalysis.SyntaxNode node in context.Root.DescendantNodes())
            {
                switch (node)
                {
                    case TypeParameterListSyntax list:
                        yield return new Finding(list, $"type parameters {list}");
                        break;
                    case GenericNameSyntax name:
                        yield return new Finding(name, name.ToString());
                        break;
                }
            }
        }
    }
}

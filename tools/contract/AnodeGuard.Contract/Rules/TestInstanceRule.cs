using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Fields, properties and methods of its own instance that a [TestClass] uses. Other objects' members, and
    /// the test methods themselves, which are instance methods by custom, are fine.</summary>
    public sealed class TestInstanceRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC021";

        /// <inheritdoc/>
        public override string Reason => "the device's test runner calls test methods without an object; make it static";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            foreach (ClassDeclarationSyntax type in context.Root.DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                INamedTypeSymbol symbol = (INamedTypeSymbol)context.Model.GetDeclaredSymbol(type)!;
                if (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "TestClassAttribute"))
                {
                    foreach (SimpleNameSyntax name in type.DescendantNodes().OfType<SimpleNameSyntax>())
                    {
                        if (!IsMemberOfAnother(name) && IsInstanceMember(context.Model.GetSymbolInfo(name).Symbol, symbol))
                        {
                            yield return new Finding(name, name.ToString());
                        }
                    }
                }
            }
        }

        private static bool IsMemberOfAnother(SimpleNameSyntax name)
        {
            return name.Parent is MemberAccessExpressionSyntax access && access.Name == name && access.Expression is not ThisExpressionSyntax;
        }

        private static bool IsInstanceMember(ISymbol? symbol, INamedTypeSymbol type)
        {
            return symbol is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
                && !symbol.IsStatic
                && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type);
        }
    }
}

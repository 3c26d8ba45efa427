using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Follows a constructor through the calls it makes within the project, and looks for static fields of types
    /// other than the one being initialised. Virtual calls are followed to the declared method only.</summary>
    internal sealed class StaticReach
    {
        private readonly SemanticModel _model;
        private readonly INamedTypeSymbol _owner;
        private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

        public StaticReach(SemanticModel model, INamedTypeSymbol owner)
        {
            _model = model;
            _owner = owner;
        }

        /// <summary>The first such field that running <paramref name="method"/> may read, as Type.Field, or null.</summary>
        public string? FirstForeignStatic(IMethodSymbol method)
        {
            if (!_seen.Add(method))
            {
                return null;
            }

            IEnumerable<SyntaxNode> bodies = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());
            if (method.MethodKind == MethodKind.Constructor)
            {
                bodies = bodies.Concat(FieldInitialisers(method.ContainingType));
            }

            return bodies.Select(FirstForeignStatic).FirstOrDefault(found => found is not null);
        }

        /// <summary>The same for a piece of syntax.</summary>
        public string? FirstForeignStatic(SyntaxNode body)
        {
            SemanticModel model = body.SyntaxTree == _model.SyntaxTree ? _model : _model.Compilation.GetSemanticModel(body.SyntaxTree);
            foreach (SyntaxNode node in body.DescendantNodes())
            {
                string? found = node is ExpressionSyntax or ConstructorInitializerSyntax ? Follow(model.GetSymbolInfo(node).Symbol) : null;
                if (found is not null)
                {
                    return found;
                }
            }

            return null;
        }

        private string? Follow(ISymbol? symbol)
        {
            return symbol switch
            {
                IFieldSymbol { IsStatic: true, IsConst: false } field when field.ContainingType.TypeKind != TypeKind.Enum =>
                    SymbolEqualityComparer.Default.Equals(field.ContainingType, _owner) ? null : $"{field.ContainingType.Name}.{field.Name}",
                IPropertySymbol { GetMethod: IMethodSymbol getter } => FirstForeignStatic(getter),
                IMethodSymbol method => FirstForeignStatic(method),
                _ => null,
            };
        }

        private static IEnumerable<SyntaxNode> FieldInitialisers(INamedTypeSymbol type)
        {
            return type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(field => !field.IsStatic)
                .SelectMany(field => field.DeclaringSyntaxReferences)
                .Select(reference => reference.GetSyntax());
        }
    }
}

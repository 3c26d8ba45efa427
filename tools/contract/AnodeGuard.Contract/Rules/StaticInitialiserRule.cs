using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Static fields and static properties with an initialiser, and static constructors.
    /// <para>Allowed in an initialiser: constants and what the compiler makes of them, strings, <c>new T[] { ... }</c>
    /// of allowed values, lambdas, earlier static fields of the same type, and <c>new T(...)</c> with allowed arguments
    /// where nothing that T's constructor reaches in this project reads a static field of another type. Refused: calls
    /// of methods and properties, and static fields of other types, string.Empty and TimeSpan.Zero included. A static
    /// constructor may compute, but neither it nor what it calls may read another type's static fields. Constants
    /// (const) are never a problem: the compiler copies them.</para></summary>
    public sealed class StaticInitialiserRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC014";

        /// <inheritdoc/>
        public override string Reason =>
            "static initialisers run before Main in roughly alphabetical order of their types, see 0 in a static that comes later, and lose exceptions; keep statics constant and build the rest in a constructor";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            foreach (SyntaxNode node in context.Root.DescendantNodes())
            {
                switch (node)
                {
                    case FieldDeclarationSyntax field when IsStatic(field.Modifiers):
                        foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables.Where(one => one.Initializer is not null))
                        {
                            foreach (Finding finding in Initialiser(variable.Initializer!, context.Model))
                            {
                                yield return finding;
                            }
                        }

                        break;
                    case PropertyDeclarationSyntax { Initializer: not null } property when IsStatic(property.Modifiers):
                        foreach (Finding finding in Initialiser(property.Initializer, context.Model))
                        {
                            yield return finding;
                        }

                        break;
                    case ConstructorDeclarationSyntax constructor when IsStatic(constructor.Modifiers):
                        string? foreign = new StaticReach(context.Model, Owner(constructor, context.Model)).FirstForeignStatic(constructor);
                        if (foreign is not null)
                        {
                            yield return new Finding(constructor, $"reads {foreign}");
                        }

                        break;
                }
            }
        }

        private static IEnumerable<Finding> Initialiser(EqualsValueClauseSyntax initialiser, SemanticModel model)
        {
            ConstantShape shape = new(model, Owner(initialiser, model));
            string? objection = shape.Objection(initialiser);
            return objection is null ? [] : [new Finding(initialiser, objection)];
        }

        private static INamedTypeSymbol Owner(SyntaxNode node, SemanticModel model)
        {
            return (INamedTypeSymbol)model.GetDeclaredSymbol(node.Ancestors().OfType<TypeDeclarationSyntax>().First())!;
        }

        private static bool IsStatic(SyntaxTokenList modifiers)
        {
            return modifiers.Any(token => token.ValueText == "static");
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Whether the initialiser of a static field is constant enough; see <see cref="StaticInitialiserRule"/>.</summary>
    internal sealed class ConstantShape
    {
        private readonly SemanticModel _model;
        private readonly INamedTypeSymbol _owner;

        public ConstantShape(SemanticModel model, INamedTypeSymbol owner)
        {
            _model = model;
            _owner = owner;
        }

        /// <summary>What stands in the way, or null.</summary>
        public string? Objection(EqualsValueClauseSyntax initialiser)
        {
            return _model.GetOperation(initialiser) is IOperation operation ? Objection(operation) : "the compiler makes nothing of it";
        }

        private string? Objection(IOperation operation)
        {
            if (operation.ConstantValue.HasValue)
            {
                return null;
            }

            return operation switch
            {
                IFieldReferenceOperation { Field: { IsStatic: true } field } =>
                    SymbolEqualityComparer.Default.Equals(field.ContainingType, _owner) ? null : $"reads {field.ContainingType.Name}.{field.Name}",
                IPropertyReferenceOperation { Property: { IsStatic: true } property } => $"reads {property.ContainingType.Name}.{property.Name}",
                IInvocationOperation call => $"calls {call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}",
                IAnonymousFunctionOperation or IMethodReferenceOperation => null,
                IObjectCreationOperation creation => Creation(creation),
                _ => Children(operation),
            };
        }

        private string? Creation(IObjectCreationOperation creation)
        {
            string? foreign = creation.Constructor is null
                ? null
                : new StaticReach(_model, _owner).FirstForeignStatic(creation.Constructor);
            return foreign is null ? Children(creation) : $"new {creation.Type?.Name} reads {foreign}";
        }

        private string? Children(IOperation operation)
        {
            return operation.ChildOperations.Select(Objection).FirstOrDefault(objection => objection is not null);
        }
    }
}

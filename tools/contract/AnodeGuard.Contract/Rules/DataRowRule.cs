using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Arguments of [DataRow] that the device's test runner does not pass on.</summary>
    public sealed class DataRowRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC018";

        /// <inheritdoc/>
        public override string Reason => "the device's test runner passes int and string arguments only; name the others by one of these";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.Root.DescendantNodes()
                .OfType<AttributeSyntax>()
                .Where(attribute => context.Model.GetTypeInfo(attribute).Type?.Name == "DataRowAttribute" && attribute.ArgumentList is not null)
                .SelectMany(attribute => attribute.ArgumentList!.Arguments)
                .Where(argument => !IsPassedOn(context.Model.GetTypeInfo(argument.Expression).Type))
                .Select(argument => new Finding(argument, argument.ToString()));
        }

        private static bool IsPassedOn(ITypeSymbol? type)
        {
            return type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_String;
        }
    }
}

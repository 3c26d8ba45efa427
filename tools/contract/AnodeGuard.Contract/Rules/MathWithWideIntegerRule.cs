using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Calls of System.Math that silently turn a long, a ulong or a uint into a floating-point number. Max, Min
    /// and Abs have overloads for int, float and double only; Clamp has one for long and is fine. An explicit cast says
    /// that the loss is meant.</summary>
    public sealed class MathWithWideIntegerRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC008";

        /// <inheritdoc/>
        public override string Reason =>
            "the device's Math has no overload for it and binds to float, which loses digits (123456789012 becomes 123456790528); compare with < instead";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            foreach (InvocationExpressionSyntax call in context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (context.Model.GetOperation(call) is IInvocationOperation operation
                    && operation.TargetMethod.ContainingType.ToDisplayString() == "System.Math"
                    && operation.Arguments.Any(argument => LosesDigits(argument.Value)))
                {
                    yield return new Finding(call, call.ToString());
                }
            }
        }

        private static bool LosesDigits(IOperation value)
        {
            return value is IConversionOperation { IsImplicit: true } conversion
                && conversion.Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double
                && conversion.Operand.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_UInt32;
        }
    }
}

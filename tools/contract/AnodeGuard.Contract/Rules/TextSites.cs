using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>A value that is turned into text, and the format it is given, if any.</summary>
    internal sealed record TextSite(SyntaxNode Node, ITypeSymbol Type, bool HasFormat);

    /// <summary>Finds where values become text: x.ToString(), interpolation, concatenation, and arguments of the
    /// methods that write text (string.Concat, string.Format, StringBuilder, Console, Debug). Not seen: a value boxed
    /// into a variable of type object first.</summary>
    internal static class TextSites
    {
        private static readonly string[] Writers =
            ["string", "System.Text.StringBuilder", "System.Console", "System.Diagnostics.Debug", "System.IO.StreamWriter"];

        public static IEnumerable<TextSite> Find(RuleContext context)
        {
            return context.Root.DescendantNodes().SelectMany(node => Find(node, context.Model));
        }

        private static IEnumerable<TextSite> Find(SyntaxNode node, SemanticModel model)
        {
            return node switch
            {
                InterpolationSyntax hole => Site(hole.Expression, model, hole.FormatClause is not null),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsString(sum, model) =>
                    [.. Site(sum.Left, model, false), .. Site(sum.Right, model, false)],
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum when IsString(sum.Left, model) =>
                    Site(sum.Right, model, false),
                InvocationExpressionSyntax call => Call(call, model),
                _ => [],
            };
        }

        private static IEnumerable<TextSite> Call(InvocationExpressionSyntax call, SemanticModel model)
        {
            if (model.GetOperation(call) is not IInvocationOperation operation)
            {
                return [];
            }

            if (operation is { TargetMethod.Name: "ToString", Instance: not null })
            {
                ITypeSymbol? type = Unconverted(operation.Instance).Type;
                return type is null ? [] : [new TextSite(call, type, operation.Arguments.Length > 0)];
            }

            return Writers.Contains(operation.TargetMethod.ContainingType.ToDisplayString()) ? Arguments(operation) : [];
        }

        private static IEnumerable<TextSite> Arguments(IInvocationOperation operation)
        {
            string format = operation.Arguments
                .FirstOrDefault(argument => argument.Parameter?.Name == "format")?.Value.ConstantValue.Value as string ?? "";
            IOperation[] values = [.. operation.Arguments.SelectMany(argument => Elements(argument.Value)).Select(Unconverted)];
            int first = format.Length == 0 ? 0 : 1;
            for (int i = 0; i < values.Length; i++)
            {
                bool hasFormat = format.Contains($"{{{i - first}:", StringComparison.Ordinal);
                if (values[i].Type is ITypeSymbol type)
                {
                    yield return new TextSite(values[i].Syntax, type, hasFormat);
                }
            }
        }

        /// <summary>The values of a params array, or the one value.</summary>
        private static ImmutableArray<IOperation> Elements(IOperation value)
        {
            return value is IArrayCreationOperation { Initializer: not null } array ? array.Initializer.ElementValues : [value];
        }

        private static IOperation Unconverted(IOperation value)
        {
            return value is IConversionOperation { IsImplicit: true } conversion ? Unconverted(conversion.Operand) : value;
        }

        private static IEnumerable<TextSite> Site(ExpressionSyntax value, SemanticModel model, bool hasFormat)
        {
            return model.GetTypeInfo(value).Type is ITypeSymbol type ? [new TextSite(value, type, hasFormat)] : [];
        }

        private static bool IsString(ExpressionSyntax expression, SemanticModel model)
        {
            return model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;
        }
    }
}

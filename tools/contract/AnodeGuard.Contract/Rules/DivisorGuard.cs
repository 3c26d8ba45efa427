using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Decides by the convention of <see cref="UnguardedDivisionRule"/> whether a divisor is safe.</summary>
    internal sealed class DivisorGuard
    {
        private readonly SemanticModel _model;
        private readonly bool _minusOneToo;

        public DivisorGuard(SemanticModel model, bool minusOneToo)
        {
            _model = model;
            _minusOneToo = minusOneToo;
        }

        /// <summary>The expression below parentheses and widening casts, which change neither 0 nor -1.</summary>
        public static ExpressionSyntax Core(ExpressionSyntax expression, SemanticModel model)
        {
            return expression switch
            {
                ParenthesizedExpressionSyntax inner => Core(inner.Expression, model),
                CastExpressionSyntax cast when IsWidening(cast, model) => Core(cast.Expression, model),
                _ => expression,
            };
        }

        public bool Holds(ExpressionSyntax divisor, SyntaxNode member, ExpressionSyntax? dividend)
        {
            ExpressionSyntax core = Core(divisor, _model);
            Optional<object?> constant = _model.GetConstantValue(core);
            return constant.HasValue
                ? IsSafe(constant.Value)
                : IsPowerOfTwo(core) || IsAtLeastOne(core) || IsMultiple(core, member, dividend)
                    || IsCompared(core, member, dividend) || IsSafeField(core);
        }

        private bool IsSafe(object? constant)
        {
            double value = Number(constant);
            return value != 0 && (value != -1 || !_minusOneToo);
        }

        private bool IsPowerOfTwo(ExpressionSyntax divisor)
        {
            return divisor is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LeftShiftExpression } shift
                && Number(_model.GetConstantValue(shift.Left).Value) == 1;
        }

        private bool IsAtLeastOne(ExpressionSyntax divisor)
        {
            return divisor is InvocationExpressionSyntax call
                && _model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Max" } method
                && method.ContainingType.ToDisplayString() == "System.Math"
                && call.ArgumentList.Arguments.Any(argument => Number(_model.GetConstantValue(argument.Expression).Value) >= 1);
        }

        private bool IsMultiple(ExpressionSyntax divisor, SyntaxNode member, ExpressionSyntax? dividend)
        {
            return divisor is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product
                && Holds(product.Left, member, dividend)
                && Holds(product.Right, member, dividend);
        }

        private bool IsCompared(ExpressionSyntax divisor, SyntaxNode member, ExpressionSyntax? dividend)
        {
            bool zero = false;
            bool minusOne = !_minusOneToo;
            foreach ((ExpressionSyntax value, SyntaxKind comparison, double constant) in Comparisons(member))
            {
                bool isOrder = comparison is not (SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression);
                if (Same(value, divisor))
                {
                    zero |= isOrder || constant == 0;
                    minusOne |= isOrder || constant == -1;
                }
                else if (dividend is not null && Same(value, Core(dividend, _model)))
                {
                    minusOne |= isOrder || constant is int.MinValue or long.MinValue;
                }
            }

            return zero && minusOne;
        }

        /// <summary>A field that only its initialiser or the constructors set, and only with safe values.</summary>
        private bool IsSafeField(ExpressionSyntax divisor)
        {
            if (_model.GetSymbolInfo(divisor).Symbol is not IFieldSymbol { IsReadOnly: true } field
                || field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax declarator
                || declarator.SyntaxTree != _model.SyntaxTree)
            {
                return false;
            }

            List<ExpressionSyntax> values = [];
            TypeDeclarationSyntax type = declarator.Ancestors().OfType<TypeDeclarationSyntax>().First();
            foreach (AssignmentExpressionSyntax assignment in type.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(assignment.Left).Symbol, field))
                {
                    values.Add(assignment.Right);
                }
            }

            if (declarator.Initializer is not null)
            {
                values.Add(declarator.Initializer.Value);
            }

            return values.Count > 0 && values.All(value => IsSafeValue(value, divisor));
        }

        private bool IsSafeValue(ExpressionSyntax value, ExpressionSyntax field)
        {
            SyntaxNode member = value.Ancestors().OfType<MemberDeclarationSyntax>().First();
            return Holds(value, member, dividend: null) || IsCompared(field, member, dividend: null);
        }

        private IEnumerable<(ExpressionSyntax Value, SyntaxKind Comparison, double Constant)> Comparisons(SyntaxNode member)
        {
            foreach (SyntaxNode node in member.DescendantNodes())
            {
                if (node is BinaryExpressionSyntax binary && IsComparison(binary.Kind()))
                {
                    if (_model.GetConstantValue(binary.Right) is { HasValue: true } right)
                    {
                        yield return (Core(binary.Left, _model), binary.Kind(), Number(right.Value));
                    }
                    else if (_model.GetConstantValue(binary.Left) is { HasValue: true } left)
                    {
                        yield return (Core(binary.Right, _model), binary.Kind(), Number(left.Value));
                    }
                }
            }
        }

        private static bool IsComparison(SyntaxKind kind)
        {
            return kind is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
                or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
                or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;
        }

        private static bool Same(ExpressionSyntax left, ExpressionSyntax right)
        {
            return SyntaxFactory.AreEquivalent(left, right);
        }

        private static bool IsWidening(CastExpressionSyntax cast, SemanticModel model)
        {
            ITypeSymbol? from = model.GetTypeInfo(cast.Expression).Type;
            ITypeSymbol? to = model.GetTypeInfo(cast).Type;
            return from is not null && to is not null && ((CSharpCompilation)model.Compilation).ClassifyConversion(from, to) is { IsNumeric: true, IsImplicit: true };
        }

        private static double Number(object? constant)
        {
            return constant is IConvertible and not string ? Convert.ToDouble(constant, CultureInfo.InvariantCulture) : double.NaN;
        }
    }
}

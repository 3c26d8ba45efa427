using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Division and remainder, of integers and of float and double alike, by something that may be 0, or of the
    /// smallest signed value by -1.
    /// <para>The convention. A divisor is safe if it is
    /// (a) a constant other than 0 and -1, or a static readonly field initialised with one;
    /// (b) <c>1 &lt;&lt; n</c>, or <c>Math.Max(positive constant, x)</c>, or a product of safe divisors;
    /// (c) compared with a constant somewhere in the same member: by order (<c>d &lt;= 0</c>, <c>d &gt; 100</c>), which
    /// settles 0 and -1; or by <c>== 0</c> / <c>!= 0</c>, which settles 0 only, and so does for unsigned divisors, for
    /// dividends that are constant or widened from a smaller type, and where the divisor is compared with -1 as well, or
    /// the dividend by order or with MinValue;
    /// (d) a readonly field of which (a), (b) or (c) holds for every value its constructors give it;
    /// (e) declared safe by a comment at the statement, <c>// Divisor: why it is neither 0 nor -1</c>, for inner loops
    /// whose callers have settled it. The comment is a claim for the reviewer; nothing checks it.</para>
    /// <para>What this does not see: whether the comparison comes first and leads elsewhere, or whether a product wraps to 0. It makes the writer think of
    /// the case in sight of the division; it proves nothing about flow. A helper that divides safely earns no
    /// exception: it holds the comparison itself, and its callers do not divide.</para>
    /// <para>Unit tests are left alone: a division by 0 fails the test, and is heard of.</para></summary>
    public sealed class UnguardedDivisionRule : SourceRule
    {
        private const string Claim = "// Divisor:";
        private const string UnitTests = "NFUnitTest";

        /// <inheritdoc/>
        public override string Id => "AGC009";

        /// <inheritdoc/>
        public override string Reason =>
            "dividing by 0 throws a plain Exception on the interpreter, and MinValue / -1 kills the process; compare the divisor (d <= 0) in this member, or say after '// Divisor:' why it is safe";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            foreach (SyntaxNode node in context.AssemblyName == UnitTests ? [] : context.Root.DescendantNodes())
            {
                (ExpressionSyntax Dividend, ExpressionSyntax Divisor)? division = node switch
                {
                    BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression =>
                        (binary.Left, binary.Right),
                    AssignmentExpressionSyntax assignment when assignment.Kind() is SyntaxKind.DivideAssignmentExpression or SyntaxKind.ModuloAssignmentExpression =>
                        (assignment.Left, assignment.Right),
                    _ => null,
                };
                if (division is not null && !IsSafe(division.Value.Dividend, division.Value.Divisor, context.Model))
                {
                    yield return new Finding(node, node.ToString());
                }
            }
        }

        private static bool IsSafe(ExpressionSyntax dividend, ExpressionSyntax divisor, SemanticModel model)
        {
            DivisorGuard guard = new(model, NeedsMinusOneSettled(dividend, divisor, model));
            SyntaxNode? member = divisor.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault();
            return model.GetConstantValue(divisor.Parent!).HasValue
                || IsDeclaredSafe(divisor)
                || (member is not null && guard.Holds(divisor, member, dividend));
        }

        private static bool IsDeclaredSafe(ExpressionSyntax divisor)
        {
            SyntaxNode? statement = divisor.Ancestors().FirstOrDefault(node => node is StatementSyntax or MemberDeclarationSyntax);
            int endOfLine = divisor.SyntaxTree.GetText().Lines.GetLineFromPosition(divisor.Span.End).End;
            return statement is not null && statement.DescendantTrivia()
                .Where(trivia => trivia.SpanStart < endOfLine)
                .Select(trivia => trivia.ToString())
                .Any(text => text.StartsWith(Claim, StringComparison.Ordinal) && text.Length > Claim.Length + 1);
        }

        /// <summary>MinValue / -1 overflows only where both are signed integers and the dividend fills its type.</summary>
        private static bool NeedsMinusOneSettled(ExpressionSyntax dividend, ExpressionSyntax divisor, SemanticModel model)
        {
            ITypeSymbol? operation = model.GetTypeInfo(dividend).ConvertedType;
            ITypeSymbol? own = model.GetTypeInfo(DivisorGuard.Core(dividend, model)).Type;
            bool isWidened = !SymbolEqualityComparer.Default.Equals(operation, own);
            bool dividendIsConstant = model.GetConstantValue(dividend).HasValue;
            return IsSigned(operation) && IsSigned(model.GetTypeInfo(DivisorGuard.Core(divisor, model)).Type) && !isWidened && !dividendIsConstant;
        }

        private static bool IsSigned(ITypeSymbol? type)
        {
            return type?.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64;
        }
    }
}

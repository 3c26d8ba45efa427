using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Mutation
{
    /// <summary>
    /// Rewrites a source file so that it holds all its mutants at once, each behind a switch: `a &lt; b` becomes
    /// `(Is(17) ? a &lt;= b : (Is(18) ? a &gt;= b : a &lt; b))`. Constants become properties, so that they can change.
    /// </summary>
    internal sealed class MutantWriter : CSharpSyntaxRewriter
    {
        private static readonly Dictionary<SyntaxKind, SyntaxKind[]> Operators = new Dictionary<SyntaxKind, SyntaxKind[]>
        {
            [SyntaxKind.LessThanExpression] = new[] { SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanOrEqualExpression },
            [SyntaxKind.LessThanOrEqualExpression] = new[] { SyntaxKind.LessThanExpression, SyntaxKind.GreaterThanExpression },
            [SyntaxKind.GreaterThanExpression] = new[] { SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.LessThanOrEqualExpression },
            [SyntaxKind.GreaterThanOrEqualExpression] = new[] { SyntaxKind.GreaterThanExpression, SyntaxKind.LessThanExpression },
            [SyntaxKind.EqualsExpression] = new[] { SyntaxKind.NotEqualsExpression },
            [SyntaxKind.NotEqualsExpression] = new[] { SyntaxKind.EqualsExpression },
            [SyntaxKind.LogicalAndExpression] = new[] { SyntaxKind.LogicalOrExpression },
            [SyntaxKind.LogicalOrExpression] = new[] { SyntaxKind.LogicalAndExpression },
            [SyntaxKind.AddExpression] = new[] { SyntaxKind.SubtractExpression },
            [SyntaxKind.SubtractExpression] = new[] { SyntaxKind.AddExpression },
            [SyntaxKind.MultiplyExpression] = new[] { SyntaxKind.DivideExpression },
            [SyntaxKind.DivideExpression] = new[] { SyntaxKind.MultiplyExpression },
            [SyntaxKind.ModuloExpression] = new[] { SyntaxKind.MultiplyExpression },
            [SyntaxKind.LeftShiftExpression] = new[] { SyntaxKind.RightShiftExpression },
            [SyntaxKind.RightShiftExpression] = new[] { SyntaxKind.LeftShiftExpression },
            [SyntaxKind.BitwiseAndExpression] = new[] { SyntaxKind.BitwiseOrExpression },
            [SyntaxKind.BitwiseOrExpression] = new[] { SyntaxKind.BitwiseAndExpression },
        };

        private static readonly Dictionary<SyntaxKind, SyntaxKind> Assignments = new Dictionary<SyntaxKind, SyntaxKind>
        {
            [SyntaxKind.AddAssignmentExpression] = SyntaxKind.SubtractAssignmentExpression,
            [SyntaxKind.SubtractAssignmentExpression] = SyntaxKind.AddAssignmentExpression,
            [SyntaxKind.OrAssignmentExpression] = SyntaxKind.AndAssignmentExpression,
            [SyntaxKind.AndAssignmentExpression] = SyntaxKind.OrAssignmentExpression,
            [SyntaxKind.MultiplyAssignmentExpression] = SyntaxKind.DivideAssignmentExpression,
            [SyntaxKind.DivideAssignmentExpression] = SyntaxKind.MultiplyAssignmentExpression,
            [SyntaxKind.LeftShiftAssignmentExpression] = SyntaxKind.RightShiftAssignmentExpression,
            [SyntaxKind.RightShiftAssignmentExpression] = SyntaxKind.LeftShiftAssignmentExpression,
        };

        // Functions of their arguments alone.
        private static readonly string[] PureClasses = { "Saturating", "Wide", "Math", "Root", "Logarithm" };

        private readonly string _file;
        private readonly List<Mutant> _mutants;
        private readonly ISet<int> _disabled;
        private readonly ISet<string> _constants;

        /// <summary>A writer for one file.</summary>
        /// <param name="file">Its name, for the report.</param>
        /// <param name="mutants">Gets the mutants; the number of the next one is its count.</param>
        /// <param name="disabled">Mutants that do not compile: numbered, but left out.</param>
        /// <param name="constants">Names of constants that have to stay constants.</param>
        public MutantWriter(string file, List<Mutant> mutants, ISet<int> disabled, ISet<string> constants)
        {
            _file = file;
            _mutants = mutants;
            _disabled = disabled;
            _constants = constants;
        }

        public override SyntaxNode VisitAttributeList(AttributeListSyntax node)
        {
            return node;
        }

        public override SyntaxNode VisitParameter(ParameterSyntax node)
        {
            return node;
        }

        public override SyntaxNode VisitEnumDeclaration(EnumDeclarationSyntax node)
        {
            return node;
        }

        public override SyntaxNode VisitCaseSwitchLabel(CaseSwitchLabelSyntax node)
        {
            return node;
        }

        public override SyntaxNode VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
        {
            return node.IsConst ? base.VisitLocalDeclarationStatement(node.WithModifiers(default)) : base.VisitLocalDeclarationStatement(node);
        }

        public override SyntaxNode VisitFieldDeclaration(FieldDeclarationSyntax node)
        {
            bool isConst = node.Modifiers.Any(SyntaxKind.ConstKeyword);
            bool isStatic = node.Modifiers.Any(SyntaxKind.StaticKeyword);
            VariableDeclaratorSyntax variable = node.Declaration.Variables[0];
            if (isStatic || node.Declaration.Type.ToString() == "string")
            {
                return node;
            }

            if (isConst && _constants.Contains(variable.Identifier.Text))
            {
                // Numbered all the same, so that the numbers of the others do not depend on it.
                int first = _mutants.Count;
                Visit(variable.Initializer.Value);
                _disabled.UnionWith(Enumerable.Range(first, _mutants.Count - first));
                return node;
            }

            if (!isConst)
            {
                return base.VisitFieldDeclaration(node);
            }

            string access = string.Join(' ', node.Modifiers.Where(token => !token.IsKind(SyntaxKind.ConstKeyword)).Select(token => token.Text));
            ExpressionSyntax value = (ExpressionSyntax)Visit(variable.Initializer.Value);
            return SyntaxFactory.ParseMemberDeclaration(access + " static " + node.Declaration.Type.ToString() + " " + variable.Identifier.Text
                + " { get { return " + value.ToFullString() + "; } }\n");
        }

        public override SyntaxNode VisitBinaryExpression(BinaryExpressionSyntax node)
        {
            SyntaxNode visited = base.VisitBinaryExpression(node);
            if (visited is not BinaryExpressionSyntax binary || !Operators.TryGetValue(node.Kind(), out SyntaxKind[] others) || IsText(node))
            {
                return visited;
            }

            ExpressionSyntax result = binary;
            foreach (SyntaxKind other in others.Where(other => !IsSameFunction(node, other)))
            {
                // The original operands: a mutant is one bug, not one of one.
                ExpressionSyntax mutated = SyntaxFactory.BinaryExpression(other, node.Left.WithoutTrivia(), node.Right.WithoutTrivia());
                result = Guarded(node, mutated, result);
            }

            return result.WithTriviaFrom(node);
        }

        public override SyntaxNode VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
        {
            SyntaxNode visited = base.VisitPrefixUnaryExpression(node);
            bool mutates = node.IsKind(SyntaxKind.UnaryMinusExpression) || node.IsKind(SyntaxKind.LogicalNotExpression);
            return mutates && visited is ExpressionSyntax expression ? Guarded(node, node.Operand, expression) : visited;
        }

        public override SyntaxNode VisitLiteralExpression(LiteralExpressionSyntax node)
        {
            if (node.IsKind(SyntaxKind.TrueLiteralExpression))
            {
                return Guarded(node, SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression), node);
            }

            if (node.IsKind(SyntaxKind.FalseLiteralExpression))
            {
                return Guarded(node, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression), node);
            }

            if (!node.IsKind(SyntaxKind.NumericLiteralExpression) || node.Token.Value is not (int or long))
            {
                return node;
            }

            ExpressionSyntax result = node;
            foreach (long other in Others(node, Convert.ToInt64(node.Token.Value, CultureInfo.InvariantCulture)))
            {
                string suffix = node.Token.Value is long ? "L" : string.Empty;
                result = Guarded(node, SyntaxFactory.ParseExpression(other.ToString(CultureInfo.InvariantCulture) + suffix), result);
            }

            return result;
        }

        public override SyntaxNode VisitIfStatement(IfStatementSyntax node)
        {
            IfStatementSyntax visited = (IfStatementSyntax)base.VisitIfStatement(node);
            return visited.WithCondition(Negated(node.Condition, visited.Condition));
        }

        public override SyntaxNode VisitConditionalExpression(ConditionalExpressionSyntax node)
        {
            ConditionalExpressionSyntax visited = (ConditionalExpressionSyntax)base.VisitConditionalExpression(node);
            return visited.WithCondition(Negated(node.Condition, visited.Condition));
        }

        public override SyntaxNode VisitReturnStatement(ReturnStatementSyntax node)
        {
            ReturnStatementSyntax visited = (ReturnStatementSyntax)base.VisitReturnStatement(node);
            return ReturnsBool(node) && node.Expression != null ? visited.WithExpression(Negated(node.Expression, visited.Expression)) : visited;
        }

        public override SyntaxNode VisitExpressionStatement(ExpressionStatementSyntax node)
        {
            SyntaxNode visited = base.VisitExpressionStatement(node);
            ExpressionSyntax mutated = node.Expression switch
            {
                AssignmentExpressionSyntax assignment when Assignments.TryGetValue(assignment.Kind(), out SyntaxKind other)
                    => SyntaxFactory.AssignmentExpression(other, assignment.Left.WithoutTrivia(), assignment.Right.WithoutTrivia()),
                PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.PostIncrementExpression)
                    => SyntaxFactory.PostfixUnaryExpression(SyntaxKind.PostDecrementExpression, postfix.Operand.WithoutTrivia()),
                PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.PostDecrementExpression)
                    => SyntaxFactory.PostfixUnaryExpression(SyntaxKind.PostIncrementExpression, postfix.Operand.WithoutTrivia()),
                _ => null,
            };
            int id = mutated == null ? -1 : Next(node.Expression, mutated.NormalizeWhitespace().ToString());
            return id < 0 || _disabled.Contains(id)
                ? visited
                : SyntaxFactory.ParseStatement("{ if (" + Test(id, null, null, null) + ") { " + mutated.NormalizeWhitespace() + "; } else { " + visited.ToFullString() + " } }\n");
        }

        public override SyntaxNode VisitForStatement(ForStatementSyntax node)
        {
            ForStatementSyntax visited = (ForStatementSyntax)base.VisitForStatement(node);
            return visited.WithStatement(Counted(visited.Statement));
        }

        public override SyntaxNode VisitWhileStatement(WhileStatementSyntax node)
        {
            WhileStatementSyntax visited = (WhileStatementSyntax)base.VisitWhileStatement(node);
            return visited.WithStatement(Counted(visited.Statement));
        }

        public override SyntaxNode VisitDoStatement(DoStatementSyntax node)
        {
            DoStatementSyntax visited = (DoStatementSyntax)base.VisitDoStatement(node);
            return visited.WithStatement(Counted(visited.Statement));
        }

        /// <summary>A small number, a count or a shift, is one more; a large one, a threshold or a scale, a tenth more or less.</summary>
        private static long[] Others(LiteralExpressionSyntax node, long value)
        {
            const long LargestSmall = 64;
            if (value <= LargestSmall)
            {
                return IsTriedAsOperator(node) ? Array.Empty<long>() : new[] { value + 1 };
            }

            return value > long.MaxValue / 2 ? new[] { value / 10 * 9 } : new[] { value + (value / 10), value - (value / 10) };
        }

        private static StatementSyntax Counted(StatementSyntax body)
        {
            return SyntaxFactory.ParseStatement("{ MutantSwitch.Turn(); " + body.ToFullString() + " }\n");
        }

        private static bool ReturnsBool(SyntaxNode node)
        {
            return node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ReturnType.ToString() == "bool"
                || (node.FirstAncestorOrSelf<AccessorDeclarationSyntax>() != null && node.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Type.ToString() == "bool");
        }

        private static bool IsText(BinaryExpressionSyntax node)
        {
            return node.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken));
        }

        /// <summary>
        /// `a &lt; b ? a : b` with `&lt;=` and `a &lt; 0 ? -a : a` with `&lt;=` are the functions they were: where both sides are
        /// equal so are both branches.
        /// </summary>
        private static bool IsSameFunction(BinaryExpressionSyntax node, SyntaxKind other)
        {
            bool shifts = (node.IsKind(SyntaxKind.LessThanExpression) && other == SyntaxKind.LessThanOrEqualExpression)
                || (node.IsKind(SyntaxKind.LessThanOrEqualExpression) && other == SyntaxKind.LessThanExpression)
                || (node.IsKind(SyntaxKind.GreaterThanExpression) && other == SyntaxKind.GreaterThanOrEqualExpression)
                || (node.IsKind(SyntaxKind.GreaterThanOrEqualExpression) && other == SyntaxKind.GreaterThanExpression);
            if (!shifts || node.Parent is not ConditionalExpressionSyntax choice || choice.Condition != node)
            {
                return false;
            }

            string[] branches = { Text(choice.WhenTrue), Text(choice.WhenFalse) };
            return (branches.Contains(Text(node.Left)) && branches.Contains(Text(node.Right))) || IsMagnitude(choice);
        }

        /// <summary>
        /// The small number n of `a &lt; n` or `a &gt;= n`: one more is `a &lt;= n` or `a &gt; n`, and that is tried as an operator.
        /// The 0 of `a &gt; 0` and its like asks for a sign: the operators are tried there, and a tenth of nothing is nothing.
        /// </summary>
        private static bool IsTriedAsOperator(LiteralExpressionSyntax node)
        {
            return node.Parent is BinaryExpressionSyntax comparison && comparison.Right == node
                && (comparison.IsKind(SyntaxKind.LessThanExpression) || comparison.IsKind(SyntaxKind.GreaterThanOrEqualExpression)
                    || (Text(node) == "0" && (comparison.IsKind(SyntaxKind.GreaterThanExpression) || comparison.IsKind(SyntaxKind.LessThanOrEqualExpression))));
        }

        private static bool IsMagnitude(ConditionalExpressionSyntax choice)
        {
            return choice.Condition is BinaryExpressionSyntax comparison && Text(comparison.Right) == "0"
                && (Text(choice.WhenTrue) == "-" + Text(choice.WhenFalse) || Text(choice.WhenFalse) == "-" + Text(choice.WhenTrue))
                && (Text(choice.WhenTrue) == Text(comparison.Left) || Text(choice.WhenFalse) == Text(comparison.Left));
        }

        private static string Text(SyntaxNode node)
        {
            return node.WithoutTrivia().ToString();
        }

        /// <summary>A condition the other way round, where its own operators do not say that already.</summary>
        private ExpressionSyntax Negated(ExpressionSyntax original, ExpressionSyntax visited)
        {
            bool covered = original is BinaryExpressionSyntax or LiteralExpressionSyntax or ConditionalExpressionSyntax
                || (original is PrefixUnaryExpressionSyntax prefix && prefix.IsKind(SyntaxKind.LogicalNotExpression));
            return covered ? visited : Guarded(original, SyntaxFactory.ParseExpression("!(" + original.WithoutTrivia() + ")"), visited);
        }

        private ExpressionSyntax Guarded(ExpressionSyntax original, ExpressionSyntax mutated, ExpressionSyntax otherwise)
        {
            string text = mutated.NormalizeWhitespace().ToString();
            int id = Next(original, text);
            return _disabled.Contains(id)
                ? otherwise
                : SyntaxFactory.ParseExpression("(" + Test(id, original, mutated, text) + " ? (" + text + ") : (" + otherwise.ToString() + "))").WithTriviaFrom(original);
        }

        private int Next(SyntaxNode original, string mutated)
        {
            int line = original.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            _mutants.Add(new Mutant(_mutants.Count, _file, line, MemberOf(original), original.WithoutTrivia().ToString(), mutated));
            return _mutants.Count - 1;
        }

        private static string MemberOf(SyntaxNode node)
        {
            return node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
            {
                MethodDeclarationSyntax method => method.Identifier.Text,
                PropertyDeclarationSyntax property => property.Identifier.Text,
                FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
                _ => "?",
            };
        }

        /// <summary>
        /// The switch of a mutant. While a test is recorded the mutant's value is compared with the original's, where both can
        /// be had without a side effect: a test in which they never differ cannot catch it.
        /// </summary>
        private static string Test(int id, ExpressionSyntax original, ExpressionSyntax mutated, string text)
        {
            string number = id.ToString(CultureInfo.InvariantCulture);
            string note = mutated is BinaryExpressionSyntax && IsHarmless(original) && IsHarmless(mutated)
                ? "MutantSwitch.Differ(" + number + ", (" + text + "), (" + original.WithoutTrivia().ToString() + "))"
                : "MutantSwitch.Note(" + number + ")";
            return "(MutantSwitch.Is(" + number + ") || (MutantSwitch.Recording && " + note + "))";
        }

        /// <summary>Neither changes anything nor can throw where the original does not.</summary>
        private static bool IsHarmless(ExpressionSyntax expression)
        {
            bool isShort = expression.IsKind(SyntaxKind.LogicalAndExpression) || expression.IsKind(SyntaxKind.LogicalOrExpression);
            return expression.DescendantNodesAndSelf().All(node => node switch
            {
                InvocationExpressionSyntax call => PureClasses.Contains(call.Expression.ToString().Split('.')[0]),
                ElementAccessExpressionSyntax => !isShort,
                LiteralExpressionSyntax literal => !(isShort && literal.IsKind(SyntaxKind.NullLiteralExpression)),
                AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or BaseObjectCreationExpressionSyntax => false,
                _ => !node.IsKind(SyntaxKind.DivideExpression) && !node.IsKind(SyntaxKind.ModuloExpression)
                    && !node.IsKind(SyntaxKind.PreIncrementExpression) && !node.IsKind(SyntaxKind.PreDecrementExpression),
            });
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Rules that need no more than to see a certain construct.</summary>
    public sealed class ForbiddenSyntaxRule : SourceRule
    {
        private readonly SyntaxKind[] _kinds;

        private ForbiddenSyntaxRule(string id, string reason, params SyntaxKind[] kinds)
        {
            Id = id;
            Reason = reason;
            _kinds = kinds;
        }

        /// <summary>One rule for each construct.</summary>
        public static IReadOnlyList<SourceRule> All { get; } =
        [
            new ForbiddenSyntaxRule(
                "AGC004", "stackalloc throws on the interpreter; keep a buffer made at construction",
                SyntaxKind.StackAllocArrayCreationExpression, SyntaxKind.ImplicitStackAllocArrayCreationExpression),
            new ForbiddenSyntaxRule(
                "AGC005", "function pointers throw on the interpreter; use a delegate or an interface",
                SyntaxKind.FunctionPointerType),
            new ForbiddenSyntaxRule(
                "AGC006", "fixed stops the metadata processor, which turns the assembly into the device's format; index the array",
                SyntaxKind.FixedStatement, SyntaxKind.FixedKeyword),
            new ForbiddenSyntaxRule(
                "AGC007", "checked never throws on the interpreter, it wraps silently; compare and saturate explicitly",
                SyntaxKind.CheckedStatement, SyntaxKind.CheckedExpression),
            new ForbiddenSyntaxRule(
                "AGC016", "there are no tasks on the device; use a thread through the scheduler",
                SyntaxKind.AsyncKeyword, SyntaxKind.AwaitExpression),
            new ForbiddenSyntaxRule(
                "AGC017", "iterators do not work on the device; fill an array or write the enumerator",
                SyntaxKind.YieldReturnStatement, SyntaxKind.YieldBreakStatement),
            new ForbiddenSyntaxRule(
                "AGC019", "an anonymous type is a generic class in disguise, and the compiler refuses it without naming a line; declare a class",
                SyntaxKind.AnonymousObjectCreationExpression),
        ];

        /// <inheritdoc/>
        public override string Id { get; }

        /// <inheritdoc/>
        public override string Reason { get; }

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return context.Root.DescendantNodesAndTokens()
                .Where(one => _kinds.Contains(one.Kind()))
                .Select(one => new Finding(one.IsNode ? one.AsNode()! : one.Parent!, ""));
        }
    }
}

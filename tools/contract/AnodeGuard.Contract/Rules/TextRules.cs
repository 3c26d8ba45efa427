using Microsoft.CodeAnalysis;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Enums turned into text.</summary>
    public sealed class EnumTextRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC011";

        /// <inheritdoc/>
        public override string Reason => "on the interpreter an enum's text is its number, on .NET its name; look the name up in a table";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return TextSites.Find(context)
                .Where(site => site.Type.TypeKind == TypeKind.Enum || site.Type.SpecialType == SpecialType.System_Enum)
                .Select(site => new Finding(site.Node, site.Node.ToString()));
        }
    }

    /// <summary>float and double turned into text.</summary>
    public sealed class FloatingPointTextRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC012";

        /// <inheritdoc/>
        public override string Reason =>
            "the interpreter's text of float and double is wrong at large magnitudes, \"0.00\" comes out literally, and -0.004 as -0.00; format a scaled integer";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return TextSites.Find(context)
                .Where(site => site.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
                .Select(site => new Finding(site.Node, site.Node.ToString()));
        }
    }

    /// <summary>Integers turned into text with a format, whichever: ToString("000") throws, and the formats that do work
    /// cost a hundred times an integer operation. Formats of DateTime work and are fine.</summary>
    public sealed class NumberFormatRule : SourceRule
    {
        /// <inheritdoc/>
        public override string Id => "AGC013";

        /// <inheritdoc/>
        public override string Reason => "a number's format such as \"000\" throws on the interpreter; pad and group digits yourself";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return TextSites.Find(context)
                .Where(site => site.HasFormat && IsInteger(site.Type))
                .Select(site => new Finding(site.Node, site.Node.ToString()));
        }

        private static bool IsInteger(ITypeSymbol type)
        {
            return type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        }
    }
}

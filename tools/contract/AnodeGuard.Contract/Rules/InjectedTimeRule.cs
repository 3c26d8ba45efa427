using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AnodeGuard.Contract.Rules
{
    /// <summary>Clocks, timers and waits used by AnodeGuard.Core or AnodeGuard.App themselves. mscorlib has no twin, so on
    /// the emulated board such a call would take real time and break repeatability; the HAL offers IClock and
    /// IScheduler.</summary>
    public sealed class InjectedTimeRule : SourceRule
    {
        private static readonly string[] Assemblies = ["AnodeGuard.Core", "AnodeGuard.App"];
        private static readonly string[] Types = ["System.Threading.Timer", "nanoFramework.Hardware.Esp32.HighResTimer"];

        private static readonly string[] Members =
        [
            "System.Threading.Thread.Sleep", "System.Threading.Thread.SpinWait", "System.DateTime.UtcNow", "System.DateTime.Today",
            "System.Environment.TickCount64",
        ];

        /// <inheritdoc/>
        public override string Id => "AGC020";

        /// <inheritdoc/>
        public override string Reason => "time is injected here: take it from IClock, and let IScheduler do the waiting";

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Find(RuleContext context)
        {
            return Assemblies.Contains(context.AssemblyName)
                ? context.Root.DescendantNodes()
                    .OfType<SimpleNameSyntax>()
                    .Where(name => IsTime(context.Model.GetSymbolInfo(name).Symbol))
                    .Select(name => new Finding(name, name.ToString()))
                : [];
        }

        private static bool IsTime(ISymbol? symbol)
        {
            return symbol switch
            {
                INamedTypeSymbol type => Types.Contains(type.ToDisplayString()),
                not null and not INamespaceSymbol => Members.Contains($"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}"),
                _ => false,
            };
        }
    }
}

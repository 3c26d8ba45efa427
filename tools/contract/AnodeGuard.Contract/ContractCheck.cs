using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Compile;
using AnodeGuard.Contract.Projects;
using AnodeGuard.Contract.Rules;

namespace AnodeGuard.Contract
{
    /// <summary>The whole contract of a device project: it compiles against the device's surface, keeps the rules of the
    /// interpreter, and its project files agree with each other.</summary>
    public sealed class ContractCheck
    {
        private readonly ApiCatalog _catalog;
        private readonly ContractCompiler _compiler;

        /// <summary>Checks against the lists of <paramref name="catalog"/>; projects compiled once are kept.</summary>
        public ContractCheck(ApiCatalog catalog)
        {
            _catalog = catalog;
            _compiler = new ContractCompiler(catalog);
        }

        /// <summary>Everything that is wrong with the project; empty where it may be flashed.</summary>
        public IReadOnlyList<Violation> Check(string nanoProject)
        {
            ContractResult result = _compiler.Compile(nanoProject);
            return
            [
                .. result.Violations,
                .. RuleBook.Check(result.Compilation),
                .. new PackageRules(_catalog, result.Project).Check(),
                .. new LayoutRules(result.Project).Check(),
            ];
        }
    }
}

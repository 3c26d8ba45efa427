using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Projects
{
    /// <summary>What a project says of packages must agree with itself and with the lists the code is proven against.
    /// A package's version is taken to be that of its assembly, as it is throughout nanoFramework, so the first line of
    /// a list is the one place that decides a version.</summary>
    internal sealed class PackageRules
    {
        private const string TargetFramework = "netnano1.0";

        private readonly ApiCatalog _catalog;
        private readonly NanoProject _project;
        private readonly string _configPath;
        private readonly IReadOnlyList<PackageItem> _packages;

        public PackageRules(ApiCatalog catalog, NanoProject project)
        {
            _catalog = catalog;
            _project = project;
            _configPath = Path.Combine(project.Folder, PackagesConfig.FileName);
            _packages = PackagesConfig.Load(project.Folder);
        }

        public IEnumerable<Violation> Check()
        {
            return _project.References
                .Where(reference => _catalog.Find(reference.Name) is not null)
                .SelectMany(Reference)
                .Concat(Closure())
                .Concat(_packages.SelectMany(Package));
        }

        private IEnumerable<Violation> Reference(AssemblyItem reference)
        {
            ApiList list = _catalog.Find(reference.Name)!;
            if (reference.Version != list.Version)
            {
                yield return InProject("AGP004", reference, $"{reference.Name} is referenced as {reference.Version}, but the list it is proven against is {list.Version}");
            }

            if (reference.PublicKeyToken != ApiCatalog.PublicKeyToken)
            {
                yield return InProject("AGP004", reference, $"{reference.Name} is signed with {ApiCatalog.PublicKeyToken}, not {reference.PublicKeyToken ?? "nothing"}");
            }

            if (!HintIsRight(reference, list))
            {
                yield return InProject("AGP006", reference, $"the HintPath does not lead to {Hint(list)} in the packages folder beside the solution: {reference.HintPath ?? "none"}");
            }
        }

        /// <summary>The packages folder lies beside the solution; a project outside any solution may choose.</summary>
        private bool HintIsRight(AssemblyItem reference, ApiList list)
        {
            if (reference.HintPath is null)
            {
                return false;
            }

            string path = Path.ChangeExtension(XmlLines.Resolve(_project.Folder, reference.HintPath), null).Replace('\\', '/');
            string? root = Repository.Above(_project.Folder);
            string expected = Hint(list);
            return root is null
                ? path.EndsWith('/' + expected, StringComparison.Ordinal)
                : path == Path.Combine(root, expected).Replace('\\', '/');
        }

        private static string Hint(ApiList list)
        {
            return $"packages/{PackagesConfig.PackageOf(list.Name)}.{list.Version.ToString(3)}/lib/{list.Name}";
        }

        /// <summary>NuGet's legacy restore installs what packages.config names, and nothing that follows from it.</summary>
        private IEnumerable<Violation> Closure()
        {
            Dictionary<string, string> needed = [];
            foreach (AssemblyItem reference in _project.References.Where(one => _catalog.Find(one.Name) is not null))
            {
                foreach (string assembly in _catalog.Closure(reference.Name))
                {
                    needed.TryAdd(PackagesConfig.PackageOf(assembly), reference.Name);
                }
            }

            return needed
                .Where(need => !_packages.Any(package => package.Id == need.Key))
                .Select(need => new Violation("AGP005", _configPath, 0, $"{need.Key} is missing; {need.Value} needs it"));
        }

        private IEnumerable<Violation> Package(PackageItem package)
        {
            if (package.TargetFramework != TargetFramework)
            {
                yield return InConfig(package, $"targetFramework of {package.Id} is {package.TargetFramework ?? "absent"}, not {TargetFramework}");
            }

            ApiList? list = _catalog.Lists.FirstOrDefault(one => PackagesConfig.PackageOf(one.Name) == package.Id);
            if (list is null)
            {
                yield return InConfig(package, $"no list tells what {package.Id} offers");
            }
            else if (Version.Parse(list.Version.ToString(3)) != package.Version)
            {
                yield return InConfig(package, $"{package.Id} is {package.Version}, but the list it is proven against is {list.Version.ToString(3)}");
            }
        }

        private Violation InProject(string rule, AssemblyItem reference, string reason)
        {
            return new Violation(rule, _project.FilePath, reference.Line, reason);
        }

        private Violation InConfig(PackageItem package, string reason)
        {
            return new Violation("AGP005", _configPath, package.Line, reason);
        }
    }
}

using System.Xml.Linq;

namespace AnodeGuard.Contract.Projects
{
    /// <summary>One package a project installs.</summary>
    public sealed record PackageItem(string Id, Version Version, string? TargetFramework, int Line);

    /// <summary>The packages.config beside a .nfproj, and the rule that leads from an assembly to its package.</summary>
    public static class PackagesConfig
    {
        /// <summary>The name of the file.</summary>
        public const string FileName = "packages.config";

        /// <summary>The packages of the project in <paramref name="folder"/>; none where there is no file.</summary>
        public static IReadOnlyList<PackageItem> Load(string folder)
        {
            string path = Path.Combine(folder, FileName);
            return File.Exists(path) ? [.. XmlLines.Load(path).Named("package").Select(Package)] : [];
        }

        /// <summary>The id of the package an assembly comes in. nanoFramework's packages bear the assembly's name after
        /// "nanoFramework."; mscorlib and the unit test launcher are the exceptions.</summary>
        public static string PackageOf(string assembly)
        {
            return assembly switch
            {
                "mscorlib" => "nanoFramework.CoreLibrary",
                "nanoFramework.UnitTestLauncher" => "nanoFramework.TestFramework",
                _ when assembly.StartsWith("nanoFramework.", StringComparison.Ordinal) => assembly,
                _ => "nanoFramework." + assembly,
            };
        }

        private static PackageItem Package(XElement element)
        {
            return new PackageItem(
                element.Value("id")!, Version.Parse(element.Value("version")!), element.Value("targetFramework"), element.Line());
        }
    }
}

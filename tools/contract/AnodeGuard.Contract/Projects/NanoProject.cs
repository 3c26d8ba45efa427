using System.Xml.Linq;

namespace AnodeGuard.Contract.Projects
{
    /// <summary>A source a project names, and the line that names it.</summary>
    public sealed record CompileItem(string Path, int Line);

    /// <summary>A reference to an assembly of a package: <c>mscorlib, Version=1.17.11.0, ..., PublicKeyToken=...</c>.</summary>
    public sealed record AssemblyItem(string Name, Version? Version, string? PublicKeyToken, string? HintPath, int Line);

    /// <summary>A reference to another project.</summary>
    public sealed record ProjectItem(string Path, int Line);

    /// <summary>What a .nfproj says, as far as compiling needs it. These are legacy msbuild files; msbuild itself cannot
    /// evaluate them without the nanoFramework build system, so they are read as plain xml. Conditions on properties
    /// are not evaluated: the value of a Release group wins over that of a Debug group.</summary>
    public sealed class NanoProject
    {
        private readonly XElement _root;

        private NanoProject(string path, XElement root)
        {
            FilePath = path;
            _root = root;
        }

        /// <summary>Absolute path of the .nfproj.</summary>
        public string FilePath { get; }

        /// <summary>The folder it stands in.</summary>
        public string Folder => Path.GetDirectoryName(FilePath)!;

        /// <summary>The name of the assembly it builds.</summary>
        public string AssemblyName => Property("AssemblyName") ?? Path.GetFileNameWithoutExtension(FilePath);

        /// <summary>True for a program.</summary>
        public bool IsExe => string.Equals(Property("OutputType"), "Exe", StringComparison.OrdinalIgnoreCase);

        /// <summary>True where pointers are allowed.</summary>
        public bool AllowsUnsafe => IsTrue("AllowUnsafeBlocks");

        /// <summary>True where arithmetic is checked throughout.</summary>
        public bool ChecksOverflow => IsTrue("CheckForOverflowUnderflow");

        /// <summary>True for the unit tests that run on a board.</summary>
        public bool IsTestProject => IsTrue("IsTestProject");

        /// <summary>The language version it asks for; nanoFramework's own default is 9.</summary>
        public string LanguageVersion => Property("LangVersion") ?? "9.0";

        /// <summary>Conditional symbols.</summary>
        public IReadOnlyList<string> Constants => [.. _root.Named("DefineConstants")
            .Where(element => !IsDebug(element))
            .SelectMany(element => element.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(constant => !constant.StartsWith('$'))
            .Append("NANOFRAMEWORK_1_0")
            .Distinct()];

        /// <summary>The sources.</summary>
        public IReadOnlyList<CompileItem> Sources => [.. Items("Compile")
            .Select(item => new CompileItem(XmlLines.Resolve(Folder, item.Value("Include")!), item.Line()))];

        /// <summary>The assemblies.</summary>
        public IReadOnlyList<AssemblyItem> References => [.. Items("Reference").Select(Reference)];

        /// <summary>The projects.</summary>
        public IReadOnlyList<ProjectItem> ProjectReferences => [.. Items("ProjectReference")
            .Select(item => new ProjectItem(XmlLines.Resolve(Folder, item.Value("Include")!), item.Line()))];

        /// <summary>Reads a project file.</summary>
        public static NanoProject Load(string path)
        {
            string full = Path.GetFullPath(path);
            return new NanoProject(full, XmlLines.Load(full));
        }

        /// <summary>The value of a property, or null.</summary>
        public string? Property(string name)
        {
            return _root.Named(name).LastOrDefault(element => !IsDebug(element))?.Value.Trim();
        }

        /// <summary>The line a property stands on; 1 where it is absent.</summary>
        public int LineOf(string name)
        {
            return _root.Named(name).LastOrDefault()?.Line() ?? 1;
        }

        /// <summary>What the project imports, as written, with the condition.</summary>
        public IEnumerable<(string Project, string? Condition)> Imports()
        {
            return _root.Named("Import").Select(import => (import.Value("Project")!, import.Value("Condition")));
        }

        private IEnumerable<XElement> Items(string name)
        {
            return _root.Named(name).Where(item => item.Value("Include") is not null);
        }

        private static AssemblyItem Reference(XElement item)
        {
            string[] parts = item.Value("Include")!.Split(',', StringSplitOptions.TrimEntries);
            string? version = Part(parts, "Version=");
            return new AssemblyItem(
                parts[0], version is null ? null : Version.Parse(version), Part(parts, "PublicKeyToken="), item.Child("HintPath"), item.Line());
        }

        private static string? Part(string[] parts, string key)
        {
            return parts.FirstOrDefault(part => part.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
        }

        private bool IsTrue(string property)
        {
            return string.Equals(Property(property), "true", StringComparison.OrdinalIgnoreCase);
        }

        private static bool IsDebug(XElement element)
        {
            return element.Parent?.Value("Condition")?.Contains("Debug", StringComparison.Ordinal) == true;
        }
    }
}

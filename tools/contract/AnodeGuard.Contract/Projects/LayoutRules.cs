namespace AnodeGuard.Contract.Projects
{
    /// <summary>A device project stands in a folder with its sources; its .NET sibling stands below, in host/, and
    /// compiles the same files. What the chip runs is then what the tests run.</summary>
    internal sealed class LayoutRules
    {
        private const string FallbackTargets = "NoNanoFramework.targets";
        private const string BuildSystem = "NFProjectSystem.CSharp.targets";

        private readonly NanoProject _project;

        public LayoutRules(NanoProject project)
        {
            _project = project;
        }

        public IEnumerable<Violation> Check()
        {
            return Language().Concat(AssemblyInfo()).Concat(Imports()).Concat(Sources()).Concat(Sibling()).Concat(UnitTests());
        }

        private IEnumerable<Violation> Language()
        {
            if (!decimal.TryParse(_project.LanguageVersion, System.Globalization.CultureInfo.InvariantCulture, out decimal version) || version > 9)
            {
                yield return At("AGP011", _project.LineOf("LangVersion"), $"LangVersion {_project.LanguageVersion}: above 9 the compiler embeds attribute types in every assembly; write 9.0");
            }

            if (_project.ChecksOverflow)
            {
                yield return At("AGP011", _project.LineOf("CheckForOverflowUnderflow"), "checked arithmetic never throws on the interpreter, it wraps; saturate explicitly");
            }
        }

        private IEnumerable<Violation> AssemblyInfo()
        {
            string expected = Path.Combine(_project.Folder, "Properties", "AssemblyInfo.cs");
            if (!_project.Sources.Any(source => source.Path == expected))
            {
                yield return At("AGP007", 0, "Properties\\AssemblyInfo.cs is not compiled, so the assembly has no version");
            }
        }

        private IEnumerable<Violation> Imports()
        {
            (string Project, string? Condition) fallback = _project.Imports()
                .FirstOrDefault(import => import.Project.Replace('\\', '/').EndsWith('/' + FallbackTargets, StringComparison.Ordinal));
            if (fallback.Project is null)
            {
                yield return At("AGP008", 0, $"{FallbackTargets} is not imported: the solution cannot be built where nanoFramework's build system is absent");
            }
            else if (!File.Exists(XmlLines.Resolve(_project.Folder, fallback.Project)))
            {
                yield return At("AGP008", 0, $"there is no {fallback.Project}");
            }
            else if (fallback.Condition?.Contains($"!Exists('$(NanoFrameworkProjectSystemPath){BuildSystem}')", StringComparison.Ordinal) != true)
            {
                yield return At("AGP008", 0, $"{FallbackTargets} must be imported only where {BuildSystem} does not exist");
            }
        }

        private IEnumerable<Violation> Sources()
        {
            HashSet<string> listed = [.. _project.Sources.Select(source => source.Path)];
            foreach (CompileItem source in _project.Sources.Where(source => source.Path.Contains('*')))
            {
                yield return At("AGP009", source.Line, "a wildcard: name each source, so that a file that was forgotten is seen");
            }

            foreach (string file in OnDisk().Where(file => !listed.Contains(file)))
            {
                yield return At("AGP009", 0, $"{Relative(file)} lies in the project's folder but is not compiled for the device");
            }
        }

        /// <summary>Unit tests for the device are compiled for .NET by a test project elsewhere.</summary>
        private IEnumerable<Violation> Sibling()
        {
            if (_project.IsTestProject)
            {
                yield break;
            }

            string sibling = Path.Combine(_project.Folder, "host", Path.GetFileNameWithoutExtension(_project.FilePath) + ".csproj");
            if (!File.Exists(sibling))
            {
                yield return At("AGP010", 0, $"there is no {Relative(sibling)}: nothing tests these sources on .NET");
                yield break;
            }

            HashSet<string> device = [.. _project.Sources.Select(source => source.Path).Where(path => !IsProperties(path))];
            IReadOnlySet<string> host = HostProject.Sources(sibling);
            foreach (string file in device.Except(host))
            {
                yield return At("AGP010", 0, $"{Relative(file)} is compiled for the device but not by {Relative(sibling)}");
            }

            foreach (string file in host.Except(device))
            {
                yield return At("AGP010", 0, $"{Relative(file)} is compiled by {Relative(sibling)} but not for the device");
            }
        }

        /// <summary>What the device's test runner takes for granted.</summary>
        private IEnumerable<Violation> UnitTests()
        {
            const string TestAssembly = "NFUnitTest";
            if (_project.IsTestProject && _project.AssemblyName != TestAssembly)
            {
                yield return At("AGP012", _project.LineOf("AssemblyName"), $"the test runner loads {TestAssembly} only, not {_project.AssemblyName}");
            }

            foreach (ProjectItem reference in _project.ProjectReferences)
            {
                if (_project.IsTestProject && File.Exists(reference.Path) && NanoProject.Load(reference.Path).IsExe)
                {
                    yield return At("AGP012", reference.Line, $"unit tests cannot reference a program: {Relative(reference.Path)}");
                }
            }
        }

        private IEnumerable<string> OnDisk()
        {
            return Repository.Files(_project.Folder, "*.cs").Where(file => !Relative(file).StartsWith("host" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        }

        private bool IsProperties(string path)
        {
            return Relative(path).StartsWith("Properties" + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }

        private string Relative(string path)
        {
            return Path.GetRelativePath(_project.Folder, path);
        }

        private Violation At(string rule, int line, string reason)
        {
            return new Violation(rule, _project.FilePath, line, reason);
        }
    }
}

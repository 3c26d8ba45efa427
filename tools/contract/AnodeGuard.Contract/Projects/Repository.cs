namespace AnodeGuard.Contract.Projects
{
    /// <summary>Finds the repository and the device projects in it.</summary>
    public static class Repository
    {
        private const string Solution = "AnodeGuardFirmware.sln";
        private static readonly string[] Outputs = ["bin", "obj", "packages"];

        /// <summary>The folder of the solution at or above <paramref name="folder"/>, or null.</summary>
        public static string? Above(string folder)
        {
            DirectoryInfo? here = new(Path.GetFullPath(folder));
            while (here is not null && !File.Exists(Path.Combine(here.FullName, Solution)))
            {
                here = here.Parent;
            }

            return here?.FullName;
        }

        /// <summary>Every .nfproj below a folder, outputs of builds left out.</summary>
        public static IReadOnlyList<string> NanoProjects(string folder)
        {
            return [.. Files(folder, "*.nfproj").Order(StringComparer.Ordinal)];
        }

        /// <summary>Files below a folder, outputs of builds left out.</summary>
        public static IEnumerable<string> Files(string folder, string pattern)
        {
            return Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(Outputs.Contains));
        }
    }
}

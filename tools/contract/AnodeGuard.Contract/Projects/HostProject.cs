using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AnodeGuard.Contract.Projects
{
    /// <summary>Which sources an SDK-style project compiles: its own Compile items and those of the files it imports, as
    /// globs relative to the project. Properties inside paths are not evaluated; such items are passed over.</summary>
    public static partial class HostProject
    {
        /// <summary>Absolute paths of the sources of <paramref name="projectPath"/>.</summary>
        public static IReadOnlySet<string> Sources(string projectPath)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(projectPath))!;
            List<XElement> files = [.. WithImports(Path.GetFullPath(projectPath))];
            HashSet<string> sources = [];
            bool hasDefaults = !files.SelectMany(file => file.Named("EnableDefaultCompileItems")).Any(element => element.Value.Trim() == "false");
            if (hasDefaults)
            {
                sources.UnionWith(Match(folder, "**/*.cs", "bin/**;obj/**"));
            }

            foreach (XElement item in files.SelectMany(file => file.Named("Compile")))
            {
                sources.UnionWith(Match(folder, item.Value("Include"), item.Value("Exclude")));
                sources.ExceptWith(Match(folder, item.Value("Remove"), null));
            }

            return sources;
        }

        private static IEnumerable<XElement> WithImports(string path)
        {
            XElement root = XmlLines.Load(path);
            string folder = Path.GetDirectoryName(path)!;
            IEnumerable<string> imports = root.Named("Import")
                .Select(import => import.Value("Project")!)
                .Where(import => !import.Contains('$'))
                .Select(import => XmlLines.Resolve(folder, import))
                .Where(File.Exists);
            return imports.SelectMany(WithImports).Append(root);
        }

        private static IEnumerable<string> Match(string folder, string? include, string? exclude)
        {
            Regex[] excluded = [.. Globs(exclude).Select(glob => Pattern(folder, glob))];
            foreach (string glob in Globs(include))
            {
                string full = XmlLines.Resolve(folder, glob);
                string fixedPart = full.Split('*')[0];
                string start = full.Contains('*') ? fixedPart[..fixedPart.LastIndexOf('/')] : Path.GetDirectoryName(full)!;
                Regex included = Pattern(folder, glob);
                foreach (string file in Directory.Exists(start) ? Directory.EnumerateFiles(start, "*.cs", SearchOption.AllDirectories) : [])
                {
                    string slashed = file.Replace('\\', '/');
                    if (included.IsMatch(slashed) && !excluded.Any(pattern => pattern.IsMatch(slashed)))
                    {
                        yield return file;
                    }
                }
            }
        }

        private static string[] Globs(string? items)
        {
            return items?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(glob => !glob.Contains('$')).ToArray() ?? [];
        }

        private static Regex Pattern(string folder, string glob)
        {
            string full = XmlLines.Resolve(folder, glob).Replace('\\', '/');
            string pattern = Wildcard().Replace(Regex.Escape(full), match => match.Value switch
            {
                @"\*\*/" => "(.*/)?",
                @"\*\*" => ".*",
                _ => "[^/]*",
            });
            return new Regex($"^{pattern}$");
        }

        [GeneratedRegex(@"\\\*\\\*/|\\\*\\\*|\\\*")]
        private static partial Regex Wildcard();
    }
}

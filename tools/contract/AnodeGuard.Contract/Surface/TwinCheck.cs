using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Surface
{
    /// <summary>Holds a host twin against the lists: whatever a twin shows in public, the device has, with the same name,
    /// kind, base class and signature, parameter names included. A twin may show less than the device: fewer members,
    /// fewer interfaces. What only the emulator needs is internal there, and so not seen here.</summary>
    public static class TwinCheck
    {
        private const string Rule = "AGT001";

        /// <summary>Everything an assembly shows that the device does not have.</summary>
        public static IReadOnlyList<Violation> Check(string assemblyPath, ApiCatalog catalog)
        {
            using FileStream stream = File.OpenRead(assemblyPath);
            return Check(stream, Path.GetFileName(assemblyPath), catalog);
        }

        /// <summary>The same for an image in memory; <paramref name="name"/> is what violations call it.</summary>
        public static IReadOnlyList<Violation> Check(Stream assembly, string name, ApiCatalog catalog)
        {
            HashSet<string> device = [.. catalog.Lists.SelectMany(list => list.Lines).Select(ApiText.Unmarked)];
            ILookup<string, string> bySubject = device.ToLookup(Subject);
            List<Violation> violations = [];
            foreach ((string type, IReadOnlyList<string> members) in SurfaceReader.Read(assembly))
            {
                string[] shown = IsLesserForm(type, catalog) ? [.. members] : [type, .. members];
                foreach (string line in shown.Where(line => !device.Contains(line)))
                {
                    string[] near = [.. bySubject[Subject(line)]];
                    string hint = near.Length == 0 ? "the device has nothing of that name" : "the device has " + string.Join(" | ", near);
                    violations.Add(new Violation(Rule, name, 0, $"{line}; {hint}"));
                }
            }

            return violations;
        }

        /// <summary>True where the twin's type differs from the device's only by interfaces it leaves out.</summary>
        private static bool IsLesserForm(string twinLine, ApiCatalog catalog)
        {
            ApiType twin = ApiLineParser.Type(twinLine);
            if (twin.Kind == ApiTypeKind.Delegate || !catalog.HasType(twin.Key))
            {
                return false;
            }

            ApiType device = catalog.FindType(twin.Key).Type;
            return twin.Kind == device.Kind
                && twin.Modifiers.SequenceEqual(device.Modifiers)
                && device.Bases.All(one => twin.Bases.Contains(one) || IsInterface(one, catalog))
                && twin.Bases.All(device.Bases.Contains);
        }

        private static bool IsInterface(string name, ApiCatalog catalog)
        {
            return catalog.HasType(name) && catalog.FindType(name).Type.Kind == ApiTypeKind.Interface;
        }

        /// <summary>What a line is about, its signature left out: the name of a type, or type and name of a member.</summary>
        private static string Subject(string line)
        {
            string owner = line.Contains(": ", StringComparison.Ordinal) ? line[..line.IndexOf(": ", StringComparison.Ordinal)] : "";
            bool isMember = owner.Length > 0 && !owner.Contains(' ');
            string declaration = (isMember ? line[(owner.Length + 2)..] : line).Split(['(', '[', '{', '='])[0].Split(" : ")[0].Trim();
            string name = declaration[(declaration.LastIndexOf(' ') + 1)..];
            return isMember ? $"{owner}.{name}" : name;
        }
    }
}

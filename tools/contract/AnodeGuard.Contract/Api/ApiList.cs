namespace AnodeGuard.Contract.Api
{
    /// <summary>The public surface of one nanoFramework assembly, as its list states it. The first line names the
    /// assembly, its version and the assemblies it was built against.</summary>
    public sealed class ApiList
    {
        private ApiList(string name, Version version, IReadOnlyList<ApiReference> references, IReadOnlyList<string> lines)
        {
            Name = name;
            Version = version;
            References = references;
            Lines = lines;
            Types = Parse(lines);
        }

        /// <summary>The assembly's simple name.</summary>
        public string Name { get; }

        /// <summary>The assembly's version, four parts.</summary>
        public Version Version { get; }

        /// <summary>What it was built against.</summary>
        public IReadOnlyList<ApiReference> References { get; }

        /// <summary>The lines below the first, as they stand.</summary>
        public IReadOnlyList<string> Lines { get; }

        /// <summary>The same, taken apart.</summary>
        public IReadOnlyList<ApiType> Types { get; }

        /// <summary>Reads the text of a list.</summary>
        public static ApiList Parse(string text)
        {
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] header = lines[0].TrimStart('#', ' ').Split(" refs:", 2);
            ApiReference self = Reference(header[0]);
            List<ApiReference> references = [.. header[1]
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Reference)];
            return new ApiList(self.Name, self.Version, references, lines[1..]);
        }

        private static ApiReference Reference(string text)
        {
            string[] words = text.Trim().Split(' ');
            return new ApiReference(words[0], Version.Parse(words[1]));
        }

        private static List<ApiType> Parse(IReadOnlyList<string> lines)
        {
            List<ApiType> types = [];
            foreach (string line in lines)
            {
                if (!line.StartsWith(' '))
                {
                    types.Add(ApiLineParser.Type(line));
                    continue;
                }

                ApiType type = types[^1];
                string trimmed = line.Trim();
                string prefix = type.Name + ": ";
                type.Members.Add(trimmed.StartsWith(prefix, StringComparison.Ordinal)
                    ? ApiLineParser.Member(type, trimmed[prefix.Length..])
                    : ApiLineParser.EnumValue(type, trimmed));
            }

            return types;
        }
    }
}

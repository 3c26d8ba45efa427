using System.Text.RegularExpressions;

namespace AnodeGuard.Contract.Api
{
    /// <summary>Takes one line of a list apart. The grammar is that of C# declarations with full type names:
    /// <code>
    /// sealed class N.T : N.Base, N.IFace [Obsolete]
    ///   N.T: public static int M(ref int a, string b = null) [native]
    ///   N.T: public virtual int P { get; set; }
    ///   N.T.Value = 3
    /// </code>
    /// A line that does not fit is refused: a list half understood proves nothing.</summary>
    internal static partial class ApiLineParser
    {
        private static readonly string[] TypeKinds = ["class", "struct", "interface", "enum", "delegate"];
        private static readonly string[] Passings = ["ref", "out", "in", "params"];

        private static readonly string[] MemberModifiers =
        [
            "public", "protected", "static", "abstract", "virtual", "override", "sealed", "readonly", "const", "event",
        ];

        public static ApiType Type(string line)
        {
            bool isObsolete = TakeMarker(ref line, "[Obsolete]");
            List<string> modifiers = [];
            string word = TakeWord(ref line);
            while (!TypeKinds.Contains(word))
            {
                modifiers.Add(word);
                word = TakeWord(ref line);
            }

            ApiTypeKind kind = Enum.Parse<ApiTypeKind>(word, ignoreCase: true);
            if (kind == ApiTypeKind.Delegate)
            {
                return Delegate(line, isObsolete);
            }

            string[] halves = line.Split(" : ", 2);
            return new ApiType(kind, halves[0].Trim())
            {
                Modifiers = modifiers,
                Bases = halves.Length == 1 ? [] : halves[1].Split(", "),
                IsObsolete = isObsolete,
            };
        }

        /// <summary>A value of the enum <paramref name="type"/>: <c>N.E.Name = 1</c>.</summary>
        public static ApiMember EnumValue(ApiType type, string line)
        {
            string[] halves = line[(type.Name.Length + 1)..].Split(" = ", 2);
            return new ApiMember(ApiMemberKind.Field, type.Name, halves[0])
            {
                Modifiers = ["public", "const"],
                Constant = halves[1],
            };
        }

        public static ApiMember Member(ApiType type, string line)
        {
            string rest = line;
            bool isObsolete = TakeMarker(ref rest, "[Obsolete]");
            bool isNative = TakeMarker(ref rest, "[native]");
            isObsolete |= TakeMarker(ref rest, "[Obsolete]");
            List<string> modifiers = [];
            while (MemberModifiers.Contains(PeekWord(rest)))
            {
                modifiers.Add(TakeWord(ref rest));
            }

            ApiMember member = Declaration(type, rest, modifiers, line);
            return member with { Modifiers = modifiers, IsNative = isNative, IsObsolete = isObsolete };
        }

        private static ApiMember Declaration(ApiType type, string rest, List<string> modifiers, string line)
        {
            string simpleName = type.Name[(type.Name.LastIndexOf('.') + 1)..];
            if (rest.StartsWith(simpleName + "(", StringComparison.Ordinal))
            {
                return new ApiMember(ApiMemberKind.Constructor, "void", ".ctor") { Parameters = Parameters(Inside(rest, '(', ')')) };
            }

            string memberType = TakeWord(ref rest);
            if (modifiers.Remove("event"))
            {
                return new ApiMember(ApiMemberKind.Event, memberType, rest);
            }

            if (rest.EndsWith('}'))
            {
                int brace = rest.LastIndexOf('{');
                bool isIndexer = rest.StartsWith("this[", StringComparison.Ordinal);
                return new ApiMember(ApiMemberKind.Property, memberType, isIndexer ? "this" : rest[..brace].Trim())
                {
                    Accessors = rest[brace..].Trim('{', '}', ' ').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    Parameters = isIndexer ? Parameters(Inside(rest[..brace], '[', ']')) : [],
                };
            }

            if (modifiers.Contains("const"))
            {
                string[] halves = rest.Split(" = ", 2);
                return new ApiMember(ApiMemberKind.Field, memberType, halves[0]) { Constant = halves[1] };
            }

            if (rest.EndsWith(')'))
            {
                string name = rest[..rest.IndexOf('(')];
                return new ApiMember(ApiMemberKind.Method, memberType, name) { Parameters = Parameters(Inside(rest, '(', ')')) };
            }

            return Identifier().IsMatch(rest)
                ? new ApiMember(ApiMemberKind.Field, memberType, rest)
                : throw new FormatException($"not a member line: {line}");
        }

        private static ApiType Delegate(string line, bool isObsolete)
        {
            string returns = TakeWord(ref line);
            string name = line[..line.IndexOf('(')];
            int angle = name.IndexOf('<');
            ApiType type = new(ApiTypeKind.Delegate, angle < 0 ? name : name[..angle])
            {
                TypeParameters = angle < 0 ? [] : Inside(name, '<', '>').Split(','),
                Modifiers = ["sealed"],
                IsObsolete = isObsolete,
            };
            type.Members.Add(new ApiMember(ApiMemberKind.Method, returns, "Invoke")
            {
                Modifiers = ["public", "virtual"],
                Parameters = Parameters(Inside(line, '(', ')')),
            });
            return type;
        }

        private static List<ApiParameter> Parameters(string text)
        {
            List<ApiParameter> parameters = [];
            foreach (string one in text.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            {
                string[] halves = one.Split(" = ", 2);
                string declaration = halves[0];
                string passing = Passings.Contains(PeekWord(declaration)) ? TakeWord(ref declaration) : "";
                string type = TakeWord(ref declaration);
                parameters.Add(new ApiParameter(passing, type, declaration, halves.Length == 1 ? null : halves[1]));
            }

            return parameters;
        }

        private static string Inside(string text, char open, char close)
        {
            int start = text.IndexOf(open) + 1;
            return text[start..text.LastIndexOf(close)];
        }

        private static bool TakeMarker(ref string line, string marker)
        {
            if (!line.EndsWith(marker, StringComparison.Ordinal))
            {
                return false;
            }

            line = line[..^marker.Length].TrimEnd();
            return true;
        }

        private static string PeekWord(string text)
        {
            int space = text.IndexOf(' ');
            return space < 0 ? text : text[..space];
        }

        private static string TakeWord(ref string text)
        {
            string word = PeekWord(text);
            if (word.Length == text.Length)
            {
                throw new FormatException($"the line ends too early: {text}");
            }

            text = text[(word.Length + 1)..];
            return word;
        }

        [GeneratedRegex(@"^[A-Za-z_]\w*$")]
        private static partial Regex Identifier();
    }
}

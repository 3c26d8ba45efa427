namespace AnodeGuard.Contract.Api
{
    /// <summary>What a type line of a list declares.</summary>
    public enum ApiTypeKind
    {
        /// <summary>A class, static ones included.</summary>
        Class,

        /// <summary>A value type that is no enum.</summary>
        Struct,

        /// <summary>An interface.</summary>
        Interface,

        /// <summary>An enum; its one base is the underlying type.</summary>
        Enum,

        /// <summary>A delegate; its one member is the signature of Invoke.</summary>
        Delegate,
    }

    /// <summary>What a member line of a list declares.</summary>
    public enum ApiMemberKind
    {
        /// <summary>A field, constants and enum values included.</summary>
        Field,

        /// <summary>An instance constructor.</summary>
        Constructor,

        /// <summary>A method, operators included (op_...).</summary>
        Method,

        /// <summary>A property or an indexer.</summary>
        Property,

        /// <summary>An event.</summary>
        Event,
    }

    /// <summary>One parameter; <c>Passing</c> is empty, ref, out, in or params.</summary>
    public sealed record ApiParameter(string Passing, string Type, string Name, string? Default);

    /// <summary>One member line, taken apart.</summary>
    public sealed record ApiMember(ApiMemberKind Kind, string Type, string Name)
    {
        /// <summary>public, protected, static, const, virtual, ... in the order of the line.</summary>
        public IReadOnlyList<string> Modifiers { get; init; } = [];

        /// <summary>Parameters of a method, a constructor or an indexer.</summary>
        public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

        /// <summary>The accessors of a property: get, set.</summary>
        public IReadOnlyList<string> Accessors { get; init; } = [];

        /// <summary>The text of a constant's value.</summary>
        public string? Constant { get; init; }

        /// <summary>Implemented by the firmware: no managed body.</summary>
        public bool IsNative { get; init; }

        /// <summary>Marked obsolete by its authors.</summary>
        public bool IsObsolete { get; init; }

        /// <summary>True where <paramref name="modifier"/> stands on the line.</summary>
        public bool Is(string modifier)
        {
            return Modifiers.Contains(modifier);
        }
    }

    /// <summary>One type line with the member lines that belong to it.</summary>
    public sealed record ApiType(ApiTypeKind Kind, string Name)
    {
        /// <summary>static, abstract, sealed.</summary>
        public IReadOnlyList<string> Modifiers { get; init; } = [];

        /// <summary>Names of type parameters; only delegates of mscorlib have any.</summary>
        public IReadOnlyList<string> TypeParameters { get; init; } = [];

        /// <summary>Base class, if it is not implied by the kind, and interfaces.</summary>
        public IReadOnlyList<string> Bases { get; init; } = [];

        /// <summary>Members in the order of the list.</summary>
        public List<ApiMember> Members { get; } = [];

        /// <summary>Marked obsolete by its authors.</summary>
        public bool IsObsolete { get; init; }

        /// <summary>The name as metadata knows it, with the count of type parameters.</summary>
        public string Key => TypeParameters.Count == 0 ? Name : $"{Name}`{TypeParameters.Count}";
    }

    /// <summary>An assembly another one was built against.</summary>
    public sealed record ApiReference(string Name, Version Version);
}

namespace AnodeGuard.Contract.Allocation
{
    /// <summary>What asks the heap for memory.</summary>
    public enum AllocationKind
    {
        /// <summary>new of a class, delegates and closures included.</summary>
        Object,

        /// <summary>new T[], and the hidden array of a params call.</summary>
        Array,

        /// <summary>A value type turned into an object.</summary>
        Box,

        /// <summary>A call out of the given assemblies that gives back a string or an array: ToString, Concat, Substring,
        /// Format, GetBytes and the like. Where it is a property it is taken for stored and let pass.</summary>
        NewFromOutside,

        /// <summary>A struct as a local variable, made by new, or given back by a call out. On .NET it costs nothing; the interpreter keeps each on
        /// the heap (nf-interpreter, InitializeLocals and NewObject).</summary>
        InterpreterStruct,

        /// <summary>A string literal. On .NET it is there already; the interpreter makes a header for it each time it is
        /// loaded (nf-interpreter, CLR_RT_HeapBlock_String::CreateInstance).</summary>
        InterpreterLiteral,
    }

    /// <summary>One place that asks for memory, and how the root gets there.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="What">The type or the method involved.</param>
    /// <param name="File">The source; the method's name where the assembly carries no line numbers.</param>
    /// <param name="Line">The line; 0 where unknown.</param>
    /// <param name="Path">The calls that lead there, the root first.</param>
    public sealed record Allocation(AllocationKind Kind, string What, string File, int Line, IReadOnlyList<string> Path)
    {
        /// <summary>True for what only the interpreter pays for.</summary>
        public bool IsInterpreterOnly => Kind is AllocationKind.InterpreterStruct or AllocationKind.InterpreterLiteral;

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{File}:{Line}: {Kind} {What} (by way of {string.Join(" > ", Path)})";
        }
    }
}

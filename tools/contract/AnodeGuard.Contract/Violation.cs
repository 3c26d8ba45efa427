namespace AnodeGuard.Contract
{
    /// <summary>One broken promise: which rule, where, and why it matters on the device.</summary>
    /// <param name="Rule">A compiler id (CS...), a rule id (AGC...), or a project rule id (AGP...).</param>
    /// <param name="File">The source or project file.</param>
    /// <param name="Line">Counted from 1; 0 where the whole file is meant.</param>
    /// <param name="Reason">What is wrong, in words that lead to the remedy.</param>
    public sealed record Violation(string Rule, string File, int Line, string Reason)
    {
        /// <summary>The form editors and logs understand: <c>file:line: rule: reason</c>.</summary>
        public override string ToString()
        {
            return $"{File}:{Line}: {Rule}: {Reason}";
        }
    }
}

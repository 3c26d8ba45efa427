namespace AnodeGuard.Mutation
{
    /// <summary>One planted bug.</summary>
    /// <param name="Id">Number in the mutated source.</param>
    /// <param name="File">Source file, relative to the core.</param>
    /// <param name="Line">Line, from 1.</param>
    /// <param name="Original">The text it replaces.</param>
    /// <param name="Mutated">What it puts there.</param>
    internal sealed record Mutant(int Id, string File, int Line, string Original, string Mutated)
    {
        public override string ToString()
        {
            return File + ":" + Line + ": " + Original.ReplaceLineEndings(" ") + "  ->  " + Mutated.ReplaceLineEndings(" ");
        }
    }
}

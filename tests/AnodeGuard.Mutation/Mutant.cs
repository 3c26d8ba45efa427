namespace AnodeGuard.Mutation
{
    /// <summary>One planted bug.</summary>
    /// <param name="Id">Number in the mutated source.</param>
    /// <param name="File">Source file, relative to the core.</param>
    /// <param name="Line">Line, from 1.</param>
    /// <param name="Member">Method, property or field it stands in.</param>
    /// <param name="Original">The text it replaces.</param>
    /// <param name="Mutated">What it puts there.</param>
    internal sealed record Mutant(int Id, string File, int Line, string Member, string Original, string Mutated)
    {
        public override string ToString()
        {
            return Line + " | " + Key;
        }

        /// <summary>Both texts, on one line.</summary>
        public string Change
        {
            get { return OneLine(Original) + "  ->  " + OneLine(Mutated); }
        }

        /// <summary>What it is called in the list of equivalents: nothing that moves with the lines above it.</summary>
        public string Key
        {
            get { return File + " | " + Member + " | " + Change; }
        }

        private static string OneLine(string text)
        {
            return string.Join(' ', text.Split((char[])null, System.StringSplitOptions.RemoveEmptyEntries));
        }
    }
}

namespace AnodeGuard.Contract.Api
{
    /// <summary>The text of a list's lines.</summary>
    public static class ApiText
    {
        /// <summary>A line without its indent and the marks that are no part of a signature: [native], [Obsolete].</summary>
        public static string Unmarked(string line)
        {
            return line.Replace(" [native]", "").Replace(" [Obsolete]", "").Trim();
        }
    }
}

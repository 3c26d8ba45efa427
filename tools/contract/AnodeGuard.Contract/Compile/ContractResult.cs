using AnodeGuard.Contract.Projects;
using Microsoft.CodeAnalysis.CSharp;

namespace AnodeGuard.Contract.Compile
{
    /// <summary>What came of compiling one device project against the device's own surface.</summary>
    /// <param name="Project">The project.</param>
    /// <param name="Compilation">Syntax and meaning, for the rules.</param>
    /// <param name="Image">The assembly; empty where it did not compile.</param>
    /// <param name="Violations">Everything that is wrong.</param>
    public sealed record ContractResult(
        NanoProject Project, CSharpCompilation Compilation, byte[] Image, IReadOnlyList<Violation> Violations);
}

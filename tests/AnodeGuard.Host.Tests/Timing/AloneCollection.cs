using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>Tests that measure the process (its heap): nothing else may run beside them.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public class AloneCollection
    {
        public const string Name = "alone";
    }
}

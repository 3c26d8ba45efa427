using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Projects;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>The real thing: every device project of this repository keeps the contract.</summary>
    public class DeviceProjectTests
    {
        private static readonly string Root = Repository.Above(AppContext.BaseDirectory)
            ?? throw new DirectoryNotFoundException("the tests run outside the repository");

        private static readonly ContractCheck Contract = new(ApiCatalog.Default);

        public static TheoryData<string> Projects => [.. Repository.NanoProjects(Root).Select(path => Path.GetRelativePath(Root, path))];

        [Theory]
        [MemberData(nameof(Projects))]
        public void ADeviceProjectKeepsTheContract(string project)
        {
            IReadOnlyList<Violation> violations = Contract.Check(Path.Combine(Root, project));

            Assert.True(violations.Count == 0, Environment.NewLine + string.Join(Environment.NewLine, violations));
        }

        [Fact]
        public void NoSourceBelongsToTwoDeviceProjects()
        {
            IEnumerable<string> doubles = Repository.NanoProjects(Root)
                .SelectMany(project => NanoProject.Load(project).Sources)
                .GroupBy(source => source.Path)
                .Where(group => group.Count() > 1)
                .Select(group => group.Key);

            Assert.Empty(doubles);
        }
    }
}

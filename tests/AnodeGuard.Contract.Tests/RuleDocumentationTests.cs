using AnodeGuard.Contract.Projects;
using AnodeGuard.Contract.Rules;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>Whoever meets a rule's id in a log finds it explained.</summary>
    public class RuleDocumentationTests
    {
        [Fact]
        public void EveryRuleIsExplained()
        {
            string text = File.ReadAllText(Path.Combine(Repository.Above(AppContext.BaseDirectory)!, "tools", "contract", "README.md"));

            Assert.All(RuleBook.Rules, rule => Assert.Contains($"| {rule.Id} |", text));
        }
    }
}

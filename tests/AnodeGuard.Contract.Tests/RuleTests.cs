using System.Text.RegularExpressions;
using AnodeGuard.Contract.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>Each rule fires on the lines that end in <c>// AGCnnn</c>, and on no other line of its sample: the
    /// neighbours show what it must leave alone.</summary>
    public partial class RuleTests
    {
        public static TheoryData<string> SampleNames => [.. RuleSamples.All.Keys];

        [Theory]
        [MemberData(nameof(SampleNames))]
        public void ARuleFiresWhereItShouldAndNowhereElse(string name)
        {
            CSharpCompilation compilation = DeviceSnippet.Compile(RuleSamples.All[name], RuleSamples.AssemblyOf(name));
            IEnumerable<string> found = RuleBook.Check(compilation).Select(violation => $"{violation.Line} {violation.Rule}");

            Assert.Equal(Marks(RuleSamples.All[name]).Order(), found.Order());
        }

        /// <summary>The dangerous ones are those the compiler lets pass; some it stops itself, with less of a reason.</summary>
        [Theory]
        [MemberData(nameof(SampleNames))]
        public void TheSampleCompiles(string name)
        {
            CSharpCompilation compilation = DeviceSnippet.Compile(RuleSamples.All[name], RuleSamples.AssemblyOf(name));

            Assert.Equal(name is "AGC016" or "AGC017" or "AGC019", DeviceSnippet.Errors(compilation).Count > 0);
        }

        [Fact]
        public void EveryRuleHasASampleAndAnIdOfItsOwn()
        {
            List<string> ids = [.. RuleBook.Rules.Select(rule => rule.Id)];

            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(ids, id => Assert.Contains(Marks(RuleSamples.All[id]), mark => mark.EndsWith(id, StringComparison.Ordinal)));
        }

        private static IEnumerable<string> Marks(string source)
        {
            string[] lines = source.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                foreach (Match mark in RuleId().Matches(lines[i]))
                {
                    yield return $"{i + 1} {mark.Value}";
                }
            }
        }

        [GeneratedRegex(@"AGC\d{3}")]
        private static partial Regex RuleId();
    }
}

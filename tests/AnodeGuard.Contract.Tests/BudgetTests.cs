using System.Text.Json;
using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Compile;
using AnodeGuard.Contract.Projects;
using Mono.Cecil;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>What goes onto the chip may not outgrow firmware/budget.json.</summary>
    public class BudgetTests
    {
        private static readonly string Root = Repository.Above(AppContext.BaseDirectory)!;

        [Fact]
        public void NoAssemblyIsLargerThanItsBudget()
        {
            using JsonDocument budget = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "firmware", "budget.json")));
            Dictionary<string, int> allowed = budget.RootElement.GetProperty("il_bytes").EnumerateObject()
                .ToDictionary(one => one.Name, one => one.Value.GetInt32());
            ContractCompiler compiler = new(ApiCatalog.Default);
            Dictionary<string, int> actual = Repository.NanoProjects(Root)
                .Where(path => !path.Contains("tests", StringComparison.Ordinal))
                .Select(compiler.Compile)
                .ToDictionary(result => result.Compilation.AssemblyName!, result => CodeBytes(result.Image));

            Assert.Equal(allowed.Keys.Order(), actual.Keys.Order());
            IEnumerable<string> over = actual.Where(one => one.Value > allowed[one.Key])
                .Select(one => $"{one.Key}: {one.Value} bytes of IL, {allowed[one.Key]} allowed by firmware/budget.json");
            Assert.True(!over.Any(), string.Join(Environment.NewLine, over));
        }

        private static int CodeBytes(byte[] image)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(image));
            return module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).Sum(method => method.Body.CodeSize);
        }
    }
}

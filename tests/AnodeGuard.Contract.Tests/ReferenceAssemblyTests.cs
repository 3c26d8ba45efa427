using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Surface;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>The reference assemblies say what the lists say: read back from metadata, every line returns.</summary>
    public class ReferenceAssemblyTests
    {
        public static TheoryData<string> Assemblies => [.. ApiCatalog.Default.Lists.Select(list => list.Name)];

        [Theory]
        [MemberData(nameof(Assemblies))]
        public void EveryLineComesBack(string assembly)
        {
            ApiList list = ApiCatalog.Default.Find(assembly)!;
            IReadOnlyDictionary<string, IReadOnlyList<string>> surface = SurfaceReader.Read(new MemoryStream(ApiCatalog.Default.Image(assembly)));
            IEnumerable<string> written = surface.SelectMany(type => type.Value.Prepend(type.Key));

            Assert.Equal(list.Lines.Select(ApiText.Unmarked).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        }

        [Fact]
        public void TheSameListGivesTheSameFile()
        {
            byte[] again = ApiCatalog.Load(Path.Combine(AppContext.BaseDirectory, "api")).Image("mscorlib");

            Assert.Equal(ApiCatalog.Default.Image("mscorlib"), again);
        }
    }
}

using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Projects;
using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>The lists are read in full, or refused.</summary>
    public class ApiListTests
    {
        [Fact]
        public void TheFirstLineNamesAssemblyVersionAndWhatItWasBuiltAgainst()
        {
            ApiList list = ApiList.Parse("# A.B 1.2.3.4 refs: mscorlib 1.17.11.0, C 5.6.7.8\n");

            Assert.Equal("A.B", list.Name);
            Assert.Equal(new Version(1, 2, 3, 4), list.Version);
            Assert.Equal([new ApiReference("mscorlib", new Version(1, 17, 11, 0)), new ApiReference("C", new Version(5, 6, 7, 8))], list.References);
        }

        [Theory]
        [InlineData("class")]
        [InlineData("class N.T\n  N.T: public")]
        [InlineData("class N.T\n  N.T: public int")]
        [InlineData("class N.T\n  N.T: public int a b")]
        public void ALineThatDoesNotFitIsRefused(string lines)
        {
            Assert.Throws<FormatException>(() => ApiList.Parse("# A 1.0.0.0 refs: \n" + lines));
        }

        /// <summary>
        /// An older assembly than one was built against is a compile error on the user's machine (CS1705), and the runtime links only what has
        /// the same first two numbers (nf-interpreter, CLR_RT_TypeSystem::FindAssembly).
        /// </summary>
        [Fact]
        public void WhatTheListsWereBuiltAgainstIsThereAndNotOlder()
        {
            Assert.All(ApiCatalog.Default.Lists.SelectMany(list => list.References), reference =>
            {
                Version there = ApiCatalog.Default.Find(reference.Name)!.Version;
                Assert.Equal((reference.Version.Major, reference.Version.Minor), (there.Major, there.Minor));
                Assert.True(there >= reference.Version, $"{reference.Name} {there} is older than {reference.Version}, which something was built against");
            });
        }

        /// <summary>tools/flash holds a board to these checksums: a package of another version may have another one.</summary>
        [Fact]
        public void TheNativesThatABoardMustHaveAreThoseOfThePackagesReferenced()
        {
            string root = Repository.Above(AppContext.BaseDirectory)!;
            NanoProject firmware = NanoProject.Load(Path.Combine(root, "firmware", "AnodeGuard.Firmware", "AnodeGuard.Firmware.nfproj"));
            string[][] natives = [.. File.ReadLines(Path.Combine(root, "firmware", "natives.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split(' '))];
            Assert.NotEmpty(natives);
            Assert.All(natives, words =>
            {
                Assert.Contains(firmware.References, reference => reference.Name == words[0]);
                Assert.Equal(ApiCatalog.Default.Find(words[0])!.Version.ToString(3), words[1]);
                Assert.Matches("^0x[0-9A-F]{8}$", words[2]);
            });
        }

        [Fact]
        public void AClosureHoldsWhatIsNeededIndirectly()
        {
            Assert.Equal(
                ["System.IO.Streams", "System.Net", "System.Threading", "mscorlib", "nanoFramework.Runtime.Events", "nanoFramework.System.Text"],
                ApiCatalog.Default.Closure("System.Net").Order(StringComparer.Ordinal));
        }

        [Theory]
        [InlineData("mscorlib", "nanoFramework.CoreLibrary")]
        [InlineData("System.Net", "nanoFramework.System.Net")]
        [InlineData("nanoFramework.System.Text", "nanoFramework.System.Text")]
        [InlineData("nanoFramework.UnitTestLauncher", "nanoFramework.TestFramework")]
        public void AnAssemblyLeadsToItsPackage(string assembly, string package)
        {
            Assert.Equal(package, PackagesConfig.PackageOf(assembly));
        }
    }
}

using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>A small device project in a temporary folder, right in every respect until a test changes it.</summary>
    internal sealed class SampleProject : IDisposable
    {
        private const string Fallback =
            """<Import Project="..\NoNanoFramework.targets" Condition="!Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />""";

        private readonly string _root = Directory.CreateTempSubdirectory("contract").FullName;
        private readonly List<string> _sources = [];
        private readonly List<string> _references = [];

        public SampleProject()
        {
            Source("Properties/AssemblyInfo.cs", "using System.Reflection;\n[assembly: AssemblyVersion(\"1.0.0.0\")]\n");
            Write("../NoNanoFramework.targets", "<Project />");
            Write("host/Sample.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup>
                  <ItemGroup><Compile Include="..\**\*.cs" Exclude="..\host\**;..\bin\**;..\obj\**;..\Properties\**" /></ItemGroup>
                </Project>
                """);
            Reference("mscorlib");
        }

        public string Folder => Path.Combine(_root, "Sample");

        /// <summary>Extra properties of the project.</summary>
        public string Properties { get; set; } = "<LangVersion>9.0</LangVersion>";

        /// <summary>Extra items of the project.</summary>
        public string Items { get; set; } = "";

        /// <summary>The import that every project ends with.</summary>
        public string Imports { get; set; } = Fallback;

        /// <summary>What packages.config holds.</summary>
        public List<string> Packages { get; } = [];

        public void Source(string name, string text)
        {
            Write(name, text);
            _sources.Add(name);
        }

        public void Write(string name, string text)
        {
            string path = Path.GetFullPath(Path.Combine(Folder, name));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        /// <summary>A reference as it should be, with its package; a test may ask for another version.</summary>
        public void Reference(string assembly, string? version = null, string token = ApiCatalog.PublicKeyToken)
        {
            Version real = ApiCatalog.Default.Find(assembly)?.Version ?? new Version(1, 0, 0, 0);
            string package = Contract.Projects.PackagesConfig.PackageOf(assembly);
            _references.Add($"""
                <Reference Include="{assembly}, Version={version ?? real.ToString()}, Culture=neutral, PublicKeyToken={token}">
                  <HintPath>..\packages\{package}.{real.ToString(3)}\lib\{assembly}.dll</HintPath>
                </Reference>
                """);
            Package(package, real.ToString(3));
        }

        public void Package(string id, string version)
        {
            Packages.Add($"""<package id="{id}" version="{version}" targetFramework="netnano1.0" />""");
        }

        public IReadOnlyList<Violation> Check()
        {
            string compile = string.Concat(_sources.Select(source => $"<Compile Include=\"{source.Replace('/', '\\')}\" />\n"));
            Write("Sample.nfproj", $"""
                <Project ToolsVersion="Current" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
                  <PropertyGroup><AssemblyName>Sample</AssemblyName><OutputType>Library</OutputType>{Properties}</PropertyGroup>
                  <ItemGroup>
                {compile}{string.Concat(_references)}{Items}
                  </ItemGroup>
                  {Imports}
                </Project>
                """);
            Write("packages.config", $"<packages>{string.Concat(Packages)}</packages>");
            return new ContractCheck(ApiCatalog.Default).Check(Path.Combine(Folder, "Sample.nfproj"));
        }

        public void Dispose()
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}

using Xunit;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>Project files that disagree with each other or with the lists.</summary>
    public class ProjectFileTests
    {
        [Fact]
        public void ARightProjectPasses()
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample { System.Device.I2c.I2cDevice _device = null; object Use() { return _device; } }");
            project.Reference("System.Device.I2c");

            Assert.Empty(project.Check());
        }

        [Fact]
        public void AnAssemblyThatIsNotReferencedIsNotThere()
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample\n{\n    System.Device.I2c.I2cDevice _device;\n}");

            Assert.Contains(project.Check(), violation => violation is { Rule: "CS0234", Line: 3 });
        }

        [Fact]
        public void AWrongVersionIsNamed()
        {
            using SampleProject project = new();
            project.Reference("System.Math", version: "1.5.100.0");

            Assert.Contains("1.5.100.0", Only(project, "AGP004").Reason);
        }

        [Fact]
        public void AWrongKeyIsNamed()
        {
            using SampleProject project = new();
            project.Reference("System.Math", token: "b77a5c561934e089");

            Only(project, "AGP004");
        }

        [Fact]
        public void AnAssemblyWithoutAListIsRefused()
        {
            using SampleProject project = new();
            project.Items = """<Reference Include="Iot.Device.Ina228, Version=1.0.0.0" />""";

            Only(project, "AGP002");
        }

        [Fact]
        public void PackagesMustHoldTheWholeClosure()
        {
            using SampleProject project = new();
            project.Reference("System.Device.Gpio");

            Assert.Contains("nanoFramework.Runtime.Events is missing", Only(project, "AGP005").Reason);
        }

        [Fact]
        public void APackageOfAnotherVersionIsNamed()
        {
            using SampleProject project = new();
            project.Package("nanoFramework.System.Math", "1.5.100");

            Assert.Contains("1.5.100", Only(project, "AGP005").Reason);
        }

        [Fact]
        public void AHintPathMustLeadToThePackage()
        {
            using SampleProject project = new();
            project.Items = """
                <Reference Include="System.Math, Version=1.5.116.0, Culture=neutral, PublicKeyToken=c07d481e9758c731">
                  <HintPath>..\packages\nanoFramework.System.Math.1.5.100\lib\System.Math.dll</HintPath>
                </Reference>
                """;
            project.Package("nanoFramework.System.Math", "1.5.116");

            Only(project, "AGP006");
        }

        [Fact]
        public void ASourceThatIsNotListedIsNamed()
        {
            using SampleProject project = new();
            project.Write("Forgotten.cs", "class Forgotten { }");

            IReadOnlyList<Violation> violations = project.Check();

            Assert.Equal(["AGP009", "AGP010"], violations.Select(violation => violation.Rule).Order());
            Assert.All(violations, violation => Assert.Contains("Forgotten.cs", violation.Reason));
        }

        [Fact]
        public void ASourceThatIsListedAndAbsentIsNamed()
        {
            using SampleProject project = new();
            project.Items = """<Compile Include="Absent.cs" />""";

            Assert.Contains(project.Check(), violation => violation.Rule == "AGP001");
        }

        [Fact]
        public void TheSiblingMustCompileTheSameFiles()
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample { }");
            project.Write("host/Sample.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Compile Remove="x.cs" /></ItemGroup></Project>""");

            Assert.Contains("Sample.cs is compiled for the device but not by", Only(project, "AGP010").Reason);
        }

        [Theory]
        [InlineData("<LangVersion>latest</LangVersion>")]
        [InlineData("<LangVersion>11.0</LangVersion>")]
        [InlineData("<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>")]
        public void NewerLanguageAndCheckedArithmeticAreRefused(string property)
        {
            using SampleProject project = new();
            project.Properties = property;

            Only(project, "AGP011");
        }

        [Theory]
        [InlineData("")]
        [InlineData("""<Import Project="..\NoNanoFramework.targets" />""")]
        [InlineData("""<Import Project="..\elsewhere\NoNanoFramework.targets" Condition="!Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />""")]
        public void TheFallbackMustBeImportedAndOnlyWhereItIsNeeded(string import)
        {
            using SampleProject project = new();
            project.Imports = import;

            Only(project, "AGP008");
        }

        [Fact]
        public void AnErrorInAReferencedProjectIsTold()
        {
            using SampleProject broken = new();
            broken.Source("Broken.cs", "class Broken { Nothing _a; }");
            broken.Check();
            using SampleProject project = new();
            project.Items = $"""<ProjectReference Include="{broken.Folder}\Sample.nfproj" />""";

            Only(project, "AGP003");
        }

        [Fact]
        public void UnitTestsMustBearTheNameTheRunnerLoads()
        {
            using SampleProject project = new();
            project.Properties = "<IsTestProject>true</IsTestProject>";

            Assert.Contains("NFUnitTest", Only(project, "AGP012").Reason);
        }

        [Fact]
        public void UnitTestsCannotReferenceAProgram()
        {
            using SampleProject program = new();
            program.Source("Program.cs", "class Program { static void Main() { } }");
            program.Properties = "<OutputType>Exe</OutputType>";
            program.Check();
            using SampleProject project = new();
            project.Properties = "<IsTestProject>true</IsTestProject><AssemblyName>NFUnitTest</AssemblyName>";
            project.Items = $"""<ProjectReference Include="{program.Folder}\Sample.nfproj" />""";

            Assert.Contains("cannot reference a program", Only(project, "AGP012").Reason);
        }

        [Fact]
        public void AWarningIsAnError()
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample\n{\n    void Run() { int unused; }\n}");

            Assert.Equal(3, Only(project, "CS0168").Line);
        }

        [Fact]
        public void WhatItsAuthorsCallObsoleteIsAnError()
        {
            using SampleProject project = new();
            project.Source("Sample.cs", "class Sample { System.SpanByte Get() { return default; } }");

            Assert.Contains(project.Check(), violation => violation.Rule == "CS0612");
        }

        private static Violation Only(SampleProject project, string rule)
        {
            IReadOnlyList<Violation> violations = project.Check();
            Assert.All(violations, violation => Assert.Equal(rule, violation.Rule));
            return Assert.Single(violations);
        }
    }
}

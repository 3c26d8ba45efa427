using System.Reflection;

[assembly: AssemblyTitle("NFUnitTest")]
[assembly: AssemblyCompany("AnodeGuard")]
[assembly: AssemblyProduct("AnodeGuard")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>The solution file must be one that every command of the SDK can read.</summary>
    public class SolutionTests
    {
        /// <summary>
        /// `dotnet format` and `dotnet sln` refuse a solution folder that holds two projects of one file name, such as
        /// AnodeGuard.Core.nfproj and AnodeGuard.Core.csproj: the device projects have a folder of their own.
        /// </summary>
        [Fact]
        public void No_solution_folder_holds_two_projects_of_one_name()
        {
            string solution = File.ReadAllText(Path.Combine(Root(), "AnodeGuardFirmware.sln"));
            Dictionary<string, string> nameOf = Regex.Matches(solution, @"= ""[^""]+"", ""(?<path>[^""]+proj)"", ""(?<id>\{[^}]+\})""")
                .ToDictionary(match => match.Groups["id"].Value, match => Path.GetFileNameWithoutExtension(match.Groups["path"].Value.Replace('\\', '/')));
            string[] placed = Regex.Matches(solution, @"^\s*(?<id>\{[^}]+\}) = (?<folder>\{[^}]+\})\s*$", RegexOptions.Multiline)
                .Where(match => nameOf.ContainsKey(match.Groups["id"].Value))
                .Select(match => match.Groups["folder"].Value + nameOf[match.Groups["id"].Value]).ToArray();
            Assert.Equal(nameOf.Count, placed.Length);
            Assert.Equal(placed.Distinct(), placed);
        }

        private static string Root()
        {
            DirectoryInfo at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "AnodeGuardFirmware.sln")))
            {
                at = at.Parent;
            }

            return at.FullName;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace AnodeGuard.Mutation
{
    /// <summary>
    /// Mutation run over the core. The options, all with a value, are told in README.md.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            Dictionary<string, string> given;
            try
            {
                given = Read(arguments);
            }
            catch (ArgumentException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return 2;
            }

            string root = given["--root"].Length > 0 ? given["--root"] : Root();
            string tests = Path.Combine(root, "tests", "AnodeGuard.Tests", "host", "bin", "Release", "net10.0", "AnodeGuard.Tests.dll");
            Stopwatch watch = Stopwatch.StartNew();
            MutatedCore core = MutatedCore.Build(Path.Combine(root, "firmware", "AnodeGuard.Core"));
            Console.WriteLine(core.Mutants.Count + " mutants compile into one core (" + watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s)");
            Func<Mutant, bool> isWanted = Wanted(given["--again"]);
            string[] files = Names(given["--file"]);
            Mutant[] sample = Sample(core.Mutants.Where(mutant => (files.Length == 0 || files.Any(part => mutant.File.Contains(part, StringComparison.Ordinal))) && isWanted(mutant)).ToArray(), Number(given, "--sample"), Number(given, "--seed"));
            IReadOnlyDictionary<string, string> equivalents = Equivalents.Read(Path.Combine(root, "tests", "AnodeGuard.Mutation", "equivalents.txt"), core.Mutants);
            int drawn = sample.Length;
            sample = sample.Where(mutant => !equivalents.ContainsKey(mutant.Key)).ToArray();
            sample = sample.Where((_, i) => i % Math.Max(1, Number(given, "--parts")) == Number(given, "--part") - 1).ToArray();
            Console.WriteLine(sample.Length + " of " + drawn + " drawn are tried; the others are known to change nothing, or belong to another part");
            Campaign campaign = new Campaign(core, tests, TimeSpan.FromSeconds(Number(given, "--slowest")), TimeSpan.FromSeconds(Number(given, "--patience")), Names(given["--only"]), Names(given["--without"]), Console.Out);
            campaign.Run(sample, Number(given, "--threads"));
            return Report(campaign, sample, Number(given, "--at-least"), watch.Elapsed);
        }

        private static int Report(Campaign campaign, Mutant[] sample, int atLeast, TimeSpan took)
        {
            foreach (IGrouping<string, Mutant> file in sample.GroupBy(mutant => mutant.File))
            {
                int alive = campaign.Survivors.Count(mutant => mutant.File == file.Key);
                Console.WriteLine(file.Key.PadRight(40) + (file.Count() - alive).ToString(CultureInfo.InvariantCulture).PadLeft(6) + " of " + file.Count());
            }

            double rate = sample.Length == 0 ? 100 : 100.0 * campaign.Killed / sample.Length;
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} of {1} killed: {2:0.0} % ({3:0} s)", campaign.Killed, sample.Length, rate, took.TotalSeconds));
            return rate < atLeast ? 1 : 0;
        }

        private static Mutant[] Sample(Mutant[] all, int count, int seed)
        {
            if (count > 0 && count < all.Length)
            {
                new Random(seed).Shuffle(all);
                all = all[..count];
            }

            return all.OrderBy(mutant => mutant.Id).ToArray();
        }

        private static Dictionary<string, string> Read(string[] arguments)
        {
            Dictionary<string, string> given = new Dictionary<string, string>
            {
                ["--sample"] = "0",
                ["--seed"] = "1",
                ["--threads"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
                ["--slowest"] = "3",
                ["--patience"] = "20",
                ["--file"] = string.Empty,
                ["--root"] = string.Empty,
                ["--only"] = string.Empty,
                ["--again"] = string.Empty,
                ["--without"] = "EnduranceTests,InnocentTests,ContactLatencyTests,AttackTests",
                ["--parts"] = "1",
                ["--part"] = "1",
                ["--at-least"] = "0",
            };
            for (int i = 0; i < arguments.Length; i += 2)
            {
                if (!given.ContainsKey(arguments[i]) || i + 1 == arguments.Length)
                {
                    throw new ArgumentException("unknown or without a value: " + arguments[i] + " (accepted: " + string.Join(", ", given.Keys) + ", each with a value)");
                }

                given[arguments[i]] = arguments[i + 1];
            }

            foreach (string name in given.Keys.Where(name => name is not ("--file" or "--root" or "--without" or "--only" or "--again")))
            {
                if (!int.TryParse(given[name], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    throw new ArgumentException(name + ": '" + given[name] + "' is not a whole number from 0 up");
                }
            }

            return given;
        }

        private static string[] Names(string given)
        {
            return given.Split(',', StringSplitOptions.RemoveEmptyEntries);
        }

        /// <summary>All mutants, or those alone that outlived the run whose output this file holds.</summary>
        private static Func<Mutant, bool> Wanted(string path)
        {
            if (path.Length == 0)
            {
                return _ => true;
            }

            HashSet<string> keys = File.ReadAllLines(path).Where(line => line.StartsWith(Campaign.Survives, StringComparison.Ordinal)).Select(line => line[(line.IndexOf(" | ", StringComparison.Ordinal) + 3)..]).ToHashSet();
            return mutant => keys.Contains(mutant.Key);
        }

        private static int Number(Dictionary<string, string> given, string name)
        {
            return int.Parse(given[name], CultureInfo.InvariantCulture);
        }

        private static string Root([CallerFilePath] string path = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path), "..", ".."));
        }
    }
}

namespace AnodeGuard.Contract.Tests
{
    /// <summary>One sample or more for each rule. A line that breaks a rule names it in a comment; all others are
    /// innocent.</summary>
    internal static class RuleSamples
    {
        public static IReadOnlyDictionary<string, string> All { get; } =
            LanguageSamples.All.Concat(NumberSamples.All).ToDictionary(sample => sample.Key, sample => sample.Value);

        /// <summary>Some rules hold for some assemblies only.</summary>
        public static string AssemblyOf(string sample)
        {
            return sample switch
            {
                "AGC009 in a unit test" => "NFUnitTest",
                "AGC010" => "AnodeGuard.Core",
                "AGC020 in the HAL" => "AnodeGuard.Hal.Esp32",
                _ => "AnodeGuard.App",
            };
        }
    }
}

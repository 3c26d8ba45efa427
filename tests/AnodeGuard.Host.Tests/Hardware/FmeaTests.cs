using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>
    /// The detection column of hardware/docs/fmea.csv is true on the emulated board: each fault that the firmware is said to
    /// detect is put in under the running firmware, which reports that very id, and reports nothing without it.
    /// </summary>
    public class FmeaTests
    {
        private const string NotDetected = "none";

        /// <summary>Each pair of net effect and fault id that the table claims, once.</summary>
        public static TheoryData<string, string> Claims
        {
            get
            {
                TheoryData<string, string> claims = [];
                foreach ((string proof, string fault) in Detected().Select(row => (row["proof"], row["fault_id"])).Distinct())
                {
                    claims.Add(proof, fault);
                }

                return claims;
            }
        }

        [Theory]
        [MemberData(nameof(Claims))]
        public void Firmware_reports_the_fault_that_the_table_names(string proof, string fault)
        {
            Assert.True(FmeaInjection.All.TryGetValue(proof, out FmeaInjection injection), Rows(proof) + ": no injection is called '" + proof + "'");

            HashSet<string> reported = FmeaRun.Of(injection);

            Assert.True(reported.Contains(fault), Rows(proof) + ": '" + proof + "' should report " + fault + ", reported: " + string.Join(", ", reported));
        }

        [Fact]
        public void Without_a_fault_nothing_is_reported()
        {
            Assert.Empty(FmeaRun.Of(new FmeaInjection(_ => { })));
            Assert.Empty(FmeaRun.Of(new FmeaInjection(_ => { }, Restarts: true)));
        }

        [Fact]
        public void Every_row_names_a_fault_of_the_firmware_that_something_detects()
        {
            IReadOnlyList<IReadOnlyDictionary<string, string>> rows = HardwareFolder.Rows("docs", "fmea.csv");
            Assert.True(rows.Count > 100, rows.Count + " rows");
            foreach (IReadOnlyDictionary<string, string> row in rows.Where(row => row["fault_id"] != NotDetected))
            {
                FaultRow fault = FaultTable.Rows.SingleOrDefault(f => f.Name == row["fault_id"]);
                Assert.True(fault != null && fault.IsDetectedByCore, row["references"] + " " + row["failure"] + ": " + row["fault_id"]);
            }
        }

        [Fact]
        public void Every_injection_is_named_by_a_row()
        {
            Assert.Empty(FmeaInjection.All.Keys.Except(Detected().Select(row => row["proof"])));
        }

        private static IEnumerable<IReadOnlyDictionary<string, string>> Detected()
        {
            return HardwareFolder.Rows("docs", "fmea.csv").Where(row => row["fault_id"] != NotDetected);
        }

        private static string Rows(string proof)
        {
            return string.Join("; ", Detected().Where(row => row["proof"] == proof).Select(row => row["references"] + " " + row["failure"]));
        }
    }
}

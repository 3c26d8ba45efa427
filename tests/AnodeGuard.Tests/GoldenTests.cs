using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// The same snapshots give the same verdicts, bit for bit, on every machine. The numbers were taken from .NET on
    /// x64; a change of the core that is meant changes them too, and is then seen in review.
    /// </summary>
    [TestClass]
    public class GoldenTests
    {
        [TestMethod]
        public void A_life_of_a_cell()
        {
            Fnv fingerprint = new Fnv();
            GuardSettings settings = new GuardSettings();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 50000000;
            Bench bench = new Bench(settings);
            Lcg story = new Lcg(2024);
            for (int turn = 0; turn < 3000; turn++)
            {
                if (turn % 50 == 0)
                {
                    bench.Current = story.Between(-6000000, 6000000);
                    bench.Cell = 3600000 + (bench.Current / 50);
                    bench.Temperature += story.Between(-300, 300);
                }

                bench.LeadOpen = turn > 1500 && turn < 1800;
                bench.Electrode = turn > 2500 ? bench.Electrode * 98 / 100 : 3000000;
                bench.Snapshot.Acknowledge = turn % 400 == 399;
                fingerprint.Add(bench.Step());
            }

            Assert.IsTrue(bench.Latched(FaultId.SenseContactAnode), "the story ends with a contact");
            Assert.AreEqual(GoldenLife, fingerprint.Hash);
        }

        [TestMethod]
        public void Rows_of_a_recording()
        {
            Fnv fingerprint = new Fnv();
            Rows rows = new Rows(Rows.Unit());
            Lcg story = new Lcg(77);
            long time = 0;
            for (int row = 0; row < 3000; row++)
            {
                time += story.Between(1, 20000000);
                rows.Snapshot.CellMillicelsius.Set(story.Between(0, 40000), time, Validity.Valid, SampleSource.Recording);
                fingerprint.Add(rows.Add(time, story.Between(-2500000, 2500000)));
            }

            Assert.AreEqual(GoldenRows, fingerprint.Hash);
        }

        private const long GoldenLife = 1084160174688601925;
        private const long GoldenRows = 2019334657322821465;
    }
}

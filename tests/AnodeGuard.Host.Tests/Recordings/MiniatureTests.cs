using System.IO;
using System.IO.Compression;
using System.Linq;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>
    /// One story in every format: at rest, charged with 1.5 mA, discharged with 1.5 mA. However a cycler writes it, the
    /// same five rows have to come out.
    /// </summary>
    public class MiniatureTests
    {
        private static readonly string[] Story = { "0,3.7,0", "5,3.7512,0.0015", "10,3.7524,0.0015", "70,3.6488,-0.0015", "130,3.6412,-0.0015" };

        [Theory]
        [InlineData("bdf-ontology.csv", "Battery Data Format CSV", ",,24.5", "ambient temperature stands in")]
        [InlineData("bdf-machine.csv", "Battery Data Format CSV", ",2.95,", "sense voltage from 'sense_voltage_volt' in V")]
        [InlineData("bdf-cycle-not-whole.csv", "Battery Data Format CSV", ",,", "cycle number from 'Cycle Count / 1'")]
        [InlineData("biologic-comma.mpt", "BioLogic EC-Lab text", ",,24.5", "--map \"sense=-Ece/V\"")]
        [InlineData("biologic-point.mpt", "BioLogic EC-Lab text", ",,", "cell voltage from '<Ewe>/V' in V")]
        [InlineData("arbin.csv", "Arbin CSV", ",,24.5", "--map \"sense=Aux_Voltage_1(V)\"")]
        [InlineData("arbin-spaces.csv", "Arbin CSV", ",,", "time from 'Test Time (s)' in s")]
        [InlineData("neware-milliamps.csv", "Neware CSV", ",,", "'Total Time' is written as hours, minutes and seconds")]
        [InlineData("neware-unsigned.csv", "Neware CSV", ",,", "state from 'Step Type'")]
        [InlineData("neware-chinese-gbk.csv", "Neware CSV", ",,24.5", "cell voltage from '电压(V)' in V")]
        [InlineData("neware-step-time.csv", "Neware CSV", ",,24.5", "starts anew with every step")]
        [InlineData("neware-nested.csv", "Neware CSV in three levels", ",,", "starts anew with every step")]
        [InlineData("neware-nested-chinese.csv", "Neware CSV in three levels", ",,", "cell voltage from '电压(mV)' in mV")]
        [InlineData("maccor-days.txt", "Maccor text", ",,", "currents are unsigned: the sign is that of 'State'")]
        [InlineData("maccor-minutes.txt", "Maccor text", ",,", "taken as min, by the wall clock in 'DPT Time'")]
        [InlineData("maccor-seconds.txt", "Maccor text", ",,", "time from 'Test Time (sec)' in s")]
        [InlineData("landt-raw.csv", "Landt", ",,", "'temperature_1_C' is 0 throughout: taken as not measured")]
        [InlineData("landt-text.txt", "Landt", ",,", "time from 'Test(Sec)' in s")]
        [InlineData("basytec.txt", "Basytec text", ",,24.5", "time from 'Time[h]' in h")]
        [InlineData("novonix.csv", "Novonix CSV", ",,24.5", "cell voltage from 'Potential (V)' in V")]
        [InlineData("pybamm.csv", "PyBaMM CSV", ",,", "discharge is positive in PyBaMM")]
        [InlineData("digatron.csv", "Digatron CSV", ",,", "time from 'Program Duration#s' in s")]
        public void The_story_comes_out_of_every_format(string file, string format, string sides, string note)
        {
            Reading reading = Reading.Of(Miniature.File(file));
            Assert.Equal(format, reading.Format);
            Assert.Equal(Story.Select(row => row + sides), reading.Rows);
            Assert.Contains(note, reading.Notes);
            Assert.DoesNotContain("reversed: ", reading.Findings);
            Assert.DoesNotContain("wrong", reading.Findings);
        }

        [Fact]
        public void The_story_comes_out_of_a_gzip_whatever_its_name()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                using (FileStream file = File.Create(folder.File("cell.dat")))
                using (GZipStream gzip = new GZipStream(file, CompressionLevel.Fastest))
                {
                    gzip.Write(File.ReadAllBytes(Miniature.File("biologic-comma.mpt")));
                }

                Assert.Equal(Story.Select(row => row + ",,24.5"), Reading.Of(folder.File("cell.dat")).Rows);
            }
        }

        [Theory]
        [InlineData("arbin.csv", "sense=Aux_Voltage_1(V)", "24.5")]
        [InlineData("biologic-comma.mpt", "sense=-Ece/V", "24.5")]
        [InlineData("maccor-days.txt", "sense=Aux #1", "")]
        [InlineData("plain-named.csv", "time=Zeit,voltage=Spannung:mV,current=-Strom:mA,sense=Cu-Schicht,temperature=Temp1", "24.5")]
        public void The_sense_layer_may_stand_in_any_column(string file, string map, string temperature)
        {
            Reading reading = Reading.Of(Miniature.File(file), "--map", map);
            Assert.Equal(Story.Select(row => row + ",2.95," + temperature), reading.Rows);
        }

        [Theory]
        [InlineData("bdf-cycle-not-whole.csv", "'Cycle Count / 1' counts, but holds 6.283185, which is not whole")]
        [InlineData("bdf-time-inflated.csv", "the time column ran 468000 s while the clock in 'Unix Time / s' ran 130 s (3600 times as far)")]
        [InlineData("bdf-hours-discharge-positive.csv", "the sign of the current looks reversed")]
        [InlineData("neware-unsigned.csv", "the current is positive in 2 rows whose state says discharge")]
        [InlineData("maccor-days.txt", "the temperature lies below absolute zero in 5 rows: taken as not measured")]
        [InlineData("plain-unsigned.csv", "it may be unsigned; nothing was changed")]
        [InlineData("plain-duplicates-and-gap.csv", "2 rows have the time of the row before")]
        [InlineData("plain-duplicates-and-gap.csv", "1 gap of 3600 s in all, the longest 3600 s from 5 s")]
        [InlineData("biologic-point.mpt", "the current changes 2 times between rows more than 2 s apart")]
        public void What_does_not_fit_is_told(string file, string finding)
        {
            Assert.Contains(finding, Reading.Of(Miniature.File(file)).Findings);
        }

        /// <summary>What is reversed is told, and read as it stands all the same.</summary>
        [Fact]
        public void A_sign_is_never_turned_in_silence()
        {
            Reading reading = Reading.Of(Miniature.File("bdf-hours-discharge-positive.csv"));
            Assert.Equal("10,3.7524,-0.0015,,", reading.Rows[2]);
            Reading turned = Reading.Of(Miniature.File("bdf-hours-discharge-positive.csv"), "--map", "current=-Current / A");
            Assert.Equal(Story.Select(row => row + ",,"), turned.Rows);
            Assert.DoesNotContain("reversed: ", turned.Findings);
        }

        [Fact]
        public void The_format_can_be_said()
        {
            Reading plain = Reading.Of(Miniature.File("pybamm.csv"), "--format", "plain");
            Assert.Equal("plain CSV", plain.Format);
            Assert.Equal("10,3.7524,-0.0015,,", plain.Rows[2]);
            CliRun.InProcess("replay", Miniature.File("pybamm.csv"), "--format", "maccor").AssertRefused("pybamm.csv", "is no recording of format 'maccor'");
            CliRun.InProcess("replay", Miniature.File("pybamm.csv"), "--format", "excel").AssertRefused("--format", "'excel'", "biologic", "plain");
        }

        [Theory]
        [InlineData("sense=Nothing", "no column 'Nothing'", "Aux_Voltage_1(V)")]
        [InlineData("pressure=Aux_Voltage_1(V)", "'pressure=Aux_Voltage_1(V)'", "temperature")]
        [InlineData("sense", "'sense'", "QUANTITY=COLUMN")]
        [InlineData("sense=Aux_Voltage_1(V):furlong", "'furlong'", "mV")]
        [InlineData("time=Test_Time(s),time=Step_Time(s)", "'time' twice")]
        public void A_map_that_does_not_fit_is_refused(string map, params string[] words)
        {
            CliRun.InProcess("replay", Miniature.File("arbin.csv"), "--map", map).AssertRefused([.. words, "--map"]);
        }

        /// <summary>1.5 mA for 10 s in, for 120 s out: 4.167 and 50 uAh, in columns of every kind.</summary>
        [Theory]
        [InlineData("arbin.csv")]
        [InlineData("maccor-days.txt")]
        [InlineData("maccor-minutes.txt")]
        [InlineData("landt-text.txt")]
        public void Capacity_columns_of_the_test_and_of_the_step_come_to_the_same(string file)
        {
            System.Text.Json.JsonElement cycle = Assert.Single(Reading.Of(Miniature.File(file)).Cycles);
            foreach (string kind in new[] { "integral", "column" })
            {
                Assert.Equal(0.0041667, cycle.GetProperty("charge_" + kind + "_mah").GetDouble(), 0.000001);
                Assert.Equal(0.05, cycle.GetProperty("discharge_" + kind + "_mah").GetDouble(), 0.000001);
            }

            Assert.Equal(12.0, cycle.GetProperty("coulombic_efficiency").GetDouble(), 0.01);
        }

        /// <summary>1 mA for 2 h in, 1 mA for 1.5 h out; then 2 mA for 1 h in, 1 mA for 1.9 h out.</summary>
        [Fact]
        public void Cycles_are_told_apart_by_direction_where_no_column_counts_them()
        {
            System.Text.Json.JsonElement[] cycles = Reading.Of(Miniature.File("plain-cycles.csv")).Cycles;
            Assert.Equal(new[] { 2.0, 2.0 }, cycles.Select(cycle => cycle.GetProperty("charge_mah").GetDouble()));
            Assert.Equal(new[] { 1.5, 1.9 }, cycles.Select(cycle => cycle.GetProperty("discharge_mah").GetDouble()));
            Assert.Equal(new[] { 0.75, 0.95 }, cycles.Select(cycle => cycle.GetProperty("coulombic_efficiency").GetDouble()));
        }
    }
}

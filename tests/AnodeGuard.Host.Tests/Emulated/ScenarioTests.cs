using System;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    public class ScenarioTests
    {
        public static TheoryData<string> Names
        {
            get { return new TheoryData<string>(Scenarios.All.Select(s => s.Name).Where(n => n != "recording").ToArray()); }
        }

        [Fact]
        public void Unknown_name_is_refused_with_the_names_that_exist()
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(() => Scenarios.Get("nothing"));

            Assert.Contains("'nothing'", refused.Message);
            Assert.Contains("dendrite-contact", refused.Message);
        }

        [Theory]
        [InlineData("healthy-cycling")]
        [InlineData("dendrite-contact")]
        [InlineData("sand-depletion")]
        [InlineData("open-sense-lead")]
        [InlineData("hard-short")]
        [InlineData("recording")]
        public void Demanded_scenarios_exist_and_say_what_they_are(string name)
        {
            Assert.False(string.IsNullOrWhiteSpace(Scenarios.Get(name).Description));
        }

        [Theory]
        [MemberData(nameof(Names))]
        public void Settings_of_a_scenario_are_accepted_by_the_firmware(string name)
        {
            for (int seed = 1; seed <= 20; seed++)
            {
                MachineSetup setup = Scenarios.Get(name).Build(new ScenarioOptions { Seed = seed });

                DeviceSettings settings = SettingsDocument.Parse(Encoding.UTF8.GetBytes(setup.SettingsJson), out SettingsError error);

                Assert.Null(error);
                Assert.InRange(settings.Guard.AreaSquareMicrometres / (setup.Cell.Area * 1e12), 0.999, 1.001);
            }
        }

        [Theory]
        [MemberData(nameof(Names))]
        public void Same_seed_gives_the_same_run_to_the_last_bit(string name)
        {
            Assert.Equal(Fingerprint(name, 5), Fingerprint(name, 5));
        }

        [Fact]
        public void Watching_a_run_does_not_change_it()
        {
            Assert.Equal(Fingerprint("dendrite-contact", 5), Fingerprint("dendrite-contact", 5, true));
        }

        [Fact]
        public void Another_seed_gives_another_run()
        {
            Assert.NotEqual(Fingerprint("dendrite-contact", 5), Fingerprint("dendrite-contact", 6));
        }

        [Fact]
        public void Dendrite_touches_in_some_minutes_and_would_short_the_cell_soon_after()
        {
            Scenario scenario = Scenarios.Get("dendrite-contact");
            for (int seed = 1; seed <= 25; seed++)
            {
                CellTruth twin = scenario.RunUnprotected(new ScenarioOptions { Seed = seed }, scenario.Seconds);

                Assert.InRange(twin.ContactMicroseconds.Value * 1e-6, 30, 200);
                Assert.InRange((twin.ShortMicroseconds.Value - twin.ContactMicroseconds.Value) * 1e-6, 20, 60);
            }
        }

        [Fact]
        public void Comparator_opens_in_time_on_every_seed_and_the_filament_stays_where_it_is()
        {
            for (int seed = 1; seed <= 10; seed++)
            {
                using TestBoard test = TestBoard.Of("dendrite-contact", seed);
                test.RunTo(300);

                CellTruth truth = test.Machine.Truth;
                Assert.Null(truth.ShortMicroseconds);
                Assert.InRange(truth.SwitchOpenMicroseconds.Value - truth.SenseCollapsedMicroseconds.Value, 1, 1000);
                Assert.InRange(test.Machine.View.DendriteFraction, 0.5, 0.51);
            }
        }

        [Fact]
        public void Contact_resistance_is_the_callers_choice()
        {
            using TestBoard test = new TestBoard(
                Scenarios.Get("dendrite-contact").Build(new ScenarioOptions { Seed = 3, ContactOhms = 1e4, ComparatorEnabled = false }));
            test.RunTo(200);

            // 50 uF through 10.1 kohm from about 3 V to 0.5 V: 0.9 s.
            CellTruth truth = test.Machine.Truth;
            Assert.InRange((truth.SenseCollapsedMicroseconds.Value - truth.ContactMicroseconds.Value) * 1e-6, 0.85, 0.95);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(-5)]
        [InlineData(double.NaN)]
        [InlineData(1e10)]
        public void Impossible_contact_resistance_is_refused(double ohms)
        {
            Assert.Throws<ArgumentException>(() => Scenarios.Get("dendrite-contact").Build(new ScenarioOptions { ContactOhms = ohms }));
        }

        [Fact]
        public void Thick_gap_is_used_up_when_its_own_two_numbers_say()
        {
            MachineSetup setup = Scenarios.Get("sand-depletion").Build(new ScenarioOptions { Seed = 1 });
            Gap gap = setup.Cell.Gap;
            double kelvin = setup.Cell.AmbientCelsius + 273.15;
            double j = setup.Program.Steps[0].Amperes / setup.Cell.Area / gap.LimitingCurrentDensity(setup.Cell.Electrolyte, kelvin);

            CellTruth truth = Scenarios.Get("sand-depletion").RunUnprotected(new ScenarioOptions { Seed = 1 }, 900);

            // Sand's time scaled by t_D: early by a few per cent at most for this electrolyte; never before it.
            double sand = Math.PI / (16 * j * j) * gap.DiffusionTime(setup.Cell.Electrolyte, kelvin);
            Assert.InRange(j, 1.3, 1.8);
            Assert.InRange(((truth.DepletedMicroseconds.Value * 1e-6) - Scenarios.CyclerStartSeconds) / sand, 0.97, 1.15);
        }

        [Fact]
        public void Healthy_cell_is_cycled_for_a_day_and_more_without_anything_happening()
        {
            Scenario scenario = Scenarios.Get("healthy-cycling");
            for (int seed = 1; seed <= 3; seed++)
            {
                CellTruth truth = scenario.RunUnprotected(new ScenarioOptions { Seed = seed }, 36 * 3600);

                Assert.Null(truth.ContactMicroseconds);
                Assert.Null(truth.DepletedMicroseconds);
                Assert.True(truth.Cycles >= 1);
            }
        }

        private static string Fingerprint(string name, long seed, bool watched = false)
        {
            using TestBoard test = TestBoard.Of(name, seed);
            ulong sum = 0;
            double looked = 0;
            if (watched)
            {
                test.Machine.Scheduler.AddHook(33_333, () => looked += test.Machine.View.LayerVolts + test.Machine.View.CellVolts);
            }

            test.AfterSamples = () => sum = (sum * 31) + (ulong)test.Snapshot.SenseMicrovolts.Value + (ulong)test.Snapshot.CellMicrovolts.Value
                + (ulong)test.Snapshot.MeanCurrentNanoamperes.Value + (ulong)test.Snapshot.CellMillicelsius.Value;
            RunEnd end = test.RunTo(150);
            Assert.Equal(watched, looked > 0);
            CellTruth truth = test.Machine.Truth;
            return string.Join(
                " ", end, sum, test.Machine.Clock.NowMicroseconds, truth.ContactMicroseconds, truth.SwitchOpenMicroseconds, truth.PlatedCoulombs.ToString("R"));
        }
    }
}

using System;
using System.IO;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Benchmarks;
using AnodeGuard.Benchmarks.Instructions;
using AnodeGuard.Host.Tests.Hardware;
using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>Heap after the start and instructions of a step may not pass firmware/budget.json. Counted, not timed.</summary>
    public class BudgetTests
    {
        private static readonly Lazy<long[]> Step = new Lazy<long[]>(() => StepCount.Measure(5));

        [Fact]
        public void The_heap_after_the_start_is_within_its_budget()
        {
            long bytes = BudgetBenchmark.AfterStart(BudgetBenchmark.WithPsram, out int recorder).Bytes;
            Assert.True(bytes > 60_000, bytes + " bytes: the outbox alone is more");
            Assert.Equal(512 * 1024, recorder);
            Hold("heap_bytes_after_start", bytes);
            Assert.True(bytes - recorder <= MemoryPlan.FirmwareBytes, bytes - recorder + " bytes besides the recorder, MemoryPlan.FirmwareBytes allows for " + MemoryPlan.FirmwareBytes);
        }

        [Fact]
        public void Without_psram_it_fits_into_what_it_found_with_a_shorter_recording()
        {
            long bytes = BudgetBenchmark.AfterStart(BudgetBenchmark.WithoutPsram, out int recorder).Bytes;
            Assert.InRange(recorder, 1, 100_000);
            Hold("heap_bytes_after_start_without_psram", bytes);
            Assert.True(bytes - recorder <= MemoryPlan.SmallFirmwareBytes, bytes - recorder + " bytes besides the recorder, MemoryPlan.SmallFirmwareBytes allows for " + MemoryPlan.SmallFirmwareBytes);
            Assert.InRange(bytes + MemoryPlan.ReserveBytes, 0, BudgetBenchmark.WithoutPsram);
        }

        [Fact]
        public void A_fast_turn_is_within_its_budget()
        {
            Hold("fast_turn_instructions", Step.Value[0]);
            Hold("fast_turn_mean_instructions", Step.Value[1]);
        }

        [Fact]
        public void A_decision_turn_is_within_its_budget()
        {
            Hold("decision_turn_instructions", Step.Value[2]);
        }

        [Fact]
        public void A_cycle_with_its_four_fast_turns_is_within_its_budget()
        {
            Hold("cycle_instructions", Step.Value[3] + (4 * Step.Value[1]));
        }

        [Fact]
        public void A_count_is_the_same_every_time()
        {
            Assert.Equal(Step.Value, StepCount.Measure(5));
        }

        [Fact]
        public void A_cycle_of_the_whole_firmware_is_within_its_budget()
        {
            TurnFigures quiet = TurnCount.Measure(false);
            TurnFigures hard = TurnCount.Measure(true);
            Hold("app_and_drivers_cycle_instructions", quiet.Mean(TurnFigures.Cycle, TurnFigures.AppAndDrivers));
            Hold("app_and_drivers_hard_cycle_instructions", hard.Mean(TurnFigures.Cycle, TurnFigures.AppAndDrivers));
            Hold("whole_cycle_instructions", hard.Mean(TurnFigures.Cycle, TurnFigures.Firmware));
            Hold("safety_turn_most_instructions", Math.Max(hard.Most(TurnFigures.FastTurn, TurnFigures.Firmware), hard.Most(TurnFigures.DecisionTurn, TurnFigures.Firmware)));
            Hold("native_calls_per_cycle", hard.Mean(TurnFigures.Cycle, TurnFigures.NativeCalls));
            Hold("reporting_instructions_per_second", hard.ReportingPerSecond);

            // The parts are a whole, and none of them went uncounted.
            foreach (TurnFigures figures in new[] { quiet, hard })
            {
                foreach (int part in new[] { TurnFigures.Sampling, TurnFigures.Core, TurnFigures.Recorder, TurnFigures.Rest })
                {
                    Assert.True(figures.Mean(TurnFigures.FastTurn, part) > 5_000);
                    Assert.True(figures.Mean(TurnFigures.Cycle, part) > figures.Mean(TurnFigures.DecisionTurn, part));
                }

                Assert.InRange(figures.Mean(TurnFigures.FastTurn, TurnFigures.NativeCalls), 4, 6);
            }

            Assert.True(hard.Mean(TurnFigures.Cycle, TurnFigures.Firmware) > quiet.Mean(TurnFigures.Cycle, TurnFigures.Firmware));
        }

        private static void Hold(string name, long value)
        {
            using JsonDocument budget = JsonDocument.Parse(File.ReadAllText(HardwareFolder.PathOf("..", "firmware", "budget.json")));
            long allowed = budget.RootElement.GetProperty(name).GetInt64();
            Assert.True(value <= allowed, name + ": " + value + ", " + allowed + " allowed by firmware/budget.json");
        }
    }
}

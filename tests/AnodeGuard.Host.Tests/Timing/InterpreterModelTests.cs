using System;
using System.Collections.Generic;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>The model of the interpreter's threads: quantum, managed waits, native calls, collections.</summary>
    public class InterpreterModelTests
    {
        private const int Period = 20_000;

        private readonly EmulatedMachine _machine = new EmulatedMachine(new MachineSetup
        {
            Interpreter = new InterpreterCosts { ReportTurn = 0, Collection = 0 },
        });

        private readonly List<long> _safety = new List<long>();

        private InterpreterModel Interpreter => _machine.Scheduler.Interpreter;

        private long Now => _machine.Clock.NowMicroseconds;

        [Fact]
        public void A_thread_that_wakes_waits_for_the_quantum_of_the_one_that_runs()
        {
            // The slow job begins at 0, behind the safety job's first turn, and computes for 70 ms.
            Run(100_000, () => Interpreter.Compute(70_000));

            Assert.Equal([0, 20_000, 40_000, 60_000, 80_000], _safety);
        }

        [Fact]
        public void Out_of_step_with_the_quantum_a_turn_is_late_by_up_to_one()
        {
            Run(100_000, () =>
            {
                Interpreter.Wait(13_000);
                Interpreter.Compute(70_000);
            });

            Assert.Equal([0, 33_000, 53_000, 73_000, 83_000], _safety);
        }

        [Fact]
        public void A_managed_wait_delays_nobody()
        {
            Run(100_000, () => Interpreter.Wait(90_000));

            Assert.Equal([0, 20_000, 40_000, 60_000, 80_000], _safety);
        }

        [Fact]
        public void A_native_call_delays_everybody_until_it_ends()
        {
            Run(100_000, () =>
            {
                Interpreter.Wait(5_000);
                Interpreter.Block(50_000);
            });

            Assert.Equal([0, 55_000, 60_000, 80_000], _safety);
        }

        [Fact]
        public void A_collection_stops_the_safety_job_as_well()
        {
            Interpreter.Costs.Collection = 30_000;
            Interpreter.Costs.CollectionPeriod = 1_000_000;
            _machine.Scheduler.Every(Period, new Job(() =>
            {
                _safety.Add(Now);
                Interpreter.Compute(1_000);
            }), JobKind.Safety);
            _machine.RunUntil(1_100_000, default);

            Assert.Equal(1, Interpreter.Collections);
            Assert.Contains(1_000_000, _safety);
            Assert.Contains(1_031_000, _safety);
            Assert.DoesNotContain(1_020_000, _safety);
        }

        [Fact]
        public void A_safety_job_that_is_always_late_leaves_the_slow_one_its_share()
        {
            int cost = 0;
            long ended = 0;
            _machine.Scheduler.Every(Period, new Job(() => Interpreter.Compute(cost)), JobKind.Safety);
            _machine.Scheduler.Every(VirtualClockSecond, new Job(() =>
            {
                cost = 30_000;
                Interpreter.Compute(40_000);
                ended = Now;
                cost = 0;
            }), JobKind.MayBlock);
            _machine.RunUntil(VirtualClockSecond, default);

            // Two quanta of its own; after each the turn that was due, and at most eight late ones.
            Assert.InRange(ended, 40_000 + (2 * 30_000), 40_000 + (2 * 9 * 30_000));
        }

        private const int VirtualClockSecond = 1_000_000;

        private void Run(long until, Action slow)
        {
            _machine.Scheduler.Every(Period, new Job(() => _safety.Add(Now)), JobKind.Safety);
            _machine.Scheduler.Every(VirtualClockSecond, new Job(slow), JobKind.MayBlock);
            _machine.RunUntil(until, default);
        }

        private sealed class Job(Action run) : IJob
        {
            public void Run()
            {
                run();
            }
        }
    }
}

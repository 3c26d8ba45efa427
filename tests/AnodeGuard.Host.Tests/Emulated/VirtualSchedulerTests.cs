using System;
using System.Collections.Generic;
using System.Threading;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    public class VirtualSchedulerTests
    {
        private readonly EmulatedMachine _machine = new EmulatedMachine(new MachineSetup());
        private readonly List<string> _log = new List<string>();

        [Fact]
        public void Jobs_run_at_their_periods_safety_first()
        {
            Every(200, "slow", JobKind.MayBlock);
            Every(100, "fast", JobKind.Safety);
            _machine.RunUntil(401, default);

            Assert.Equal("fast 0, slow 0, fast 100, fast 200, slow 200, fast 300, fast 400, slow 400", string.Join(", ", _log));
        }

        [Fact]
        public void Late_job_is_not_run_twice_to_catch_up_and_keeps_its_phase()
        {
            bool once = true;
            Every(100, "fast", JobKind.Safety, () =>
            {
                if (once && _machine.Clock.NowMicroseconds >= 100)
                {
                    once = false;
                    _machine.Clock.AdvanceBy(250);
                }
            });
            _machine.RunUntil(501, default);

            Assert.Equal("fast 0, fast 100, fast 350, fast 400, fast 500", string.Join(", ", _log));
        }

        [Fact]
        public void Native_calls_of_one_job_delay_the_others()
        {
            Every(100, "fast", JobKind.Safety);
            Every(100, "slow", JobKind.MayBlock, () => _machine.Clock.AdvanceBy(130));
            _machine.RunUntil(260, default);

            Assert.Equal("fast 0, slow 0, fast 130, slow 130", string.Join(", ", _log));
            Assert.Equal(30, _machine.Scheduler.LatestSafetyStartMicroseconds);
        }

        [Fact]
        public void Job_that_throws_trips_the_board_and_is_remembered()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(3);
            Assert.True(test.Machine.View.SwitchClosed);
            test.AfterSamples = () => throw new InvalidOperationException("a mistake");
            test.RunTo(3.1);

            Assert.False(test.Machine.View.SwitchClosed);
            Assert.Equal("a mistake", test.Machine.JobFailure.Message);
            Assert.Equal(TripSources.Firmware, test.Machine.Truth.SwitchOpenCause);
        }

        [Fact]
        public void Hook_is_called_at_every_multiple_of_its_interval_and_costs_no_time()
        {
            List<long> calls = new List<long>();
            _machine.Scheduler.AddHook(250, () => calls.Add(_machine.Clock.NowMicroseconds));
            Every(100, "fast", JobKind.Safety);
            _machine.RunUntil(1000, default);

            Assert.Equal(new long[] { 250, 500, 750 }, calls);
            Assert.Equal(10, _log.Count);
        }

        [Fact]
        public void Cancellation_ends_the_run_between_two_turns()
        {
            using CancellationTokenSource source = new CancellationTokenSource();
            Every(100, "fast", JobKind.Safety, () =>
            {
                if (_log.Count == 3)
                {
                    source.Cancel();
                }
            });

            Assert.Equal(RunEnd.Cancelled, _machine.RunUntil(10_000, source.Token));
            Assert.Equal(3, _log.Count);
        }

        [Fact]
        public void Cancellation_also_ends_waiting_for_the_wall_clock()
        {
            using CancellationTokenSource source = new CancellationTokenSource();
            _machine.Scheduler.Pacing.SetSpeed(1e-6, 0);
            Every(100, "fast", JobKind.Safety, source.Cancel);

            Assert.Equal(RunEnd.Cancelled, _machine.RunUntil(10_000_000, source.Token));
            Assert.Single(_log);
        }

        [Theory]
        [InlineData(-1)]
        [InlineData(double.NaN)]
        [InlineData(double.PositiveInfinity)]
        public void Impossible_speed_is_refused(double speed)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _machine.Scheduler.Pacing.SetSpeed(speed, 0));
        }

        [Fact]
        public void Time_stands_still_while_it_is_held_and_only_blocking_jobs_run()
        {
            int waiting = 5;
            Every(100, "fast", JobKind.Safety);
            Every(1000, "slow", JobKind.MayBlock, () => waiting--);
            _machine.Scheduler.HoldWhile = () => waiting > 0;
            _machine.RunUntil(101, default);

            Assert.Equal("slow 0, slow 0, slow 0, slow 0, slow 0, fast 0, slow 0, fast 100", string.Join(", ", _log));
            Assert.Equal(0, _machine.Scheduler.HoldsGivenUp);
        }

        [Fact]
        public void What_a_held_job_takes_of_virtual_time_delays_nobody_else()
        {
            int waiting = 5;
            Every(100, "fast", JobKind.Safety);
            Every(1_000_000, "slow", JobKind.MayBlock, () =>
            {
                waiting--;
                _machine.Clock.AdvanceBy(60);
            });
            _machine.Scheduler.HoldWhile = () => waiting > 0;
            _machine.RunUntil(401, default);

            Assert.Equal("slow 0, fast 60, slow 60, fast 120, slow 120, slow 180, fast 240, slow 240, fast 300, slow 300, fast 400", string.Join(", ", _log));
        }

        [Fact]
        public void Application_that_runs_its_board_itself_stops_where_it_was_told()
        {
            Every(100, "fast", JobKind.Safety);
            _machine.Scheduler.StopAt(250, default);
            _machine.Scheduler.Run();

            Assert.Equal(250, _machine.Clock.NowMicroseconds);
            Assert.Equal(3, _log.Count);
        }

        private void Every(int period, string name, JobKind kind, Action and = null)
        {
            _machine.Scheduler.Every(period, new LoggingJob(() =>
            {
                _log.Add(name + " " + _machine.Clock.NowMicroseconds);
                and?.Invoke();
            }), kind);
        }

        private sealed class LoggingJob : IJob
        {
            private readonly Action _run;

            public LoggingJob(Action run)
            {
                _run = run;
            }

            public void Run()
            {
                _run();
            }
        }
    }
}

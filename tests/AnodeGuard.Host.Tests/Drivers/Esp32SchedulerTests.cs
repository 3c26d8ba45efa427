using System;
using System.Collections.Generic;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    public class Esp32SchedulerTests
    {
        private readonly SteppingClock _clock = new SteppingClock { Step = 0 };
        private readonly List<string> _log = new List<string>();

        [Fact]
        public void ALateTurnIsNotMadeUpForAndKeepsItsPhase()
        {
            JobTimer timer = new JobTimer(20000, 1000);
            Assert.False(timer.TakeTurn(999));
            Assert.True(timer.TakeTurn(1000));
            Assert.False(timer.TakeTurn(20999));
            Assert.True(timer.TakeTurn(21500));
            Assert.True(timer.TakeTurn(130000));
            Assert.False(timer.TakeTurn(140999));
            Assert.Equal(141000, timer.DueMicroseconds);
            Assert.Throws<ArgumentException>(() => new JobTimer(0, 0));
        }

        [Fact]
        public void SafetyJobsRunInTheirOrderWhenDue()
        {
            Esp32Scheduler scheduler = new Esp32Scheduler(_clock);
            scheduler.Every(20000, new Job(() => _log.Add("a")), JobKind.Safety);
            scheduler.Every(50000, new Job(() => _log.Add("b")), JobKind.Safety);
            scheduler.Every(10000, new Job(() => _log.Add("network")), JobKind.MayBlock);
            Assert.Equal(20000, scheduler.RunDueSafetyJobs());
            _clock.Now = 20000;
            Assert.Equal(40000, scheduler.RunDueSafetyJobs());
            _clock.Now = 55000;
            Assert.Equal(60000, scheduler.RunDueSafetyJobs());
            Assert.Equal(new[] { "a", "b", "a", "a", "b" }, _log);
        }

        [Fact]
        public void AJobThatThrowsTripsIsReportedAndGoesOn()
        {
            Esp32Scheduler scheduler = new Esp32Scheduler(_clock);
            scheduler.Protect(new Latch(_log));
            scheduler.Every(20000, new Job(() => throw new InvalidOperationException("broken")), JobKind.Safety);
            scheduler.Every(20000, new Job(() => _log.Add("next")), JobKind.Safety);
            scheduler.RunDueSafetyJobs();
            Assert.Equal(new[] { "trip", "next" }, _log);
            Assert.Equal(1, scheduler.Failures);
            Assert.Equal("broken", scheduler.LastFailure);
            _clock.Now = 20000;
            scheduler.RunDueSafetyJobs();
            Assert.Equal(2, scheduler.Failures);
        }

        [Fact]
        public void WithoutFailuresNothingTrips()
        {
            Esp32Scheduler scheduler = new Esp32Scheduler(_clock);
            scheduler.Protect(new Latch(_log));
            scheduler.Every(20000, new Job(() => _log.Add("ran")), JobKind.Safety);
            scheduler.RunDueSafetyJobs();
            Assert.Equal(new[] { "ran" }, _log);
            Assert.Equal(0, scheduler.Failures);
            Assert.Null(scheduler.LastFailure);
        }

        [Fact]
        public void ThereIsRoomForTwelveJobs()
        {
            Esp32Scheduler scheduler = new Esp32Scheduler(_clock);
            for (int i = 0; i < 12; i++)
            {
                scheduler.Every(1000, new Job(() => { }), JobKind.MayBlock);
            }

            Assert.Throws<InvalidOperationException>(() => scheduler.Every(1000, new Job(() => { }), JobKind.Safety));
        }

        private sealed class Job : IJob
        {
            private readonly Action _action;

            public Job(Action action)
            {
                _action = action;
            }

            public void Run()
            {
                _action();
            }
        }

        private sealed class Latch : IProtection
        {
            private readonly List<string> _log;

            public Latch(List<string> log)
            {
                _log = log;
            }

            public bool SwitchClosed
            {
                get { return false; }
            }

            public bool TripLineActive
            {
                get { return true; }
            }

            public void Arm()
            {
                _log.Add("arm");
            }

            public void Trip()
            {
                _log.Add("trip");
            }

            public void Release()
            {
                _log.Add("release");
            }

            public void SetInterlockOpen(bool open)
            {
                _log.Add("interlock");
            }
        }
    }
}

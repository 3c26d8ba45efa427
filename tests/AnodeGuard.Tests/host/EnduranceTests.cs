using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What takes a real machine: many random steps, and counting every byte.</summary>
    public class EnduranceTests
    {
        [Theory]
        [InlineData(101)]
        [InlineData(102)]
        [InlineData(103)]
        [InlineData(104)]
        public void A_million_abusive_steps_between_them(int seed)
        {
            AbuseTests.Steps(seed, 150, 2000);
        }

        /// <summary>In the checked build as well.</summary>
        [Fact]
        public void Ten_million_abusive_steps()
        {
            for (int seed = 0; seed < 100; seed++)
            {
                AbuseTests.Steps(1000 + seed, 50, 2000);
            }
        }

        [Fact]
        public void A_hundred_thousand_steps_allocate_nothing()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 60000000;
            bench.Run(2000);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int step = 0; step < 100000; step++)
            {
                bench.Electrode = step == 50000 ? 0 : 3000000;
                bench.Step();
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.NotEqual(0, bench.Verdict.LatchedFaults);
        }
    }
}

using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What is a step of the current and what is none, at the borders that the docstrings name.</summary>
    public class SteadyCurrentBorderTests
    {
        private const long Second = 1000000;

        /// <summary>A step is more than C/1000, 3 uA and 1 % of the current; a glide of an eighth of that a sample is none.</summary>
        [Theory]
        [InlineData(5000, 0, 5000, false)]
        [InlineData(5000, 0, 5001, true)]
        [InlineData(5000, 0, -5001, true)]
        [InlineData(2999, 0, 3000, false)]
        [InlineData(2999, 0, 3001, true)]
        [InlineData(3500, 0, 3500, false)]
        [InlineData(3500, 0, 3501, true)]
        [InlineData(5000, 990000, 1000000, false)]
        [InlineData(5000, 989999, 1000000, true)]
        [InlineData(5000, -1010101, -1000000, true)]
        public void A_step_of_the_current(long capacity, long from, long to, bool stepped)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings { CapacityMicroampereHours = capacity });
            Currents currents = new Currents();
            Assert.False(steady.IsSteady(0, 0));
            currents.Pass(steady, from, Second);
            Assert.True(steady.HasCurrent);
            Assert.True(steady.IsSteady(0, Second));
            Assert.True(steady.IsSteady(Second, 2 * Second));
            Assert.False(steady.IsSteady(Second + 1, 2 * Second));
            currents.Pass(steady, from, 2 * Second);
            currents.Pass(steady, to, 3 * Second);
            Assert.Equal(stepped ? 3 * Second : Second, steady.SinceMicroseconds);
        }

        /// <summary>
        /// A mean has stepped where the charge is more than C x 4 ms: 20 uC for 5 mAh, which are 200 uA over 0.1 s. After a
        /// minute at 0 come a second value and, one sample later, a third.
        /// </summary>
        [Theory]
        [InlineData(5000, 100, 200000, 0, false)]
        [InlineData(5000, 100, 200001, 0, true)]
        [InlineData(5000, 100, -200000, 0, false)]
        [InlineData(5000, 100, -200001, 0, true)]
        [InlineData(5000, 200, 100000, 0, false)]
        [InlineData(5000, 200, 100001, 0, true)]
        [InlineData(5000, 100, 150000, 200600, false)]
        [InlineData(5000, 100, 150000, 200700, true)]
        [InlineData(5000, 100, -150000, -200700, true)]
        [InlineData(5000, 100, 101000, -100000, true)]
        [InlineData(25000, 100, 1000000, 0, false)]
        [InlineData(25000, 100, 1000001, 0, true)]
        [InlineData(5000, 10000, 5000, 0, false)]
        [InlineData(5000, 10000, 5001, 0, true)]
        public void A_step_of_the_mean(long capacity, long milliseconds, long second, long third, bool stepped)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings { CapacityMicroampereHours = capacity });
            Currents currents = new Currents { Mean = 0 };
            long time = Second;
            currents.Pass(steady, 0, time);
            for (int sample = 0; sample < 602; sample++)
            {
                long mean = sample < 600 ? 0 : sample == 600 ? second : third;
                time += milliseconds * 1000;
                currents.Mean = mean;
                currents.Pass(steady, 0, time);
            }

            Assert.Equal(stepped, steady.SinceMicroseconds != Second);
        }

        /// <summary>The instant's is held to C/1000 beside a mean as well, whatever its charge; a million ampere hours and more do no harm.</summary>
        [Theory]
        [InlineData(5000, 5001, 0, true)]
        [InlineData(5000, 5000, 0, false)]
        [InlineData(1000000000000, 0, 40000000000000, false)]
        [InlineData(1000000000000, 0, 40000000000001, true)]
        [InlineData(1125899906842624, 0, 1125899906842624, false)]
        public void A_step_beside_a_mean(long capacity, long instant, long mean, bool stepped)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings { CapacityMicroampereHours = capacity });
            Currents currents = new Currents { Mean = 0 };
            currents.Pass(steady, 0, Second);
            currents.Mean = mean;
            currents.Pass(steady, instant, Second + 100000);
            Assert.Equal(stepped, steady.SinceMicroseconds != Second);
        }

        /// <summary>Between two samples that both lie within the step there may be more than one.</summary>
        [Theory]
        [InlineData(5000, 0, false)]
        [InlineData(5000, -1, true)]
        [InlineData(-5000, 1, true)]
        public void A_step_across(long first, long second, bool stepped)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings());
            Currents currents = new Currents();
            for (int quiet = 1; quiet <= 60; quiet++)
            {
                currents.Pass(steady, 0, quiet * Second);
            }

            currents.Pass(steady, first, 61 * Second);
            Assert.Equal(Second, steady.SinceMicroseconds);
            currents.Pass(steady, second, 62 * Second);
            Assert.Equal(stepped ? 62 * Second : Second, steady.SinceMicroseconds);
        }

        /// <summary>What it is held against follows by 625 nA a sample, an eighth of the 5 uA: at 700 nA a sample it is 5 uA behind after 59.</summary>
        [Theory]
        [InlineData(625, 300, -1)]
        [InlineData(700, 300, 59)]
        [InlineData(-700, 300, 59)]
        public void A_gliding_current(long perSample, int samples, int stepsAt)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings());
            Currents currents = new Currents();
            currents.Pass(steady, 0, Second);
            int found = -1;
            for (int sample = 1; sample <= samples && found < 0; sample++)
            {
                currents.Pass(steady, sample * perSample, (1 + sample) * Second);
                found = steady.SinceMicroseconds != Second ? sample : -1;
            }

            Assert.Equal(stepsAt, found);
        }

        /// <summary>Currents as a decision cycle brings them.</summary>
        private sealed class Currents
        {
            private readonly Snapshot _snapshot = new Snapshot();
            private readonly ChannelSet _channels = new ChannelSet();

            /// <summary>The mean, nanoamperes; null: none is fitted.</summary>
            public long? Mean;

            public void Pass(SteadyCurrent steady, long nanoamperes, long timeMicroseconds)
            {
                if (Mean != null)
                {
                    _snapshot.MeanCurrentNanoamperes.Set(Mean.Value, timeMicroseconds, Validity.Valid, SampleSource.Ina228);
                }

                _snapshot.CurrentNanoamperes.Set(nanoamperes, timeMicroseconds, Validity.Valid, SampleSource.Ina228);
                _channels.Observe(_snapshot, timeMicroseconds);
                _channels.Look(_snapshot, timeMicroseconds);
                steady.Observe(_channels);
                steady.Learn(_channels);
            }
        }
    }
}

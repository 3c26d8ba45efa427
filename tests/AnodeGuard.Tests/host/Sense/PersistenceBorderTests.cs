using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What has to last before it is believed, sample by sample.</summary>
    public class PersistenceBorderTests
    {
        private static readonly FaultRow SomeRow = FaultTable.Rows[FaultId.SensorImplausible];

        /// <summary>A condition holds over so many samples and for so long; one that fails, or time that runs back, starts over.</summary>
        [Fact]
        public void A_condition_that_must_persist()
        {
            Persistence persistence = new Persistence(3, 100);
            Assert.False(persistence.Holds(true, 1000));
            Assert.False(persistence.Holds(true, 1099));
            Assert.False(persistence.Holds(true, 1099));
            Assert.True(persistence.Holds(true, 1100));
            Assert.Equal(3, persistence.Samples);
            Assert.False(persistence.Holds(false, 1101));
            Assert.Equal(0, persistence.Samples);
            Assert.False(persistence.Holds(true, 1200));
            Assert.False(persistence.Holds(true, 1300));
            Assert.True(persistence.Holds(true, 1300));
            Assert.False(persistence.Holds(true, 1199));
            Assert.Equal(1, persistence.Samples);
            persistence.Reset();
            Assert.Equal(0, persistence.Samples);
        }

        /// <summary>A hundred samples of one code over two seconds, of the board's converter, with time between them.</summary>
        [Theory]
        [InlineData(100, 20203, SampleSource.Ads1115, true)]
        [InlineData(99, 20203, SampleSource.Ads1115, false)]
        [InlineData(100, 20202, SampleSource.Ads1115, false)]
        [InlineData(100, 20203, SampleSource.Recording, false)]
        public void A_stuck_code(int samples, long spacing, SampleSource source, bool stuck)
        {
            StuckWatch watch = new StuckWatch();
            Channel sense = new Channel { IsFreshAndValid = true, Value = 5, PreviousValue = 5, IntervalMicroseconds = spacing };
            bool found = false;
            for (int sample = 0; sample < samples; sample++)
            {
                Assert.False(found);
                sense.TimeMicroseconds = sample * spacing;
                found = watch.Observe(source, sense);
            }

            Assert.Equal(stuck, found);
            sense.IntervalMicroseconds = 0;
            Assert.False(watch.Observe(source, sense));
        }

        /// <summary>A doubt stands with the row's debounce, and falls with its channel.</summary>
        [Fact]
        public void A_doubt()
        {
            Doubt doubt = new Doubt(SomeRow);
            Channel channel = new Channel { IsFitted = true, IsFresh = true };
            for (int sample = 0; sample < 3; sample++)
            {
                channel.TimeMicroseconds = sample * 25000;
                doubt.Judge(channel, false);
                Assert.Equal(sample == 2, doubt.Stands);
                Assert.True(doubt.IsStirring);
            }

            channel.IsFresh = false;
            doubt.Judge(channel, true);
            Assert.True(doubt.Stands);
            channel.IsFitted = false;
            doubt.Judge(channel, true);
            Assert.False(doubt.Stands);
            channel.IsFitted = true;
            channel.IsFresh = true;
            doubt.Judge(channel, true);
            Assert.False(doubt.IsStirring);
        }
    }
}

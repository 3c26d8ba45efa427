using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Signs of shorts at the borders that FAULTS.md and their docstrings name: below, at, beyond.</summary>
    public class ShortBorderTests
    {
        private const long Second = 1000000;
        private const long Minute = 60 * Second;

        /// <summary>An event counts for an hour at least and for less than a minute more, a thousand of them in a minute.</summary>
        [Fact]
        public void A_rolling_hour()
        {
            RollingCount count = new RollingCount();
            count.Advance(5);
            Assert.Equal((5L, 5 + Minute), (count.BeganMicroseconds, count.UntilMicroseconds));
            for (int i = 0; i < 1001; i++)
            {
                count.Add();
            }

            Assert.Equal((1001L, 1000), (count.SinceStart, count.LastHour));
            count.Advance(5 + Minute - 1);
            Assert.Equal(5, count.BeganMicroseconds);
            count.Advance(5 + Minute);
            count.Add();
            Assert.Equal(1001, count.LastHour);
            Assert.Equal(5 + Minute, count.BeganMicroseconds);
            for (int minute = 2; minute <= 60; minute++)
            {
                count.Advance(5 + (minute * Minute));
                Assert.Equal(1001, count.LastHour);
            }

            count.Advance(5 + (61 * Minute) - 1);
            Assert.Equal(1001, count.LastHour);
            count.Advance(5 + (61 * Minute));
            Assert.Equal(1, count.LastHour);
            count.Advance(5 + (62 * Minute) - 1);
            Assert.Equal(1, count.LastHour);
            count.Add();

            // Over a gap longer than the ring everything is gone, and the minute begins where it ends.
            count.Advance(7 + (500 * Minute));
            Assert.Equal(0, count.LastHour);
            Assert.Equal(7 + (500 * Minute), count.BeganMicroseconds);
            count.Add();

            // Time that runs back starts the minute over.
            count.Advance(3);
            Assert.Equal((3L, 1, 1004L), (count.BeganMicroseconds, count.LastHour, count.SinceStart));
        }

        /// <summary>A running mean over 128 differences, each clipped at eight times the mean and a code once sixteen were seen.</summary>
        [Fact]
        public void The_noise_of_a_channel()
        {
            NoiseEstimate noise = new NoiseEstimate(196);
            Lcg random = new Lcg(3);
            long scaled = 0;
            for (int sample = 1; sample <= 400; sample++)
            {
                long difference = sample % 50 == 17 ? 1000000 : random.Below(1000);
                long most = (scaled / 128 * 8) + 196;
                long counted = sample > 16 && difference > most ? most : difference;
                scaled += ((counted * 128) - scaled) / System.Math.Min(sample, 128);
                noise.Add(difference);
                Assert.Equal(scaled, noise.Scaled);
            }
        }

        /// <summary>
        /// Below a fifth of the voltage of a moment ago (a quarter of a second), or from inside the window to below a fifth of
        /// the lower limit within a minute; not where a load of more than C/100 explains it, nor from below 0.5 V.
        /// </summary>
        [Theory]
        [InlineData(3000000, 599999, 100000, 0, 2500000, true)]
        [InlineData(3000000, 600000, 100000, 0, 2500000, false)]
        [InlineData(3000000, 599999, 100000, -50000, 2500000, true)]
        [InlineData(3000000, 599999, 100000, -50001, 2500000, false)]
        [InlineData(3000000, 599999, 100000, 50001, 2500000, true)]
        [InlineData(3000000, 400000, 250000, 0, 1000000, true)]
        [InlineData(3000000, 400000, 250001, 0, 1000000, false)]
        [InlineData(500000, 99999, 100000, 0, -1000000, true)]
        [InlineData(499999, 90000, 100000, 0, -1000000, false)]
        [InlineData(2500000, 499999, 60000000, 0, 2500000, true)]
        [InlineData(2500000, 500000, 60000000, 0, 2500000, false)]
        [InlineData(2499999, 499999, 60000000, 0, 2500000, false)]
        [InlineData(2500000, 499999, 60000001, 0, 2500000, false)]
        [InlineData(1000005, 200000, 1000000, 0, 1000001, false)]
        [InlineData(1000005, 199999, 1000000, 0, 1000001, true)]
        [InlineData(1000005, 100000, 1000000, 0, 1000000, false)]
        public void A_hard_short(long before, long after, long spacing, long nanoamperes, long limit, bool found)
        {
            ExactTrace trace = Exact(spacing);
            trace.Settings.UnderVoltageMicrovolts = limit;
            trace.Start();
            trace.Current = nanoamperes;
            trace.Cell = before;
            trace.Steps(20);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Cell = after;
            trace.Steps(1);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Steps(1);
            Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Cell = before;
            trace.Steps(2);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
        }

        /// <summary>A fall may take two samples: what it is held against loses a quarter with each.</summary>
        [Theory]
        [InlineData(449999, true)]
        [InlineData(450000, false)]
        public void A_collapse_over_two_samples(long after, bool found)
        {
            ExactTrace trace = Exact(100000);
            trace.Settings.UnderVoltageMicrovolts = 0;
            trace.Start();
            trace.Cell = 3000000;
            trace.Steps(20);
            trace.Cell = 1000000;
            trace.Steps(1);
            trace.Cell = after;
            trace.Steps(2);
            Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.HardShort));
        }

        /// <summary>
        /// Dips of 10 mV and more, two samples long at least and 5 s at most, half of it there by the second sample, at a current
        /// that did not step within 2 s before, samples at most 1.5 s apart, of no more than half of the voltage.
        /// </summary>
        [Theory]
        [InlineData(3800000, 10000, 2, 200000, 1)]
        [InlineData(3800000, 9999, 2, 200000, 0)]
        [InlineData(-3800000, 10000, 2, 200000, 1)]
        [InlineData(3800000, 10000, 1, 200000, 0)]
        [InlineData(3800000, 10000, 25, 200000, 1)]
        [InlineData(3800000, 10000, 26, 200000, 0)]
        [InlineData(3800000, 10000, 2, 1500000, 1)]
        [InlineData(3800000, 10000, 2, 1500001, 0)]
        [InlineData(100000, 50000, 2, 200000, 1)]
        [InlineData(100000, 50002, 2, 200000, 0)]
        public void A_micro_short(long level, long depth, int samples, long spacing, long count)
        {
            ExactTrace trace = Exact(spacing);
            trace.Start();
            trace.Cell = level;
            trace.Steps(40);
            trace.Cell = level < 0 ? level + depth : level - depth;
            trace.Steps(samples);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
            trace.Cell = level;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
            Assert.Equal(count > 0 ? FaultLevel.Advisory : FaultLevel.None, trace.LevelOf(FaultId.MicroShort));
            Assert.Equal(count > 0 ? depth : trace.Fresh.MicroShortMicrovolts, trace.Verdict.Shorts.MicroShortMicrovolts);
            trace.Steps(20);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Of a recording at 4 samples a second and more one sample is enough: 15 mV to 0.2 V.</summary>
        [Theory]
        [InlineData(15000, 250000, SampleSource.Recording, 1)]
        [InlineData(14999, 250000, SampleSource.Recording, 0)]
        [InlineData(200000, 250000, SampleSource.Recording, 1)]
        [InlineData(200001, 250000, SampleSource.Recording, 0)]
        [InlineData(15000, 250001, SampleSource.Recording, 0)]
        [InlineData(15000, 250000, SampleSource.Ina228, 0)]
        public void A_single_sample(long depth, long spacing, SampleSource source, long count)
        {
            ExactTrace trace = Exact(spacing);
            trace.Source = source;
            trace.Start();
            trace.Steps(40);
            trace.Cell -= depth;
            trace.Steps(1);
            trace.Cell += depth;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Falls sample by sample, and the last value: what it ends with tells a dip from a swing.</summary>
        [Theory]
        [InlineData(new long[] { 10000, 10000, 20001 }, 0, 1)]
        [InlineData(new long[] { 10000, 10000, 20002 }, 0, 0)]
        [InlineData(new long[] { 10000, 20000, 40000 }, 0, 1)]
        [InlineData(new long[] { 10000, 19999, 40000 }, 0, 0)]
        [InlineData(new long[] { 20000, 9999, 9999 }, 0, 0)]
        [InlineData(new long[] { 20000, 9999, 10000 }, 0, 1)]
        [InlineData(new long[] { 20000, 20000, 6001 }, 6000, 1)]
        [InlineData(new long[] { 20000, 20000 }, -10000, 1)]
        [InlineData(new long[] { 20000, 20000 }, -10100, 0)]
        public void The_course_of_a_dip(long[] falls, long end, long count)
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            foreach (long fall in falls)
            {
                trace.Cell = 3800000 - fall;
                trace.Steps(1);
                Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
            }

            trace.Cell = 3800000 - end;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Two seconds after a step of the current, counted from the sample before the dip; sixteen samples of warming up.</summary>
        [Theory]
        [InlineData(20, 40, 1)]
        [InlineData(19, 40, 0)]
        [InlineData(40, 16, 1)]
        [InlineData(40, 15, 0)]
        public void A_dip_after_a_step_or_a_beginning(int afterStep, int afterBeginning, long count)
        {
            ExactTrace trace = Exact(200000);
            trace.Start();
            if (afterBeginning < 40)
            {
                trace.Steps(afterBeginning);
            }
            else
            {
                trace.Spacing = 100000;
                trace.Steps(30);
                trace.Current = 100000;
                trace.Steps(afterStep + 1);
            }

            trace.Cell -= 20000;
            trace.Steps(2);
            trace.Cell += 20000;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>A voltage that is up for more than a second is at its new level: the way back is a fall.</summary>
        [Theory]
        [InlineData(11, 0)]
        [InlineData(12, 1)]
        public void A_rise_becomes_the_level(int samples, long count)
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            trace.Cell += 20000;
            trace.Steps(samples);
            trace.Cell -= 20000;
            trace.Steps(2);
            trace.Cell += 20000;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Three in an hour are a warning.</summary>
        [Fact]
        public void Three_micro_shorts()
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            for (int dip = 1; dip <= 4; dip++)
            {
                trace.Cell -= 20000;
                trace.Steps(2);
                trace.Cell += 20000;
                trace.Steps(30);
                Assert.Equal(dip >= 3 ? FaultLevel.Warning : FaultLevel.Advisory, trace.LevelOf(FaultId.MicroShort));
                Assert.Equal(dip, trace.Verdict.Shorts.MicroShortsPerHour);
            }
        }

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
            steady.Observe(currents.Next(from, Second));
            Assert.True(steady.HasCurrent);
            Assert.True(steady.IsSteady(0, Second));
            Assert.True(steady.IsSteady(Second, 2 * Second));
            Assert.False(steady.IsSteady(Second + 1, 2 * Second));
            steady.Observe(currents.Next(from, 2 * Second));
            steady.Observe(currents.Next(to, 3 * Second));
            Assert.Equal(stepped ? 3 * Second : Second, steady.SinceMicroseconds);
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
                steady.Observe(currents.Next(0, quiet * Second));
            }

            steady.Observe(currents.Next(first, 61 * Second));
            Assert.Equal(Second, steady.SinceMicroseconds);
            steady.Observe(currents.Next(second, 62 * Second));
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
            steady.Observe(currents.Next(0, Second));
            int found = -1;
            for (int sample = 1; sample <= samples && found < 0; sample++)
            {
                steady.Observe(currents.Next(sample * perSample, (1 + sample) * Second));
                found = steady.SinceMicroseconds != Second ? sample : -1;
            }

            Assert.Equal(stepsAt, found);
        }

        /// <summary>Blocks of a minute, 32 of them, then pairs of pairs; time, current and temperature are averaged alike.</summary>
        [Fact]
        public void The_course_of_a_rest()
        {
            RestTrace trace = new RestTrace();
            trace.Restart(50000007);
            int blocks = 0;
            for (int half = 1; half <= 64; half++)
            {
                bool full = trace.Add(4000000 - half, 10 * half, 25000 + (100 * half), 50000007 + (half * 30 * Second));
                Assert.Equal(half % 2 == 0, full);
                blocks += full ? 1 : 0;
                Assert.Equal(blocks, trace.Count);
            }

            // The k-th block holds the halves 2k + 1 and 2k + 2: their mean time is 45 s into it.
            for (int block = 0; block < 32; block++)
            {
                Assert.Equal(4000000 - (2 * block) - 2, trace.MeanMicrovolts(block, 1), 1.0);
                Assert.Equal((20 * block) + 15, trace.MeanNanoamperes(block, 1));
                Assert.Equal(25000 + (200 * block) + 150, trace.MeanMillicelsius(block, 1));
                Assert.Equal((block * 60000) + 45000, trace.MeanMilliseconds(block, 1));
            }

            Assert.Equal((20 * 10) + 15 + 30, trace.MeanNanoamperes(10, 4));
            for (int half = 65; half <= 66; half++)
            {
                Assert.Equal(half == 66, trace.Add(4000000 - half, 10 * half, 25000, 50000007 + (half * 30 * Second)));
            }

            Assert.Equal(17, trace.Count);
            for (int block = 0; block < 16; block++)
            {
                Assert.Equal((40 * block) + 25, trace.MeanNanoamperes(block, 1));
                Assert.Equal((block * 120000) + 75000, trace.MeanMilliseconds(block, 1));
                Assert.Equal(25000 + (400 * block) + 250, trace.MeanMillicelsius(block, 1));
            }

            // From here on a block takes two minutes.
            Assert.False(trace.Add(0, 0, 0, 50000007 + (66 * 30 * Second) + (120 * Second) - 1));
            Assert.True(trace.Add(0, 0, 0, 50000007 + (66 * 30 * Second) + (120 * Second)));
            trace.Restart(1);
            Assert.Equal(0, trace.Count);
            Assert.True(trace.Add(20000000, -2000000000000, 3000000, 1 + Minute));
            Assert.Equal((10000000L, -1000000000000L, 1000000L), (trace.MeanMicrovolts(0, 1), trace.MeanNanoamperes(0, 1), trace.MeanMillicelsius(0, 1)));
            Assert.True(trace.Add(-20000000, 2000000000000, -3000000, 1 + (2 * Minute)));
            Assert.Equal((-10000000L, 1000000000000L, -1000000L), (trace.MeanMicrovolts(1, 1), trace.MeanNanoamperes(1, 1), trace.MeanMillicelsius(1, 1)));
        }

        /// <summary>
        /// C dV/dt over kappa: 5 mAh and 3 V per state of charge make 10 uA of 0.1 mV a minute, the settings' limit of 0.2 % of C
        /// an hour; five times that is a warning; R = V / I is told above half of it. Seven tenths end a level.
        /// </summary>
        [Theory]
        [InlineData(0, 0, FaultLevel.None, false)]
        [InlineData(50, 0, FaultLevel.None, false)]
        [InlineData(51, 0, FaultLevel.None, true)]
        [InlineData(99, 0, FaultLevel.None, true)]
        [InlineData(100, 0, FaultLevel.Advisory, true)]
        [InlineData(499, 0, FaultLevel.Advisory, true)]
        [InlineData(500, 0, FaultLevel.Warning, true)]
        [InlineData(60, 4000, FaultLevel.Advisory, true)]
        [InlineData(60, 3999, FaultLevel.None, true)]
        [InlineData(140, -4001, FaultLevel.None, true)]
        [InlineData(140, -4000, FaultLevel.Advisory, true)]
        public void Self_discharge_at_rest(long perMinute, long through, byte level, bool known)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            Worked(trace);
            trace.Current = through;
            long volts = trace.Cell;
            for (int minute = 0; minute <= 40; minute++)
            {
                trace.Steps(1);

                // Half an hour after the first sample at rest.
                Assert.Equal(minute >= 30 ? 1 : 0, trace.Verdict.Shorts.RestCount);
                volts = trace.Cell;
                trace.Cell -= perMinute;
            }

            Assert.Equal(level, trace.LevelOf(FaultId.RestLeakage));
            long lost = (100 * perMinute) + through;
            Assert.Equal(known, trace.Verdict.Shorts.RestShortMilliohms > 0);
            if (known)
            {
                Assert.Equal(volts * 1e6 / lost, trace.Verdict.Shorts.RestShortMilliohms, volts * 5e3 / lost);
            }
        }

        /// <summary>
        /// The signs of half-cycles: of a symmetric cell those of both directions, of copper those of platings, two in a row;
        /// of a full cell none. With a lower onset in both they are two signs: a warning.
        /// </summary>
        [Theory]
        [InlineData(CellType.Symmetric, 1, SoftShortSign.FlatTrace | SoftShortSign.LowerOnset)]
        [InlineData(CellType.HalfCopper, 2, SoftShortSign.FlatTrace | SoftShortSign.LowerOnset)]
        [InlineData(CellType.Full, 2, 0)]
        public void Traces_of_half_cycles(CellType type, int cycles, int signs)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            GuardSettings settings = new GuardSettings { CellType = type };
            ShortFigures figures = new ShortFigures();
            SoftShort soft = new SoftShort(settings, faults, figures, new EfficiencyWatch(settings, faults));
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            long now = 0;
            for (int cycle = 0; cycle < 3 + cycles; cycle++)
            {
                foreach (int ended in new[] { 1, -1 })
                {
                    Assert.Equal(0, figures.SoftShortSigns);
                    long ohms = cycle < 3 ? 20 : 15;

                    // The other direction of copper, and both of a full cell, may do as they like.
                    ohms = type == CellType.Full || (type == CellType.HalfCopper && ended > 0) ? 20 - (5 * (cycle % 2)) : ohms;
                    soft.TakeOnset(ended, ohms * 1000000, 25000);
                    (ended > 0 ? tracker.Charged : tracker.Discharged).CopyFrom(Half(ohms * 1000, 1000000, 1000000, 25000, 0, 5));
                    tracker.Direction = -ended;
                    soft.Turn(tracker, ++now);
                }
            }

            Assert.Equal(signs, figures.SoftShortSigns);
            soft.Judge(tracker, 0, 0, 25000, ++now);
            soft.Judge(tracker, 0, 0, 25000, ++now);
            Assert.Equal(signs == 0 ? FaultLevel.None : FaultLevel.Warning, faults.LevelOf(FaultId.SoftShort));
        }

        /// <summary>No full cell rests below 1 V; C/200 is no current (5 uA at least).</summary>
        [Theory]
        [InlineData(5000, 1000000, 0, 1)]
        [InlineData(5000, 999999, 0, 0)]
        [InlineData(5000, 3800000, 25000, 1)]
        [InlineData(5000, 3800000, -25000, 1)]
        [InlineData(5000, 3800000, 25001, 0)]
        [InlineData(5000, 3800000, -25001, 0)]
        [InlineData(500, 3800000, 5000, 1)]
        [InlineData(500, 3800000, 5001, 0)]
        public void What_is_a_rest(long capacity, long microvolts, long nanoamperes, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.CapacityMicroampereHours = capacity;
            trace.Cell = microvolts;
            trace.Start();
            Worked(trace);
            trace.Current = nanoamperes;
            trace.Steps(31);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>1 % of the capacity: 36 s of C. Without it a rest says something after an hour.</summary>
        [Theory]
        [InlineData(3000000, 1)]
        [InlineData(2999999, 0)]
        public void A_cell_that_has_worked(long nanoamperes, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Start();
            trace.Steps(1);
            trace.Current = nanoamperes;
            trace.Steps(1);
            trace.Current = 0;
            trace.Steps(31);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
            trace.Steps(29);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);

            // Blocks are two minutes long by now.
            trace.Steps(2);
            Assert.Equal(1, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>
        /// The later half must fall at 85 % of the earlier one's rate, 30 uV of doubt per 17 minutes; a temperature that moved
        /// says nothing where 1 mV/K of it is more than the fall and 0.1 mV.
        /// </summary>
        [Theory]
        [InlineData(1000, 845, 0, 1)]
        [InlineData(1000, 844, 0, 0)]
        [InlineData(100, 100, 110, 1)]
        [InlineData(100, 100, 111, 0)]
        [InlineData(100, 100, -111, 0)]
        [InlineData(-100, -100, 0, 0)]
        public void A_rest_that_is_clear(long early, long late, long warming, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Millicelsius = 25000;
            trace.Start();
            Worked(trace);
            for (int minute = 0; minute <= 30; minute++)
            {
                trace.Steps(1);
                trace.Cell -= minute < 20 ? early : late;
                trace.Millicelsius += warming;
            }

            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>Of a cell that has not worked three successive rates must agree within 6 % of their mean.</summary>
        [Theory]
        [InlineData(1000, 1000, 1000, 1)]
        [InlineData(1000, 1000, 1117, 1)]
        [InlineData(1000, 1000, 1124, 0)]
        [InlineData(1117, 1000, 1000, 1)]
        [InlineData(1124, 1000, 1000, 0)]
        [InlineData(1000, 861, 1000, 1)]
        [InlineData(1000, 855, 1000, 0)]
        public void A_fresh_cell_that_drifts(long first, long second, long third, long count)
        {
            ExactTrace trace = Exact(2 * Minute);
            trace.Source = SampleSource.Recording;
            trace.Start();

            // Thirty blocks of two minutes: quarters of five from the tenth on. The rate from one to the next weighs nine steps by
            // 1 to 5 to 1: of the three, 22, 19 and 22 parts of 25 are the own one's; 6 % of the mean and 30 uV are met at 1,120 and 858.
            for (int block = 0; block <= 30; block++)
            {
                trace.Steps(1);
                trace.Cell -= block < 18 ? first : block < 23 ? second : third;
            }

            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>Seven tenths of its limit end a level: 35 uA after a warning, 7 uA after an advisory.</summary>
        [Theory]
        [InlineData(500, 352, FaultLevel.Warning)]
        [InlineData(500, 347, FaultLevel.Advisory)]
        [InlineData(120, 72, FaultLevel.Advisory)]
        [InlineData(120, 68, FaultLevel.None)]
        public void A_leak_that_is_over(long before, long after, byte level)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            Worked(trace);
            for (int minute = 0; minute <= 180; minute++)
            {
                trace.Steps(1);
                trace.Cell -= minute < 40 ? before : after;
            }

            Assert.Equal(level, trace.LevelOf(FaultId.RestLeakage));
        }

        /// <summary>A trace falls by more than 5 % at once; half of that holds it. 10 % of the current and charge, 2 K.</summary>
        [Theory]
        [InlineData(19000, 1000000, 1000000, 25000, false, true)]
        [InlineData(18999, 1000000, 1000000, 25000, true, true)]
        [InlineData(18000, 1100000, 1000000, 25000, true, true)]
        [InlineData(18000, 1100001, 1000000, 25000, false, false)]
        [InlineData(18000, 899999, 1000000, 25000, false, false)]
        [InlineData(18000, 1000000, 1100000, 25000, true, true)]
        [InlineData(18000, 1000000, 1100001, 25000, false, false)]
        [InlineData(15000, 1000000, 1000000, 27000, true, true)]
        [InlineData(15000, 1000000, 1000000, 27001, false, false)]
        [InlineData(15000, 1000000, 1000000, 22999, false, false)]
        [InlineData(0, 1000000, 1000000, 25000, false, false)]
        public void A_trace_that_falls(long microvolts, long peak, long charge, long millicelsius, bool lower, bool judged)
        {
            SoftShortTrace trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                Assert.True(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.IsLower);
            }

            Assert.Equal(judged, trace.Judge(Half(microvolts, peak, charge, millicelsius, 0, 5)));
            Assert.Equal(lower, trace.IsLower);
            if (lower && millicelsius == 25000)
            {
                trace.Judge(Half(19499, peak, charge, millicelsius, 0, 5));
                Assert.True(trace.IsLower);
                trace.Judge(Half(19500, peak, charge, millicelsius, 0, 5));
                Assert.False(trace.IsLower);
            }
        }

        /// <summary>Three are learned first; five samples make a half-cycle; three strangers in a row are a new test.</summary>
        [Fact]
        public void What_a_trace_is_held_against()
        {
            SoftShortTrace trace = new SoftShortTrace();
            Assert.False(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 4)));
            Assert.False(trace.IsRectangular || trace.HasLowerOnset);
            trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
            trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
            trace.Judge(Half(10000, 1000000, 1000000, 25000, 0, 5));
            Assert.False(trace.IsLower);
            for (int round = 0; round < 2; round++)
            {
                Assert.False(trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.True(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5)));
            }

            trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
                trace.JudgeOnset(20000000, 25000);
                Assert.False(trace.HasLowerOnset);
            }

            // 5 % of 20 ohm; half of it holds it.
            foreach ((long microohms, bool has) in new[] { (19000000L, false), (18499999L, true), (19249999L, true), (19250001L, false) })
            {
                trace.JudgeOnset(microohms, 25000);
                if (microohms == 19000000)
                {
                    Assert.False(trace.HasLowerOnset);

                    // The mean of two and its scatter moved: three quarters of a volt more to be sure.
                    for (int again = 0; again < 40; again++)
                    {
                        trace.JudgeOnset(19500000, 25000);
                    }
                }
                else if (microohms == 18499999)
                {
                    Assert.True(trace.HasLowerOnset);
                }
            }

            for (int stranger = 1; stranger <= 5; stranger++)
            {
                Assert.Equal(stranger >= 3, trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.IsLower);
                trace.JudgeOnset(1000000, 25000);
                Assert.Equal(stranger < 3, trace.HasLowerOnset);
            }

            trace.Judge(Half(4749, 2000000, 1000000, 25000, 0, 5));
            Assert.True(trace.IsLower);
        }

        /// <summary>A trace is rectangular that had an arch of more than 3 % and has lost two thirds of it; an arch that grows by more than 2 % and three scatters is dead metal.</summary>
        [Theory]
        [InlineData(3000, 999, true, true)]
        [InlineData(3000, 1000, true, false)]
        [InlineData(3000, -1, true, false)]
        [InlineData(600, 0, true, false)]
        [InlineData(620, 0, true, true)]
        [InlineData(3000, 3400, true, false)]
        [InlineData(3000, 3402, false, false)]
        public void The_arch_of_a_trace(long archBefore, long archAfter, bool lower, bool rectangular)
        {
            SoftShortTrace trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                trace.Judge(Half(20000, 1000000, 1000000, 25000, archBefore, 5));
            }

            // The same arch over a mean that is 10 % lower: 18/20 of the voltage.
            HalfCycle last = Half(18000, 1000000, 1000000, 25000, archAfter * 18 / 20, 5);
            last.HasTrace = archAfter >= 0;
            trace.Judge(last);
            Assert.Equal(lower, trace.IsLower);
            Assert.Equal(rectangular, trace.IsRectangular);
        }

        /// <summary>
        /// 10 mV below where it was while more than 3 % of the last discharge went in, from a twentieth of it on; the current
        /// within 5 %, no more than 3 K warmer.
        /// </summary>
        [Theory]
        [InlineData(3990000, 30000001, 100000, 25000, true)]
        [InlineData(3990000, 30000000, 100000, 25000, false)]
        [InlineData(3990001, 30000001, 100000, 25000, false)]
        [InlineData(3990000, 30000001, 105000, 25000, true)]
        [InlineData(3990000, 30000001, 105001, 25000, false)]
        [InlineData(3990000, 30000001, 94999, 25000, false)]
        [InlineData(3990000, 30000001, 100000, 28000, true)]
        [InlineData(3990000, 30000001, 100000, 28001, false)]
        [InlineData(3990000, 30000001, 100000, 21999, false)]
        public void A_charge_that_stalls(long microvolts, long more, long nanoamperes, long millicelsius, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            Stall(stall, tracker, 50000000, 4000000, 100000, 25000);
            Stall(stall, tracker, 50000000 + (more / 2), microvolts, nanoamperes, millicelsius);
            Assert.False(stall.IsStalling);
            Stall(stall, tracker, 50000000 + more, microvolts, nanoamperes, millicelsius);
            Assert.Equal(stalls, stall.IsStalling);

            // It is told through the discharge and the next charge, not longer.
            tracker.Direction = -1;
            stall.Turn(tracker);
            Assert.Equal(stalls, stall.IsStalling);
            tracker.Direction = 1;
            stall.Turn(tracker);
            Assert.Equal(stalls, stall.IsStalling);
            tracker.Direction = -1;
            stall.Turn(tracker);
            Assert.False(stall.IsStalling);
        }

        /// <summary>The first twentieth of a charge begins anew with each sample; so does a current below C/1000.</summary>
        [Theory]
        [InlineData(49999999, 100000, false)]
        [InlineData(50000000, 100000, true)]
        [InlineData(50000000, 5000, false)]
        public void Where_a_charge_begins(long from, long between, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            Stall(stall, tracker, 49000000, 4000000, 100000, 25000);
            Stall(stall, tracker, from, 3980000, between, 25000);
            Stall(stall, tracker, 80000002, 3980000, 100000, 25000);
            Assert.Equal(stalls, stall.IsStalling);
        }

        /// <summary>
        /// More went in than the last charge held, by more than 5 %, and the voltage is more than 20 mV below its end; the current
        /// within 10 %, the temperature within 3 K, no day of rest since.
        /// </summary>
        [Theory]
        [InlineData(50000001, 4079999, 100000, 25000, 0, true)]
        [InlineData(50000000, 4079999, 100000, 25000, 0, false)]
        [InlineData(50000001, 4080000, 100000, 25000, 0, false)]
        [InlineData(50000001, 4079999, 110000, 25000, 0, true)]
        [InlineData(50000001, 4079999, 110001, 25000, 0, false)]
        [InlineData(50000001, 4079999, 100000, 28000, 0, true)]
        [InlineData(50000001, 4079999, 100000, 28001, 0, false)]
        [InlineData(50000001, 4079999, 89999, 25000, 0, false)]
        [InlineData(50000001, 4079999, 100000, 22000, 0, true)]
        [InlineData(50000001, 4079999, 100000, 21999, 0, false)]
        [InlineData(50000001, 4079999, 100000, 25000, 86399, true)]
        [InlineData(50000001, 4079999, 100000, 25000, 86400, false)]
        public void A_charge_that_never_ends(long beyond, long microvolts, long nanoamperes, long millicelsius, long rest, bool stalls)
        {
            SoftShortStall stall = new SoftShortStall(new GuardSettings());
            HalfCycleTracker tracker = Charging();
            tracker.Charged.Pairs = 1;
            tracker.Charged.HighestMicrovolts = 4100000;
            tracker.Charged.PeakNanoamperes = 100000;
            tracker.Charged.Millicelsius = 25000;
            tracker.Direction = -1;
            stall.Turn(tracker);
            stall.Judge(tracker, 3000000, -100000, 25000, Second);
            stall.Judge(tracker, 3000000, -5000, 25000, Second + (rest * Second / 2));
            stall.Judge(tracker, 3000000, 5000, 25000, Second + (rest * Second));
            stall.Judge(tracker, 3000000, -5001, 25000, Second + ((rest + 90000) * Second));
            tracker.Direction = 1;
            stall.Turn(tracker);
            tracker.Nanocoulombs = beyond;
            stall.Judge(tracker, microvolts, nanoamperes, millicelsius, Second + ((rest + 90001) * Second));
            Assert.Equal(stalls, stall.IsStalling);
        }

        private static void Stall(SoftShortStall stall, HalfCycleTracker tracker, long charge, long microvolts, long nanoamperes, long millicelsius)
        {
            tracker.Nanocoulombs = charge;
            stall.Judge(tracker, microvolts, nanoamperes, millicelsius, charge);
        }

        private static HalfCycleTracker Charging()
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings()) { Direction = 1 };
            tracker.Discharged.IsWhole = true;
            tracker.Discharged.Nanocoulombs = 1000000000;
            return tracker;
        }

        private static HalfCycle Half(long microvolts, long peak, long charge, long millicelsius, long arch, int samples)
        {
            HalfCycle half = new HalfCycle();
            for (int sample = 0; sample < samples; sample++)
            {
                half.Add(microvolts, 1000000, Second);
            }

            half.Mark(microvolts, 100, 1000);
            half.Mark(microvolts + arch, 900, 1000);
            half.PeakNanoamperes = peak;
            half.Nanocoulombs = charge;
            half.Millicelsius = millicelsius;
            return half;
        }

        /// <summary>1 % of the capacity has flowed: 36 s at C, in a minute.</summary>
        private static void Worked(ExactTrace trace)
        {
            trace.Current = 3000000;
            trace.Steps(2);
            trace.Current = 0;
        }

        private static ExactTrace Exact(long spacing)
        {
            return new ExactTrace { Spacing = spacing };
        }

        /// <summary>Currents as a decision cycle brings them.</summary>
        private sealed class Currents
        {
            private readonly Snapshot _snapshot = new Snapshot();
            private readonly ChannelSet _channels = new ChannelSet();

            public ChannelSet Next(long nanoamperes, long timeMicroseconds)
            {
                _snapshot.CurrentNanoamperes.Set(nanoamperes, timeMicroseconds, Validity.Valid, SampleSource.Ina228);
                _channels.Observe(_snapshot, timeMicroseconds);
                return _channels;
            }
        }
    }
}

using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Random trains of big and small steps against thousands of exact modes. The strictest reading of the promise:
    /// |s - exact| is at most 5e-4 * max(1, |last step|), the last step being the latest one however small, at every
    /// instant from 1e-5 of the diffusion time after it on, however old or young the steps before it are.
    /// </summary>
    public class PulseTrainTests
    {
        private readonly ITestOutputHelper _output;

        public PulseTrainTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(1, 2, 1e-5, 3e-2)]
        [InlineData(2, 20, 1e-5, 1e-5)]
        [InlineData(3, 20, 5e-6, 2e-5)]
        [InlineData(4, 20, 1e-5, 1e-4)]
        [InlineData(5, 20, 1e-4, 1e-2)]
        [InlineData(6, 20, 1e-6, 3e-2)]
        [InlineData(7, 64, 1e-5, 1e-5)]
        [InlineData(8, 64, 1e-5, 3e-2)]
        [InlineData(9, 64, 1e-4, 1e-2)]
        [InlineData(10, 64, 1e-6, 3e-2)]
        public void Trains_follow_the_exact_gap(int seed, double largest, double shortest, double longest)
        {
            Random random = new Random(seed);
            Rows rows = new Rows(Rows.Unit());
            ExactModel exact = new ExactModel(2500);
            rows.Add(0, 0);
            long time = 0;
            long before = 0;
            double worst = 0;
            for (int pulse = 0; pulse < 600; pulse++)
            {
                // One pulse in three hardly differs from the one before, so that big errors cannot hide behind big steps.
                double j = ((random.NextDouble() * 2) - 1) * largest;
                long nanoamperes = (long)(j * 1e6);
                nanoamperes = random.Next(3) == 0 ? before + random.Next(-50000, 50000) : nanoamperes;
                nanoamperes = Math.Clamp(nanoamperes, (long)(-largest * 1e6), (long)(largest * 1e6));
                long interval = (long)Math.Round(1e9 * shortest * Math.Pow(longest / shortest, random.NextDouble()));
                time += interval;
                rows.Add(time, nanoamperes);
                exact.Advance(nanoamperes / 1e6, interval / 1e9);
                if (interval >= 10000)
                {
                    double error = (rows.Verdict.SurfaceDepletionQ24 / (double)Verdict.OneQ24) - exact.Surface(nanoamperes / 1e6);
                    worst = Math.Max(worst, Math.Abs(error) / Math.Max(1, Math.Abs(nanoamperes - before) / 1e6));
                }

                before = nanoamperes;
            }

            _output.WriteLine($"|j| to {largest}, pulses of {shortest:E0} to {longest:E0}: worst {worst:E2}");
            Assert.True(worst <= 5e-4, $"{worst:E2}");
        }

        // A switch to the other extreme each time the step error turns: the worst that any history can do.
        [Theory]
        [InlineData(20)]
        [InlineData(64)]
        public void The_most_spiteful_history_stays_within_the_bound(int largest)
        {
            double worst = 0;
            for (int turn = 0; turn < 2; turn++)
            {
                Rows rows = new Rows(Rows.Unit());
                ExactModel exact = new ExactModel(2500);
                rows.Add(0, 0);
                int sign = turn == 0 ? 1 : -1;
                double[] ages = TurningAges();
                long time = 0;
                for (int part = 0; part < ages.Length; part++)
                {
                    double next = part + 1 < ages.Length ? ages[part + 1] : 0;
                    long interval = (long)Math.Round((ages[part] - next) * 1e9);
                    if (interval <= 0)
                    {
                        continue;
                    }

                    sign = -sign;
                    time += interval;
                    rows.Add(time, sign * largest * 1000000L);
                    exact.Advance(sign * largest, interval / 1e9);
                }

                double error = (rows.Verdict.SurfaceDepletionQ24 / (double)Verdict.OneQ24) - exact.Surface(sign * largest);
                worst = Math.Max(worst, Math.Abs(error));
            }

            _output.WriteLine($"|j| = {largest}: {worst:E2}");
            Assert.True(worst <= 5e-4, $"{worst:E2}");
        }

        // Ages of a step, oldest first, at which the error of the step response turns.
        private static double[] TurningAges()
        {
            System.Collections.Generic.List<double> ages = new System.Collections.Generic.List<double>();
            double before = 0;
            double slope = 0;
            for (double age = 1e-5; age < 2; age *= 1.005)
            {
                DoubleModel model = new DoubleModel();
                double error = model.After(1, age) - Response(age);
                if (age > 1e-5 && slope != 0 && (error - before) * slope < 0)
                {
                    ages.Insert(0, age);
                }

                slope = age > 1e-5 ? error - before : 0;
                before = error;
            }

            ages.Add(1e-5);
            return ages.ToArray();
        }

        private static double Response(double theta)
        {
            double sum = 1;
            for (int n = 1; n < 5000; n += 2)
            {
                double rate = n * n * Math.PI * Math.PI;
                sum -= 8 / rate * Math.Exp(-rate * theta);
            }

            return sum;
        }
    }
}

using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>The transport core through the one door, against double precision and against thousands of exact modes.</summary>
    public class TransportAgainstDoubleTests
    {
        private const double OneQ24 = Verdict.OneQ24;

        private readonly ITestOutputHelper _output;

        public TransportAgainstDoubleTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // The diffusion time is 1,000 s: 1 us is 1e-9 of it, 1 nA a millionth of the limiting current.
        [Theory]
        [InlineData(1, 1e-6, 1e-6, 64)]
        [InlineData(2, 1e-5, 1e-5, 64)]
        [InlineData(3, 1e-3, 1e-3, 64)]
        [InlineData(4, 1e-2, 1e-2, 64)]
        [InlineData(5, 1e-6, 1e-2, 64)]
        [InlineData(6, 1e-6, 1e-2, 1.2)]
        [InlineData(7, 1e-6, 1e-4, 3)]
        public void Fixed_point_stays_near_double_precision(int seed, double shortest, double longest, double largest)
        {
            Random random = new Random(seed);
            Rows rows = new Rows(Rows.Unit());
            DoubleModel reference = new DoubleModel();
            long time = 0;
            rows.Add(0, 0);
            double worst = 0;
            double scale = 1;
            long nanoamperes = 0;
            for (int step = 0; step < 60000; step++)
            {
                if (step % 97 == 0)
                {
                    nanoamperes = (long)(((random.NextDouble() * 2) - 1) * largest * 1e6);
                    scale = Math.Max(1, Math.Abs(nanoamperes) / 4e6);
                }

                long interval = (long)(1e9 * shortest * Math.Pow(longest / shortest, random.NextDouble()));
                time += interval;
                rows.Add(time, nanoamperes);
                reference.Advance(nanoamperes / 1e6, interval / 1e9);
                worst = Math.Max(worst, Math.Abs((rows.Verdict.SurfaceDepletionQ24 / OneQ24) - reference.Surface) / scale);
            }

            _output.WriteLine($"worst difference over max(1, |j|/4), j of the same step: {worst:E2}");
            Assert.True(worst <= 2e-5, $"{worst:E2}");
        }

        [Theory]
        [InlineData(1e-6)]
        [InlineData(1e-7)]
        public void Tiny_steps_of_one_current_lose_nothing(double theta)
        {
            Rows rows = new Rows(Rows.Unit());
            DoubleModel reference = new DoubleModel();
            rows.Add(0, 0);
            long interval = (long)(1e9 * theta);
            double worst = 0;
            for (int step = 1; step <= 200000; step++)
            {
                rows.Add(step * interval, 900000);
                reference.Advance(0.9, interval / 1e9);
                worst = Math.Max(worst, Math.Abs((rows.Verdict.SurfaceDepletionQ24 / OneQ24) - reference.Surface));
            }

            _output.WriteLine($"worst difference: {worst:E2}");
            Assert.True(worst <= 2e-5, $"{worst:E2}");
        }

        [Theory]
        [InlineData(11)]
        [InlineData(12)]
        [InlineData(13)]
        public void Random_pulses_follow_the_exact_gap(int seed)
        {
            Random random = new Random(seed);
            Rows rows = new Rows(Rows.Unit());
            ExactModel exact = new ExactModel(3000);
            rows.Add(0, 0);
            long time = 0;
            double before = 0;
            double worst = 0;
            for (int pulse = 0; pulse < 400; pulse++)
            {
                double j = Math.Round(((random.NextDouble() * 2) - 1) * 2e6) / 1e6;
                double step = Math.Abs(j - before);
                before = j;
                double since = 0;
                int parts = random.Next(1, 6);
                for (int part = 0; part < parts; part++)
                {
                    long interval = (long)(1e9 * 1e-5 * Math.Pow(3000, random.NextDouble()));
                    time += interval;
                    since += interval / 1e9;
                    rows.Add(time, (long)Math.Round(j * 1e6));
                    exact.Advance(j, interval / 1e9);
                    double error = Math.Abs((rows.Verdict.SurfaceDepletionQ24 / OneQ24) - exact.Surface(j));
                    worst = Math.Max(worst, error / Math.Max(1, step));
                }
            }

            _output.WriteLine($"worst error over max(1, step): {worst:E2}");
            Assert.True(worst <= 5e-4, $"{worst:E2}");
        }

        [Theory]
        [InlineData(21)]
        [InlineData(22)]
        [InlineData(23)]
        public void The_forecast_holds_from_any_history(int seed)
        {
            Random random = new Random(seed);
            double worst = 0;
            int compared = 0;
            for (int history = 0; history < 60; history++)
            {
                Rows rows = new Rows(Rows.Unit());
                ExactModel exact = new ExactModel(1500);
                rows.Add(0, 0);
                long time = 0;
                for (int part = 0; part < 12; part++)
                {
                    double largest = part == 11 ? 4 : 1.3;
                    double j = Math.Round(((random.NextDouble() * 2) - 1) * largest * 1e6) / 1e6;
                    long interval = (long)(1e9 * 1e-5 * Math.Pow(5000, random.NextDouble()));
                    time += interval;
                    rows.Add(time, (long)Math.Round(j * 1e6));
                    exact.Advance(j, interval / 1e9);
                    if (Math.Abs(exact.Surface(j)) >= 1)
                    {
                        Assert.True(rows.Verdict.DepletionMicroseconds == 0 || Math.Abs(exact.Surface(j)) < 1.0006);
                        continue;
                    }

                    compared += Compare(rows.Verdict.DepletionMicroseconds, exact.Depletion(j), j, ref worst);
                }
            }

            _output.WriteLine($"{compared} forecasts, worst error {worst:F2} of the tolerance 0.1 % or 1e-5");
            Assert.True(compared > 50, "enough forecasts");
            Assert.True(worst <= 1, $"{worst:F2}");
        }

        private static int Compare(long microseconds, double? theta, double j, ref double worst)
        {
            if (theta == null || microseconds == Verdict.Never)
            {
                // Where one of them sees nothing the other may see at most a touch at the very edge.
                Assert.True((theta == null) == (microseconds == Verdict.Never) || Math.Abs(j) < 1.002, $"j {j}, {theta}, {microseconds}");
                return 0;
            }

            double tolerance = Math.Max(1e-3 * theta.Value, 1e-5);
            worst = Math.Max(worst, Math.Abs((microseconds / 1e9) - theta.Value) / tolerance);
            return 1;
        }

        // Check 10: gain and phase of s against j, exact tanh(sqrt(p)/2)/(sqrt(p)/2).
        [Theory]
        [InlineData(1, 0.995177, -4.7552)]
        [InlineData(10, 0.721125, -35.3455)]
        [InlineData(100, 0.199761, -44.931)]
        [InlineData(1000, 0.0632456, -45)]
        public void Sine_waves(double omega, double gain, double degrees)
        {
            const int PerPeriod = 400;
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 0);
            double period = 2 * Math.PI / omega;
            int settle = Math.Max(2, (int)Math.Ceiling(2 / period));
            double real = 0;
            double imaginary = 0;
            for (int step = 1; step <= (settle + 4) * PerPeriod; step++)
            {
                // The mean of a cosine over the interval, and s read at its end.
                double from = 2 * Math.PI * (step - 1) / PerPeriod;
                double to = 2 * Math.PI * step / PerPeriod;
                double mean = (Math.Sin(to) - Math.Sin(from)) / (to - from);
                rows.Add((long)Math.Round(step * period / PerPeriod * 1e9), (long)Math.Round(mean * 1e7));
                if (step > settle * PerPeriod)
                {
                    double s = rows.Verdict.SurfaceDepletionQ24 / OneQ24 / 10;
                    real += s * Math.Cos(to) * 2 / (4 * PerPeriod);
                    imaginary -= s * Math.Sin(to) * 2 / (4 * PerPeriod);
                }
            }

            double magnitude = Math.Sqrt((real * real) + (imaginary * imaginary));
            double phase = Math.Atan2(imaginary, real) * 180 / Math.PI;
            _output.WriteLine($"gain {magnitude:F6}, phase {phase:F3}");
            Assert.InRange(magnitude, gain * 0.995, gain * 1.005);
            Assert.InRange(phase, degrees - 0.6, degrees + 0.6);
        }
    }
}

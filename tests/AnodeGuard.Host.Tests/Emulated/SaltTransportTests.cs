using System;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>The emulator's own physics against exact solutions and independent numbers.</summary>
    public class SaltTransportTests
    {
        private const double Kelvin = 298.15;
        private const double Concentration = 1000;

        // D = 3e-10 m2/s, t+ = 0.38: J* of a dense 1 mm gap is 93.3729 A/m2, t_D = 3333.3 s.
        private static readonly Electrolyte Textbook = Electrolyte.Constant(3.0e-10, Concentration, 0.38);
        private static readonly Gap Millimetre = new Gap(1e-3);

        [Theory]
        [InlineData(25e-6, 1, 3734.92)]
        [InlineData(1e-3, 1, 93.3729)]
        [InlineData(25e-6, 0.39, 909.66)]
        [InlineData(50e-6, 0.39, 454.8)]
        public void Limiting_current_density_follows_from_the_geometry(double metres, double porosity, double expected)
        {
            double actual = new Gap(metres, porosity).LimitingCurrentDensity(Textbook, Kelvin);

            Assert.Equal(1, actual / expected, 3);
        }

        // Exact series of the finite gap (Chazalviel geometry), computed apart from this code.
        [Theory]
        [InlineData(1.05, 0.2871953214)]
        [InlineData(1.1, 0.2216782919)]
        [InlineData(1.5, 0.0900426027)]
        [InlineData(2, 0.0491826849)]
        [InlineData(3, 0.0218166515)]
        [InlineData(5, 0.0078539816)]
        public void Depletion_comes_when_the_exact_series_says(double j, double expectedTheta)
        {
            double diffusionTime = Millimetre.DiffusionTime(Textbook, Kelvin);
            double current = j * Millimetre.LimitingCurrentDensity(Textbook, Kelvin);

            double theta = TimeToDepletion(Textbook, Millimetre, current, expectedTheta * diffusionTime / 2000) / diffusionTime;

            Assert.InRange(theta / expectedTheta, 0.999, 1.001);
        }

        [Theory]
        [InlineData(0.001, 0.0713649646)]
        [InlineData(0.01, 0.2256758334)]
        [InlineData(0.1, 0.6978819062)]
        [InlineData(0.5, 0.9941704789)]
        public void Transient_follows_the_exact_series(double theta, double expected)
        {
            double current = 0.5 * Millimetre.LimitingCurrentDensity(Textbook, Kelvin);
            SaltTransport transport = new SaltTransport(Textbook, Millimetre);
            double step = theta * Millimetre.DiffusionTime(Textbook, Kelvin) / 400;
            for (int i = 0; i < 400; i++)
            {
                transport.Advance(step, current, Kelvin);
            }

            double s = 1 - (transport.AnodeSurfaceConcentration(current, Kelvin) / Concentration);

            Assert.InRange(s / (0.5 * expected), 0.998, 1.002);
        }

        // The step sizes that the emulated cell really takes: 1 ms growing by half to 100 ms.
        [Fact]
        public void Growing_steps_keep_the_accuracy()
        {
            Gap gap = new Gap(50e-6, 0.39);
            double current = 0.3 * gap.LimitingCurrentDensity(Textbook, Kelvin);
            SaltTransport transport = new SaltTransport(Textbook, gap);
            double target = 0.1 * gap.DiffusionTime(Textbook, Kelvin);
            double time = 0;
            double step = 1e-3;
            while (time < target)
            {
                step = Math.Min(Math.Min(step, 0.1), target - time);
                transport.Advance(step, current, Kelvin);
                time += step;
                step *= 1.5;
                step = Math.Max(step, 1e-9);
            }

            double s = 1 - (transport.AnodeSurfaceConcentration(current, Kelvin) / Concentration);

            Assert.InRange(s / (0.3 * 0.6978819062), 0.999, 1.001);
        }

        // J* of 123.8 A/m2, and 277.0 s and 66.6 s at 1.5 and 3 times it, from an independent nonlinear solver (BDF, 1 mm).
        [Theory]
        [InlineData(1.5, 277.0)]
        [InlineData(3, 66.6)]
        public void Concentration_dependent_diffusion_agrees_with_an_independent_solver(double factor, double expectedSeconds)
        {
            Electrolyte valoen = Electrolyte.Valoen2005();
            double limiting = Millimetre.LimitingCurrentDensity(valoen, Kelvin);

            double seconds = TimeToDepletion(valoen, Millimetre, factor * limiting, 0.1);

            Assert.InRange(limiting, 123.8 * 0.995, 123.8 * 1.005);
            Assert.InRange(seconds / expectedSeconds, 0.99, 1.01);
        }

        [Theory]
        [InlineData(0, 9.347e-11, 0.711)]
        [InlineData(25, 3.223e-10, 1.194)]
        [InlineData(60, 6.388e-10, 2.001)]
        public void Valoen_properties_are_those_of_the_paper(double celsius, double diffusivity, double conductivity)
        {
            Electrolyte valoen = Electrolyte.Valoen2005();

            Assert.InRange(valoen.Diffusivity(1000, celsius + 273.15) / diffusivity, 0.999, 1.001);
            Assert.InRange(valoen.Conductivity(1000, celsius + 273.15) / conductivity, 0.999, 1.001);
        }

        [Fact]
        public void Salt_is_neither_made_nor_lost()
        {
            SaltTransport transport = new SaltTransport(Electrolyte.Valoen2005(), Millimetre);
            double before = transport.SaltPerArea;
            SeededRandom random = new SeededRandom(3);
            for (int i = 0; i < 5000; i++)
            {
                transport.Advance(random.NextBetween(0.001, 2), random.NextBetween(-100, 100), random.NextBetween(273, 320));
            }

            Assert.Equal(1, transport.SaltPerArea / before, 9);
        }

        [Fact]
        public void Below_the_limiting_current_salt_is_never_used_up()
        {
            double current = 0.99 * Millimetre.LimitingCurrentDensity(Textbook, Kelvin);
            SaltTransport transport = new SaltTransport(Textbook, Millimetre);
            for (int i = 0; i < 5000; i++)
            {
                transport.Advance(10, current, Kelvin);
            }

            Assert.InRange(transport.AnodeSurfaceConcentration(current, Kelvin) / Concentration, 0.0095, 0.0105);
        }

        private static double TimeToDepletion(Electrolyte electrolyte, Gap gap, double current, double step)
        {
            SaltTransport transport = new SaltTransport(electrolyte, gap);
            double time = 0;
            double before = electrolyte.Concentration;
            for (int i = 0; i < 100000; i++)
            {
                transport.Advance(step, current, Kelvin);
                time += step;
                double surface = transport.AnodeSurfaceConcentration(current, Kelvin);
                if (surface <= 0)
                {
                    return time - (step * -surface / (before - surface));
                }

                before = surface;
            }

            return double.PositiveInfinity;
        }
    }
}

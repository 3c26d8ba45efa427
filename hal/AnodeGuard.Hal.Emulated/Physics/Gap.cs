using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The space between the electrodes, filled with electrolyte.</summary>
    /// <param name="Metres">Width, m.</param>
    /// <param name="Porosity">Volume fraction of electrolyte, 0 to 1.</param>
    /// <param name="Bruggeman">Exponent of the tortuosity: effective = free * porosity^exponent.</param>
    public readonly record struct Gap(double Metres, double Porosity = 1, double Bruggeman = 1.5)
    {
        /// <summary>Effective over free transport coefficient.</summary>
        public double TransportFactor
        {
            get { return Math.Pow(Porosity, Bruggeman); }
        }

        /// <summary>
        /// Limiting current density, A/m2: the current at which the steady profile reaches zero at the plating electrode.
        /// J* = F/(L (1 - t+)) * integral of D from 0 to c_L, with c_L such that the mean concentration stays; for a
        /// constant D this is 2 F D c0/((1 - t+) L) (J.-N. Chazalviel, Phys. Rev. A 42 (1990) 7355).
        /// </summary>
        public double LimitingCurrentDensity(Electrolyte electrolyte, double kelvin)
        {
            double low = electrolyte.Concentration;
            double high = 5 * electrolyte.Concentration;
            for (int i = 0; i < 60; i++)
            {
                double middle = 0.5 * (low + high);
                (double _, double mean) = SteadyIntegral(electrolyte, kelvin, middle);
                if (mean < electrolyte.Concentration)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            (double integral, double _) = SteadyIntegral(electrolyte, kelvin, low);
            return PhysicalConstants.Faraday * TransportFactor * integral / ((1 - electrolyte.TransferenceNumber) * Metres);
        }

        /// <summary>Diffusion time t_D = porosity L^2/D_eff at the resting concentration, seconds.</summary>
        public double DiffusionTime(Electrolyte electrolyte, double kelvin)
        {
            return Porosity * Metres * Metres / (TransportFactor * electrolyte.Diffusivity(electrolyte.Concentration, kelvin));
        }

        // Integral of D dc from 0 to c, and the mean concentration of the steady profile that ends at c: with a constant
        // flux, x is proportional to the integral of D up to the local concentration.
        private static (double Integral, double Mean) SteadyIntegral(Electrolyte electrolyte, double kelvin, double top)
        {
            const int Steps = 2000;
            double step = top / Steps;
            double sum = 0;
            double moment = 0;
            for (int i = 0; i < Steps; i++)
            {
                double c = (i + 0.5) * step;
                double d = electrolyte.Diffusivity(c, kelvin) * step;
                sum += d;
                moment += d * c;
            }

            return (sum, moment / sum);
        }
    }
}

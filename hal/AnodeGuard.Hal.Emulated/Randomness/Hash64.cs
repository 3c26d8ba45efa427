using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// Random numbers by position instead of by order: the noise of a channel at an instant is a function of seed,
    /// channel and instant, so that one more reader changes nothing for the others.
    /// </summary>
    internal static class Hash64
    {
        /// <summary>The finaliser of SplitMix64 (public domain reference code at prng.di.unimi.it).</summary>
        public static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }

        public static ulong SplitMix(ref ulong state)
        {
            state += 0x9E3779B97F4A7C15UL;
            return Mix(state);
        }

        /// <summary>Uniform in [0, 1) from the upper 53 bits.</summary>
        public static double ToUnit(ulong bits)
        {
            return (bits >> 11) * (1.0 / (1UL << 53));
        }

        /// <summary>Normal distribution, mean 0, standard deviation 1 (Box and Muller 1958).</summary>
        public static double ToGaussian(ulong a, ulong b)
        {
            double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - ToUnit(a)));
            return radius * Math.Cos(2.0 * Math.PI * ToUnit(b));
        }

        /// <summary>Normal noise of a channel at an instant.</summary>
        public static double GaussianAt(ulong key, long atMicroseconds)
        {
            ulong state = key ^ Mix((ulong)atMicroseconds);
            return ToGaussian(SplitMix(ref state), SplitMix(ref state));
        }
    }
}

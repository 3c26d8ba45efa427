namespace AnodeGuard.Core
{
    /// <summary>
    /// J* and t_D by a table of two to five temperatures: the logarithms run straight in 1/T between two points, which is
    /// Arrhenius' law with its own activation energy from point to point; beyond the ends the last line goes on.
    /// <para>Bounds: a logarithm is below 35 in Q38, 2^44; the weight of the upper point, (T - T1) T2 / ((T2 - T1) T), has
    /// both of its sides below 2^38 in square millikelvins. Products are formed in 128 bits.</para>
    /// </summary>
    public sealed class TemperatureTable
    {
        /// <summary>Most points that are used; a longer table is not taken.</summary>
        public const int MostPoints = 5;

        /// <summary>How many points there are; 0 where the settings give no table.</summary>
        public readonly int Count;

        /// <summary>J* at 25 C, microamperes per square metre.</summary>
        public readonly long LimitingDensity25;

        /// <summary>t_D at 25 C, microseconds.</summary>
        public readonly long DiffusionMicroseconds25;

        private readonly long[] _millikelvins;
        private readonly long[] _limitingQ38;
        private readonly long[] _diffusionQ38;
        private readonly long _limitingQ38At25;
        private readonly long _diffusionQ38At25;

        /// <summary>Takes the settings' table, or none where it is not one of ascending temperatures and positive values.</summary>
        public TemperatureTable(GuardSettings settings)
        {
            Count = CountOf(settings.TableMillicelsius, settings.TableLimitingMicroamperesPerSquareMetre, settings.TableDiffusionMicroseconds);
            if (Count == 0)
            {
                return;
            }

            _millikelvins = new long[Count];
            _limitingQ38 = new long[Count];
            _diffusionQ38 = new long[Count];
            for (int point = 0; point < Count; point++)
            {
                _millikelvins[point] = settings.TableMillicelsius[point] + Arrhenius.ZeroCelsiusMillikelvin;
                _limitingQ38[point] = Logarithm.OfQ38(Saturating.Bound(settings.TableLimitingMicroamperesPerSquareMetre[point]));
                _diffusionQ38[point] = Logarithm.OfQ38(Saturating.Bound(settings.TableDiffusionMicroseconds[point]));
            }

            _limitingQ38At25 = At(_limitingQ38, Arrhenius.ReferenceMillicelsius);
            _diffusionQ38At25 = At(_diffusionQ38, Arrhenius.ReferenceMillicelsius);
            int nearest = Lower(Arrhenius.ReferenceMillicelsius + Arrhenius.ZeroCelsiusMillikelvin);
            LimitingDensity25 = From(settings.TableLimitingMicroamperesPerSquareMetre[nearest], _limitingQ38At25 - _limitingQ38[nearest]);
            DiffusionMicroseconds25 = From(settings.TableDiffusionMicroseconds[nearest], _diffusionQ38At25 - _diffusionQ38[nearest]);
        }

        /// <summary>J*(T) / J*(25 C), Q31, between exp(-10) and exp(10).</summary>
        public long LimitingFactorQ31(long millicelsius)
        {
            return Exponential.OfEitherSign(At(_limitingQ38, millicelsius) - _limitingQ38At25);
        }

        /// <summary>t_D(25 C) / t_D(T), Q31, between exp(-10) and exp(10).</summary>
        public long DiffusionFactorQ31(long millicelsius)
        {
            return Exponential.OfEitherSign(_diffusionQ38At25 - At(_diffusionQ38, millicelsius));
        }

        private static int CountOf(long[] temperatures, long[] limiting, long[] diffusion)
        {
            int count = temperatures == null || limiting == null || diffusion == null ? 0 : temperatures.Length;
            if (count < 2 || count > MostPoints || limiting.Length != count || diffusion.Length != count)
            {
                return 0;
            }

            for (int point = 0; point < count; point++)
            {
                long lowest = point == 0 ? Arrhenius.LowestMillicelsius : temperatures[point - 1] + 1;
                if (temperatures[point] < lowest || temperatures[point] > Arrhenius.HighestMillicelsius || limiting[point] < 1 || diffusion[point] < 1)
                {
                    return 0;
                }
            }

            return count;
        }

        private static long From(long value, long exponentQ38)
        {
            long scaled = Saturating.Bound(Wide.MultiplyDivide(Saturating.Bound(value), Exponential.OfEitherSign(exponentQ38), Exponential.OneQ31));
            return scaled < 1 ? 1 : scaled;
        }

        /// <summary>The point where the line begins that holds at a temperature.</summary>
        private int Lower(long millikelvin)
        {
            int point = 0;
            while (point < Count - 2 && millikelvin >= _millikelvins[point + 1])
            {
                point++;
            }

            return point;
        }

        private long At(long[] logarithmsQ38, long millicelsius)
        {
            long temperature = Saturating.Clamp(millicelsius, Arrhenius.LowestMillicelsius, Arrhenius.HighestMillicelsius)
                + Arrhenius.ZeroCelsiusMillikelvin;
            int point = Lower(temperature);
            long lower = _millikelvins[point];
            long upper = _millikelvins[point + 1];
            long rise = logarithmsQ38[point + 1] - logarithmsQ38[point];

            // Divisor: temperatures ascend, and lie above 0 K.
            return logarithmsQ38[point] + Wide.MultiplyDivide(rise, (temperature - lower) * upper, (upper - lower) * temperature);
        }
    }
}

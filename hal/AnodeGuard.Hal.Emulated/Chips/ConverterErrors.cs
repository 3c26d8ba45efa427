namespace AnodeGuard.Hal.Emulated
{
    /// <summary>How far one specimen of a converter is from its data sheet's ideal.</summary>
    public sealed class ConverterErrors
    {
        /// <summary>Relative error of the slope; 0.001 reads 0.1 % too much.</summary>
        public double Gain { get; set; }

        /// <summary>Volts at the input that read as 0, with their sign turned.</summary>
        public double OffsetVolts { get; set; }

        /// <summary>Standard deviation of a conversion, volts at the input.</summary>
        public double NoiseVolts { get; set; }

        /// <summary>Relative error of the chip's own clock; 0.1 converts 10 % too slowly.</summary>
        public double Clock { get; set; }

        /// <summary>Seed of the noise; chips of one board get different ones.</summary>
        public long Seed { get; set; }

        /// <summary>What the converter sees for a voltage at the end of the conversion at an instant, before it quantises.</summary>
        internal double Apply(double volts, long atMicroseconds)
        {
            double seen = (volts * (1 + Gain)) + OffsetVolts;
            return NoiseVolts > 0
                ? seen + (NoiseVolts * Hash64.GaussianAt((ulong)Seed, atMicroseconds))
                : seen;
        }
    }
}

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What can be wrong with the way from a node to its converter, besides the node itself.</summary>
    internal sealed class Disturbance
    {
        /// <summary>The converter shows the same for ever.</summary>
        public bool Stuck;

        /// <summary>Drift in units per second since <see cref="DriftSinceMicroseconds"/>.</summary>
        public double DriftPerSecond;

        public long DriftSinceMicroseconds;

        /// <summary>Noise on top of the ordinary, rms.</summary>
        public double ExtraNoise;

        /// <summary>The value is multiplied by this: a divider or a lead has changed. 1 is healthy.</summary>
        public double Gain = 1;

        /// <summary>Added to the value.</summary>
        public double Offset;

        private double _last;

        /// <summary>What is seen of a value.</summary>
        public double Apply(double value, double ordinaryNoise, ulong key, long atMicroseconds)
        {
            if (Stuck)
            {
                return _last;
            }

            double noise = ordinaryNoise + ExtraNoise;
            double drift = DriftPerSecond * (atMicroseconds - DriftSinceMicroseconds) * 1e-6;
            _last = (value * Gain) + Offset + drift + (noise == 0 ? 0 : noise * Hash64.GaussianAt(key, atMicroseconds));
            return _last;
        }
    }

    /// <summary>A node with its noise: the same at the same instant, whoever looks and how often.</summary>
    internal abstract class AnalogNode : IAnalogNode
    {
        private readonly Bench _bench;
        private readonly double _noise;
        private readonly ulong _key;

        protected AnalogNode(Bench bench, double noiseRms, ulong key)
        {
            _bench = bench;
            _noise = noiseRms;
            _key = key;
        }

        public Disturbance Disturbance { get; } = new Disturbance();

        /// <inheritdoc/>
        public double Volts(long atMicroseconds)
        {
            Segment segment = _bench.At(atMicroseconds);
            return Disturbance.Apply(Ideal(segment, atMicroseconds), _noise, _key, atMicroseconds);
        }

        protected abstract double Ideal(Segment segment, long atMicroseconds);
    }

    /// <summary>AIN0: the sense electrode behind follower, x0.4 divider and lag; 0.25 mV rms noise at the electrode.</summary>
    internal sealed class SenseNode : AnalogNode
    {
        public const double Divider = 0.4;

        public SenseNode(Bench bench, ulong key)
            : base(bench, 0.25e-3 * Divider, key)
        {
        }

        protected override double Ideal(Segment segment, long atMicroseconds)
        {
            return Divider * segment.Sense.Filter(segment.SecondsAt(atMicroseconds));
        }
    }

    /// <summary>AIN1: 1.0 V + 0.2 times the cell voltage, either sign.</summary>
    internal sealed class BipolarNode : AnalogNode
    {
        public BipolarNode(Bench bench, ulong key)
            : base(bench, 20e-6, key)
        {
        }

        protected override double Ideal(Segment segment, long atMicroseconds)
        {
            return 1.0 + (0.2 * segment.Volts(atMicroseconds));
        }
    }

    /// <summary>AIN2: the 2.5 V reference through a x0.4 divider.</summary>
    internal sealed class ReferenceNode : AnalogNode
    {
        public ReferenceNode(Bench bench, ulong key)
            : base(bench, 20e-6, key)
        {
        }

        protected override double Ideal(Segment segment, long atMicroseconds)
        {
            return SenseNode.Divider * SenseChain.ReferenceVolts;
        }
    }

    /// <summary>AIN3: the cell's NTC (10k at 25 C, B 3435) to ground, 20k to 2.5 V.</summary>
    internal sealed class NtcNode : AnalogNode
    {
        private const double Ohms25 = 10e3;
        private const double B = 3435;
        private const double PullUpOhms = 20e3;

        public NtcNode(Bench bench, ulong key)
            : base(bench, 20e-6, key)
        {
        }

        protected override double Ideal(Segment segment, long atMicroseconds)
        {
            double kelvin = segment.Celsius + PhysicalConstants.ZeroCelsius;
            double ohms = Ohms25 * System.Math.Exp(B * ((1 / kelvin) - (1 / 298.15)));
            return SenseChain.ReferenceVolts * ohms / (ohms + PullUpOhms);
        }
    }

    /// <summary>VBUS of the INA228: the cell voltage.</summary>
    internal sealed class CellNode : AnalogNode
    {
        public CellNode(Bench bench, ulong key)
            : base(bench, 100e-6, key)
        {
        }

        protected override double Ideal(Segment segment, long atMicroseconds)
        {
            return segment.Volts(atMicroseconds);
        }
    }

    /// <summary>The shunt: noise of one code; the charge is exact.</summary>
    internal sealed class ShuntNode : IShuntCurrent
    {
        private const double NoiseVolts = 0.3e-6;

        private readonly Bench _bench;
        private readonly double _noise;
        private readonly ulong _key;

        public ShuntNode(Bench bench, double shuntOhms, ulong key)
        {
            _bench = bench;
            _noise = NoiseVolts / shuntOhms;
            _key = key;
        }

        public Disturbance Disturbance { get; } = new Disturbance();

        /// <inheritdoc/>
        public double Amperes(long atMicroseconds)
        {
            return Disturbance.Apply(_bench.At(atMicroseconds).Amperes, _noise, _key, atMicroseconds);
        }

        /// <inheritdoc/>
        public double Coulombs(long atMicroseconds)
        {
            return (_bench.At(atMicroseconds).Coulombs(atMicroseconds) * Disturbance.Gain) + (Disturbance.Offset * atMicroseconds * 1e-6);
        }
    }
}

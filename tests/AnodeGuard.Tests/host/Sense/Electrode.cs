using System;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// The Cu layer and its front end, each stage a first-order lag solved in closed form over steps of 1 ms: the double
    /// layer (C), the node behind 1 Mohm, the divider's 12 kohm and 220 nF (2.64 ms), noise, codes of 156.25 uV. Values
    /// as in electronics.md, sections 2 and 5; simulated, nothing of it is measured.
    /// </summary>
    public sealed class Electrode
    {
        private const double FilterSeconds = 12e3 * 220e-9;
        private const double NodeFarads = 107.5e-12;
        private const double InjectorOhms = 1e8;
        private const double UpperRail = 3.5;

        private readonly Random _random;
        private double _node;
        private double _filter;

        public Electrode(int seed, double volts)
        {
            _random = new Random(seed);
            Volts = volts;
            Rest = volts;
            _node = volts;
            _filter = volts;
        }

        /// <summary>Voltage of the layer, volts.</summary>
        public double Volts { get; private set; }

        /// <summary>Where it tends to by itself.</summary>
        public double Rest { get; set; }

        /// <summary>Its own resistance towards there; 1 Gohm: a slow electrode.</summary>
        public double RestOhms { get; set; } = 1e9;

        public double Farads { get; set; } = 50e-6;

        /// <summary>Contact with the anode, ohms; 0: none.</summary>
        public double AnodeOhms { get; set; }

        /// <summary>Contact with the cathode, ohms; 0: none.</summary>
        public double CathodeOhms { get; set; }

        public double CathodeVolts { get; set; } = 3.9;

        /// <summary>Current that leaks off the layer, amperes.</summary>
        public double LeakAmperes { get; set; }

        /// <summary>Shift of the middle of the gap, volts, on top of the layer's own voltage.</summary>
        public double Shift { get; set; }

        public double NoiseVolts { get; set; } = 0.25e-3;

        public bool LeadOpen { get; set; }

        /// <summary>Leakage of the node of a cut lead, amperes.</summary>
        public double NodeLeakAmperes { get; set; }

        /// <summary>Capacitance that a cut lead leaves on the node, farads.</summary>
        public double CableFarads { get; set; }

        /// <summary>What the injector pulls to; NaN: idle.</summary>
        public double PullVolts { get; set; } = double.NaN;

        /// <summary>One millisecond.</summary>
        public void Advance()
        {
            const double Step = 1e-3;
            double conductance = 1 / RestOhms;
            double drive = Rest / RestOhms;
            drive -= LeakAmperes;
            if (AnodeOhms > 0)
            {
                conductance += 1 / AnodeOhms;
                drive -= Shift / AnodeOhms;
            }

            if (CathodeOhms > 0)
            {
                conductance += 1 / CathodeOhms;
                drive += (CathodeVolts - Shift) / CathodeOhms;
            }

            double final = drive / conductance;
            Volts = final + ((Volts - final) * Math.Exp(-Step * conductance / Farads));
            if (LeadOpen)
            {
                Float(Step);
            }
            else
            {
                double terminal = Volts + Shift;
                _node = double.IsNaN(PullVolts) ? terminal : terminal + ((PullVolts - terminal) / 101);
            }

            double seen = Math.Min(_node, UpperRail);
            _filter = seen + ((_filter - seen) * Math.Exp(-Step / FilterSeconds));
        }

        /// <summary>What the converter reads, microvolts.</summary>
        public long Read()
        {
            double u = 1 - _random.NextDouble();
            double noise = NoiseVolts * Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * _random.NextDouble());
            double code = Math.Floor((_filter + noise) / 156.25e-6);
            return (long)(code * 156.25);
        }

        private void Float(double step)
        {
            double farads = NodeFarads + CableFarads;
            if (double.IsNaN(PullVolts))
            {
                _node -= NodeLeakAmperes * step / farads;
                return;
            }

            double final = PullVolts - (NodeLeakAmperes * InjectorOhms);
            _node = final + ((_node - final) * Math.Exp(-step / (InjectorOhms * farads)));
        }
    }
}

using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The filament: its tip moves as fast as the anions recede, v = h J (1 - t+)/(F c0) (J.-N. Chazalviel, Phys. Rev. A
    /// 42 (1990) 7355, in the directly computable form), touches the Cu layer half-way and the cathode at the end.
    /// </summary>
    public sealed class Dendrite
    {
        private readonly DendriteDesign _design;
        private readonly double _metresPerCoulombPerArea;
        private readonly double _gap;
        private bool _started;
        private double _conductanceRise = -1;

        internal Dendrite(DendriteDesign design, CellDesign cell)
        {
            _design = design;
            _gap = cell.Gap.Metres;
            Electrolyte electrolyte = cell.Electrolyte;
            _metresPerCoulombPerArea = design.LocalCurrentFactor * (1 - electrolyte.TransferenceNumber)
                / (PhysicalConstants.Faraday * electrolyte.Concentration);
        }

        /// <summary>How far the tip has come from the anode, m.</summary>
        public double TipMetres { get; private set; }

        /// <summary>The same as a part of the gap: 0.5 is the Cu layer, 1 the cathode.</summary>
        public double Fraction
        {
            get { return TipMetres / _gap; }
        }

        /// <summary>It touches the Cu layer.</summary>
        public bool TouchesSenseLayer { get; private set; }

        /// <summary>It bridges the gap.</summary>
        public bool Bridges { get; private set; }

        /// <summary>Conductance from anode to Cu layer, siemens.</summary>
        public double ContactSiemens
        {
            get { return TouchesSenseLayer ? 1 / _design.ContactOhms : 0; }
        }

        /// <summary>Conductance from anode to cathode, siemens.</summary>
        public double BridgeSiemens { get; private set; }

        /// <summary>The bridge is still changing quickly.</summary>
        public bool IsCollapsing
        {
            get { return Bridges && _conductanceRise < 6 * _design.CollapseSeconds; }
        }

        /// <summary>Seconds from now to the next thing that happens to it at this current density; infinity for nothing.</summary>
        internal double SecondsToNextEvent(double nowSeconds, double amperesPerSquareMetre)
        {
            if (!_started)
            {
                double start = _design.StartMicroseconds == long.MaxValue ? double.PositiveInfinity : _design.StartMicroseconds * 1e-6;
                return Math.Max(start - nowSeconds, 0);
            }

            if (Bridges || !(amperesPerSquareMetre > 0))
            {
                return double.PositiveInfinity;
            }

            double target = TouchesSenseLayer ? _gap : 0.5 * _gap;
            return Math.Max(target - TipMetres, 0) / (_metresPerCoulombPerArea * amperesPerSquareMetre);
        }

        /// <summary>Moves on by a step that ends no later than the next event.</summary>
        internal void Advance(double endSeconds, double stepSeconds, double amperesPerSquareMetre, bool depleted)
        {
            if (Bridges)
            {
                _conductanceRise += stepSeconds;
                double left = Math.Exp(-_conductanceRise / _design.CollapseSeconds);
                BridgeSiemens = 1 / (_design.LastBridgeOhms + ((_design.FirstBridgeOhms - _design.LastBridgeOhms) * left));
                return;
            }

            if (_started && amperesPerSquareMetre > 0)
            {
                Grow(stepSeconds * amperesPerSquareMetre * _metresPerCoulombPerArea);
            }

            // Half a microsecond of grace: instants are whole microseconds.
            _started = _started
                || (_design.StartMicroseconds != long.MaxValue && endSeconds >= (_design.StartMicroseconds * 1e-6) - 5e-7)
                || (_design.StartsOnDepletion && depleted);
        }

        /// <summary>It is through at once, contact and bridge: a separator that is pierced.</summary>
        internal void Pierce()
        {
            _started = true;
            TipMetres = _gap;
            TouchesSenseLayer = true;
            Bridge();
        }

        private void Grow(double metres)
        {
            const double Grace = 1e-12;
            TipMetres += metres;
            TouchesSenseLayer = TouchesSenseLayer || TipMetres >= (0.5 * _gap) - Grace;
            if (TipMetres >= _gap - Grace)
            {
                TipMetres = _gap;
                Bridge();
            }
        }

        private void Bridge()
        {
            Bridges = true;
            _conductanceRise = 0;
            BridgeSiemens = 1 / _design.FirstBridgeOhms;
        }
    }
}

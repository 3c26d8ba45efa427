using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// Salt in the gap between two metal electrodes, by conservative finite volumes on a grid that is graded towards both
    /// electrodes: porosity dc/dt = d/dx(D_eff dc/dx), with the salt flux J (1 - t+)/F taken at the anode (plating, J
    /// above 0) and given at the cathode (dilute binary electrolyte: J. Newman, K. Thomas-Alyea, Electrochemical Systems,
    /// 3rd ed., ch. 11). Time steps by the two-stage, second-order, L-stable SDIRK method of R. Alexander, SIAM J.
    /// Numer. Anal. 14 (1977) 1006; a diffusivity that depends on concentration is taken at the step's middle,
    /// extrapolated from the step before.
    /// </summary>
    /// <remarks>Shares nothing with the core's sum of exponentials: a model must not grade itself.</remarks>
    public sealed class SaltTransport
    {
        /// <summary>Volumes of the grid.</summary>
        public const int Cells = 80;

        private const double Grading = 1.06;

        // gamma = 1 - 1/sqrt(2) makes the method L-stable.
        private const double Gamma = 0.29289321881345248;

        private readonly Electrolyte _electrolyte;
        private readonly Gap _gap;
        private readonly double[] _width = new double[Cells];
        private readonly double[] _inverseWidth = new double[Cells];
        private readonly double[] _inverseDistance = new double[Cells];
        private readonly double[] _c = new double[Cells];
        private readonly double[] _before = new double[Cells];
        private readonly double[] _stage = new double[Cells];
        private readonly double[] _right = new double[Cells];
        private readonly double[] _conductance = new double[Cells + 1];
        private readonly double[] _lower = new double[Cells];
        private readonly double[] _elimination = new double[Cells];
        private readonly double[] _inversePivot = new double[Cells];
        private double _lastStep;

        /// <summary>Starts at rest, with the electrolyte's own concentration everywhere.</summary>
        public SaltTransport(Electrolyte electrolyte, Gap gap)
        {
            _electrolyte = electrolyte;
            _gap = gap;
            BuildGrid();
            Array.Fill(_c, electrolyte.Concentration);
            Array.Fill(_before, electrolyte.Concentration);
        }

        /// <summary>Salt in the gap per area, mol/m2; stays what it was.</summary>
        public double SaltPerArea
        {
            get
            {
                double sum = 0;
                for (int i = 0; i < Cells; i++)
                {
                    sum += _c[i] * _width[i];
                }

                return sum * _gap.Porosity;
            }
        }

        /// <summary>Concentration in the middle of the gap, mol/m3: where the Cu layer is.</summary>
        public double MiddleConcentration
        {
            get { return 0.5 * (_c[(Cells / 2) - 1] + _c[Cells / 2]); }
        }

        /// <summary>
        /// Concentration at the anode's very surface, mol/m3, under a current density of this instant; not clamped, so
        /// that it falls below 0 where the current cannot be carried.
        /// </summary>
        public double AnodeSurfaceConcentration(double amperesPerSquareMetre, double kelvin)
        {
            double inner = (_c[1] - _c[0]) / (0.5 * (_width[0] + _width[1]));
            return _c[0] - SurfaceStep(_c[0], inner, amperesPerSquareMetre, kelvin);
        }

        /// <summary>The same at the cathode, where charging gives salt.</summary>
        public double CathodeSurfaceConcentration(double amperesPerSquareMetre, double kelvin)
        {
            double inner = (_c[Cells - 1] - _c[Cells - 2]) / (0.5 * (_width[Cells - 1] + _width[Cells - 2]));
            return _c[Cells - 1] + SurfaceStep(_c[Cells - 1], inner, amperesPerSquareMetre, kelvin);
        }

        /// <summary>Moves on by a step with a constant current density.</summary>
        /// <param name="seconds">Any length above 0; the error of a step falls with its square.</param>
        /// <param name="amperesPerSquareMetre">Positive when plating on the anode.</param>
        /// <param name="kelvin">Temperature.</param>
        public void Advance(double seconds, double amperesPerSquareMetre, double kelvin)
        {
            if (!(seconds > 0))
            {
                return;
            }

            SetConductances(seconds, kelvin);
            double weight = Gamma * seconds;
            Factorise(weight);
            double flux = amperesPerSquareMetre * (1 - _electrolyte.TransferenceNumber) / PhysicalConstants.Faraday;
            double atAnode = weight * flux / (_gap.Porosity * _width[0]);
            double atCathode = weight * flux / (_gap.Porosity * _width[Cells - 1]);

            Array.Copy(_c, _stage, Cells);
            _stage[0] -= atAnode;
            _stage[Cells - 1] += atCathode;
            Solve(_stage);

            const double Carry = (1 - Gamma) / Gamma;
            for (int i = 0; i < Cells; i++)
            {
                _right[i] = _c[i] + (Carry * (_stage[i] - _c[i]));
            }

            _right[0] -= atAnode;
            _right[Cells - 1] += atCathode;
            Solve(_right);
            Array.Copy(_c, _before, Cells);
            Array.Copy(_right, _c, Cells);
            _lastStep = seconds;
        }

        // From the mean of the outermost volume to the surface, along a parabola with the surface's and the inner face's
        // gradients.
        private double SurfaceStep(double concentration, double innerGradient, double currentDensity, double kelvin)
        {
            double gradient = currentDensity * (1 - _electrolyte.TransferenceNumber)
                / (PhysicalConstants.Faraday * _gap.TransportFactor * _electrolyte.Diffusivity(concentration, kelvin));
            return _width[0] * ((2 * gradient) + innerGradient) / 6;
        }

        private void BuildGrid()
        {
            double sum = 0;
            double size = 1;
            for (int i = 0; i < Cells / 2; i++)
            {
                sum += 2 * size;
                size *= Grading;
            }

            size = _gap.Metres / sum;
            for (int i = 0; i < Cells / 2; i++)
            {
                _width[i] = size;
                _width[Cells - 1 - i] = size;
                size *= Grading;
            }

            for (int i = 0; i < Cells; i++)
            {
                _inverseWidth[i] = 1 / _width[i];
                _inverseDistance[i] = i == 0 ? 0 : 2 / (_width[i] + _width[i - 1]);
            }
        }

        // Conductance of the face between two volumes: two half volumes in series.
        private void SetConductances(double seconds, double kelvin)
        {
            double factor = _gap.TransportFactor / _gap.Porosity;
            if (_electrolyte.IsLinear)
            {
                double uniform = factor * _electrolyte.Diffusivity(_electrolyte.Concentration, kelvin);
                for (int i = 1; i < Cells; i++)
                {
                    _conductance[i] = uniform * _inverseDistance[i];
                }

                return;
            }

            double ahead = _lastStep > 0 ? 0.5 * Math.Min(seconds / _lastStep, 2) : 0;
            double left = factor * MiddleDiffusivity(0, ahead, kelvin);
            for (int i = 1; i < Cells; i++)
            {
                double right = factor * MiddleDiffusivity(i, ahead, kelvin);
                _conductance[i] = 2 * left * right / ((left * _width[i]) + (right * _width[i - 1]));
                left = right;
            }
        }

        private double MiddleDiffusivity(int i, double ahead, double kelvin)
        {
            return _electrolyte.Diffusivity(_c[i] + (ahead * (_c[i] - _before[i])), kelvin);
        }

        // Thomas algorithm for (1 - weight A): the two stages share one factorisation.
        private void Factorise(double weight)
        {
            double above = 0;
            for (int i = 0; i < Cells; i++)
            {
                double scale = weight * _inverseWidth[i];
                double lower = scale * _conductance[i];
                double upper = scale * _conductance[i + 1];
                double inverse = 1 / (1 + lower + upper - (lower * above));
                above = upper * inverse;
                _elimination[i] = above;
                _inversePivot[i] = inverse;
                _lower[i] = lower;
            }
        }

        private void Solve(double[] values)
        {
            values[0] *= _inversePivot[0];
            for (int i = 1; i < Cells; i++)
            {
                values[i] = (values[i] + (_lower[i] * values[i - 1])) * _inversePivot[i];
            }

            for (int i = Cells - 2; i >= 0; i--)
            {
                values[i] += _elimination[i] * values[i + 1];
            }
        }
    }
}

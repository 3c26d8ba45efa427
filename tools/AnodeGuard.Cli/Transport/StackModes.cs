using System;
using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>One exponential of a step response.</summary>
    /// <param name="Seconds">Time constant.</param>
    /// <param name="Weight">Part of the steady value that comes with it; may be negative.</param>
    internal readonly record struct DecayMode(double Seconds, double Weight);

    /// <summary>
    /// The step response of any stack with constant properties, as the decay modes of its salt balance: s(t) = j times the
    /// sum of w (1 - exp(-t/tau)), s being the salt missing at the anode's surface over c0 and j = J/J*. The modes are the
    /// eigenfunctions of (D_eff phi')' = -rate porosity phi without flux at either end (separation of variables; H. S.
    /// Carslaw, J. C. Jaeger, Conduction of Heat in Solids, 2nd ed., 1959, ch. XIV on layers). In a layer phi = A cos(a)
    /// and D_eff phi' = -Z A sin(a), a growing by sqrt(rate porosity/D_eff) per metre, Z = sqrt(rate porosity D_eff); both
    /// go on from layer to layer, and a ends at the k-th multiple of pi for the k-th mode (Pruefer's angle grows with the
    /// rate: none is missed).
    /// </summary>
    internal sealed class StackModes
    {
        // The fastest is then some 1e-7 of the diffusion time: below any question. Its rest follows at once.
        private const int ModeCount = 2500;

        private const int BisectionRounds = 60;

        // exp(-40) is below the last digit of 1.
        private const double Decayed = 40;

        // Below this share of the steady value a mode is left to the fit of the rest.
        private const double SmallestWeight = 1e-3;

        private readonly LayerStack _stack;

        // Per layer: the angle's growth per metre and the impedance, both for a rate of 1.
        private readonly double[] _pace;
        private readonly double[] _impedance;

        /// <summary>Finds the modes.</summary>
        /// <param name="stack">What lies between the electrodes.</param>
        /// <param name="diffusivity">Of the free electrolyte, m2/s.</param>
        public StackModes(LayerStack stack, double diffusivity)
        {
            _stack = stack;
            _pace = stack.Layers.Select(layer => Math.Sqrt(layer.Porosity / (diffusivity * layer.TransportFactor))).ToArray();
            _impedance = stack.Layers.Select(layer => Math.Sqrt(layer.Porosity * diffusivity * layer.TransportFactor)).ToArray();
            SteadyPerFlux = Steady(diffusivity);
            DecayMode[] modes = new DecayMode[ModeCount];
            for (int k = 0; k < modes.Length; k++)
            {
                double root = RootOfRate(k + 1);
                modes[k] = new DecayMode(1 / (root * root), Gain(root) / SteadyPerFlux);
            }

            All = modes;
        }

        /// <summary>All modes, slowest first.</summary>
        public IReadOnlyList<DecayMode> All { get; }

        /// <summary>
        /// Diffusion time t_D, s: pi^2 times the slowest time constant, so that the slowest rate is pi^2 per t_D as in the
        /// symmetric gap, where t_D is porosity L^2/D_eff.
        /// </summary>
        public double DiffusionTime_s
        {
            get { return Math.PI * Math.PI * All[0].Seconds; }
        }

        /// <summary>Steady depletion per unit of flux times c0, s/m: s c0 = g times this, g = J t_a/F.</summary>
        public double SteadyPerFlux { get; }

        /// <summary>J*, A/m2: the current whose steady depletion is 1.</summary>
        public double LimitingCurrentDensity(double concentration, double anionTransference)
        {
            return SandProblem.Faraday * concentration / (anionTransference * SteadyPerFlux);
        }

        /// <summary>Share of the steady depletion reached after a time, by all modes.</summary>
        public double StepResponse(double seconds)
        {
            double response = 1;
            foreach (DecayMode mode in All)
            {
                if (seconds > Decayed * mode.Seconds)
                {
                    break;
                }

                response -= mode.Weight * Math.Exp(-seconds / mode.Seconds);
            }

            return response;
        }

        /// <summary>When s reaches 1 under constant j; null: never. A response that overshoots (signed weights) is followed from its beginning.</summary>
        public double? DepletionTime_s(double j)
        {
            if (!(j > 0))
            {
                return null;
            }

            double before = 1e-9 * DiffusionTime_s;
            for (double time = before; time <= 20 * DiffusionTime_s; time *= 1.02)
            {
                if (j * StepResponse(time) >= 1)
                {
                    return Bisect(j, before, time);
                }

                before = time;
            }

            return null;
        }

        /// <summary>The slowest modes that matter, as they are.</summary>
        public IReadOnlyList<DecayMode> Significant(int most)
        {
            return All.Where(mode => Math.Abs(mode.Weight) >= SmallestWeight).Take(most).ToArray();
        }

        private double Bisect(double j, double low, double high)
        {
            for (int i = 0; i < 100; i++)
            {
                double middle = 0.5 * (low + high);
                if (j * StepResponse(middle) >= 1)
                {
                    high = middle;
                }
                else
                {
                    low = middle;
                }
            }

            return high;
        }

        /// <summary>
        /// Steady depletion per flux: the mean over the pores of what c rises by from the anode on, the integral of the ionic
        /// share over D_eff. The share is even or linear in a layer, the profile a parabola: Simpson's rule is exact.
        /// </summary>
        private double Steady(double diffusivity)
        {
            double rise = 0;
            double salt = 0;
            double cathode = 0;
            foreach (Layer layer in _stack.Layers)
            {
                double begin = _stack.IonicShare(cathode);
                cathode += layer.Kind == LayerKind.Cathode ? layer.Metres : 0;
                double end = _stack.IonicShare(cathode);
                double perShare = layer.Metres / (diffusivity * layer.TransportFactor);
                double atMiddle = rise + (perShare * ((3 * begin) + end) / 8);
                double atEnd = rise + (perShare * (begin + end) / 2);
                salt += layer.Porosity * layer.Metres * (rise + (4 * atMiddle) + atEnd) / 6;
                rise = atEnd;
            }

            return salt / _stack.PoreMetres;
        }

        /// <summary>Square root of the k-th rate: the layers together turn the angle by k pi, give or take a quarter turn at each border.</summary>
        private double RootOfRate(int k)
        {
            double turn = Enumerable.Range(0, _pace.Length).Sum(i => _stack.Layers[i].Metres * _pace[i]);
            double low = Math.Max(0, k - _pace.Length) * Math.PI / turn;
            double high = (k + _pace.Length) * Math.PI / turn;
            for (int round = 0; round < BisectionRounds; round++)
            {
                double middle = 0.5 * (low + high);
                double angle = 0;
                double amplitude = 1;
                for (int i = 0; i < _pace.Length; i++)
                {
                    angle = Enter(i, angle, ref amplitude) + (middle * _pace[i] * _stack.Layers[i].Metres);
                }

                (low, high) = angle < k * Math.PI ? (middle, high) : (low, middle);
            }

            return 0.5 * (low + high);
        }

        /// <summary>
        /// Steady part of s c0 per flux that comes with a mode: salt is taken where phi is phi(0) = 1 and given back evenly in
        /// the cathode, or at the far plane; over the mode's norm, the integral of porosity phi^2, and its rate.
        /// </summary>
        private double Gain(double root)
        {
            double norm = 0;
            double returned = 0;
            double angle = 0;
            double amplitude = 1;
            for (int i = 0; i < _pace.Length; i++)
            {
                Layer layer = _stack.Layers[i];
                double perMetre = root * _pace[i];
                double begin = Enter(i, angle, ref amplitude);
                angle = begin + (perMetre * layer.Metres);
                norm += layer.Porosity * amplitude * amplitude * ((layer.Metres / 2) + ((Math.Sin(2 * angle) - Math.Sin(2 * begin)) / (4 * perMetre)));
                returned += layer.Kind == LayerKind.Cathode ? amplitude * (Math.Sin(angle) - Math.Sin(begin)) / (perMetre * _stack.CathodeMetres) : 0;
            }

            double drive = 1 - (_stack.CathodeMetres > 0 ? returned : amplitude * Math.Cos(angle));
            return drive / (norm * root * root);
        }

        /// <summary>The angle behind the border before a layer: A cos(a) and Z A sin(a) go on, and so do whole half turns.</summary>
        private double Enter(int layer, double angle, ref double amplitude)
        {
            if (layer == 0)
            {
                return angle;
            }

            double halfTurns = Math.Round(angle / Math.PI) * Math.PI;
            double sine = Math.Sin(angle - halfTurns) * _impedance[layer - 1] / _impedance[layer];
            double cosine = Math.Cos(angle - halfTurns);
            amplitude *= Math.Sqrt((sine * sine) + (cosine * cosine));
            return halfTurns + Math.Atan2(sine, cosine);
        }
    }
}

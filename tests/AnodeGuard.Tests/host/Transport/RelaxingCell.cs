using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A cell in double precision with a sense electrode in the middle of its gap, fed to a guard as a board would: the
    /// sense voltage 50 times a second, voltage and mean current ten times. The gap is the exact series, and its limiting
    /// current and diffusion time need not be the settings'.
    /// </summary>
    internal sealed class RelaxingCell
    {
        private const double VoltsPerKelvin = 8.314462618 / 96485.33212;

        private readonly Guard _guard;
        private readonly Random _random;
        private readonly ExactModel _gap = new ExactModel(200);
        private readonly Snapshot _snapshot = new Snapshot();
        private double _theta;
        private long _now;
        private double _sinceCycle;

        public RelaxingCell(GuardSettings settings, int seed, double limitingAmperes, double diffusionSeconds)
        {
            settings.SelfTestWaived = true;
            _guard = new Guard(settings);
            _random = new Random(seed);
            LimitingAmperes = limitingAmperes;
            DiffusionSeconds = diffusionSeconds;
            Fits = settings.AnionTransferenceMillionths / 1e6 * settings.ThermodynamicFactorMillionths / 1e6;
        }

        /// <summary>t_a times TDF.</summary>
        public double Fits { get; }

        public double LimitingAmperes { get; set; }

        public double DiffusionSeconds { get; set; }

        /// <summary>Noise of a sample, volts.</summary>
        public double NoiseVolts { get; set; } = 0.25e-3;

        /// <summary>Step of the converter, volts.</summary>
        public double StepVolts { get; set; } = 156.25e-6;

        /// <summary>Drift of the electrode, volts per second.</summary>
        public double DriftVoltsPerSecond { get; set; }

        /// <summary>Ohmic and kinetic, up to the middle.</summary>
        public double Ohms { get; set; } = 3;

        /// <summary>The concentration overpotential is there at all.</summary>
        public bool Polarises { get; set; } = true;

        /// <summary>Of the cell, for its thermometer; NaN: none is fitted.</summary>
        public double Celsius { get; set; } = double.NaN;

        /// <summary>Every so many sense samples one stands at the upper rail; 0: none.</summary>
        public int RailEvery { get; set; }

        /// <summary>
        /// The injector moves the node by 20 mV in every third sample, and the third after it comes so many seconds after its end;
        /// NaN: it is idle.
        /// </summary>
        public double DrivenBefore { get; set; } = double.NaN;

        public bool SenseFitted { get; set; } = true;

        /// <summary>The bipolar path is fitted: the voltage of a symmetric cell, and so at odds with the other path's.</summary>
        public bool BipolarFitted { get; set; } = true;

        /// <summary>The guard is told which turns bring a sense sample alone.</summary>
        public bool TellsFastTurns { get; set; }

        /// <summary>It hangs on a board's switch, which is closed.</summary>
        public bool OnBoard
        {
            set
            {
                _snapshot.SwitchFitted = value;
                _snapshot.SwitchClosed = value;
            }
        }

        public Verdict Verdict { get; private set; }

        /// <summary>The sense channel is no longer there.</summary>
        public void LoseSense()
        {
            SenseFitted = false;
            _snapshot.SenseMicrovolts.Set(0, _now, Validity.NotFitted, SampleSource.Ads1115);
        }

        /// <summary>It rests for so long, and nobody looks: a multiple of 0.1 s.</summary>
        public void HoldUp(double seconds)
        {
            _now += (long)Math.Round(seconds * 1e6);
            _gap.Advance(0, seconds / DiffusionSeconds);
        }

        /// <summary>A current for so long.</summary>
        public void Run(double amperes, double seconds)
        {
            double j = amperes / LimitingAmperes;
            for (double left = seconds; left > 1e-9; left -= 0.02)
            {
                _now += 20000;
                _theta += 0.02 / DiffusionSeconds;
                _sinceCycle += amperes * 0.02;
                double s = _gap.After(j, _theta);
                double thermalVolts = VoltsPerKelvin * (273.15 + (double.IsNaN(Celsius) ? 25 : Celsius));
                double relaxation = Polarises ? -2 * thermalVolts * Fits * Math.Log(1 - s) : 0;
                double half = (amperes * Ohms) + relaxation + (DriftVoltsPerSecond * _now / 1e6);
                double whole = (2 * amperes * Ohms) + (2 * thermalVolts * Fits * Math.Log((1 + s) / (1 - s)));
                _snapshot.TimeMicroseconds = _now;
                if (!double.IsNaN(DrivenBefore))
                {
                    half += Drive();
                }

                if (SenseFitted)
                {
                    bool rail = RailEvery > 0 && _now / 20000 % RailEvery == 0;
                    _snapshot.SenseMicrovolts.Set(rail ? 3480000 : Read(3 + half, StepVolts), _now, rail ? Validity.OverRange : Validity.Valid, SampleSource.Ads1115);
                }

                if (_now % 100000 == 0)
                {
                    long mean = (long)Math.Round(_sinceCycle / 0.1 * 1e9);
                    _sinceCycle = 0;
                    _snapshot.CellMicrovolts.Set(3700000, _now, Validity.Valid, SampleSource.Ina228);
                    if (BipolarFitted)
                    {
                        _snapshot.CellBipolarMicrovolts.Set(Read(whole, 195.3125e-6), _now, Validity.Valid, SampleSource.Ina228);
                    }

                    _snapshot.MeanCurrentNanoamperes.Set(mean + _random.Next(-2000, 2000), _now, Validity.Valid, SampleSource.Ina228);
                    if (!double.IsNaN(Celsius))
                    {
                        _snapshot.CellMillicelsius.Set((long)Math.Round(Celsius * 1000), _now, Validity.Valid, SampleSource.Ads1115);
                    }

                    if (!SenseFitted)
                    {
                        _snapshot.CellMicrovolts.Set(0, _now, Validity.NotFitted, SampleSource.Ina228);
                    }
                }

                _snapshot.OnlySense = TellsFastTurns && _now % 100000 != 0;
                Verdict = _guard.Step(_snapshot);
            }

            _gap.Advance(j, _theta);
            _theta = 0;
        }

        private double Drive()
        {
            long turn = _now / 20000 % 3;
            _snapshot.SenseDrive = turn == 0 ? SenseDrive.PullUp : SenseDrive.Idle;
            _snapshot.SenseDriveSinceMicroseconds = turn == 0 ? _now - 15000 : _now - (long)(DrivenBefore * 1e6) + ((2 - turn) * 20000);
            return turn == 2 ? 0 : 20e-3;
        }

        private long Read(double volts, double step)
        {
            double noise = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            return (long)Math.Round(Math.Round((volts + (NoiseVolts * noise)) / step) * step * 1e6);
        }
    }
}

using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A cell in double precision with a sense electrode in the middle of its gap, recorded in rows: every row brings the mean
    /// current of its interval and the sense voltage at its end. Without noise, and in steps of a microvolt, what is left is the rule.
    /// </summary>
    internal sealed class RecordedCell
    {
        private const double ThermalVolts = 8.314462618 / 96485.33212 * 298.15;

        private readonly Guard _guard;
        private readonly ExactModel _gap = new ExactModel(200);
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly double _fits;
        private readonly double _limitingAmperes;
        private readonly double _diffusionSeconds;
        private readonly Random _random;

        public RecordedCell(GuardSettings settings, double limitingAmperes, double diffusionSeconds, int seed = 0)
        {
            settings.SelfTestWaived = true;
            _guard = new Guard(settings);
            _fits = settings.AnionTransferenceMillionths / 1e6 * settings.ThermodynamicFactorMillionths / 1e6;
            _limitingAmperes = limitingAmperes;
            _diffusionSeconds = diffusionSeconds;
            _random = new Random(seed);
        }

        /// <summary>Ohmic, between the anode and the middle.</summary>
        public double Ohms { get; set; } = 3;

        /// <summary>White noise of the sense voltage, volts.</summary>
        public double NoiseVolts { get; set; }

        /// <summary>Only every so many rows bring a current, the others the sense voltage alone.</summary>
        public int CurrentEvery { get; set; } = 1;

        public int Rows { get; private set; }

        public Verdict Verdict { get; private set; }

        public long Count
        {
            get { return Verdict.Transport.IdentifiedLimitingCount; }
        }

        /// <summary>A current for so many rows.</summary>
        public void Run(double amperes, int rows, long rowMicroseconds)
        {
            for (int row = 0; row < rows; row++)
            {
                Row(amperes, rowMicroseconds);
            }
        }

        /// <summary>Rows of a current until one more is identified: how many that took; -1 where it did not come.</summary>
        public int UntilFound(double amperes, long rowMicroseconds, int most)
        {
            long before = Count;
            for (int row = 1; row <= most; row++)
            {
                Row(amperes, rowMicroseconds);
                if (Count > before)
                {
                    return row;
                }
            }

            return -1;
        }

        private void Row(double amperes, long rowMicroseconds)
        {
            double j = amperes / _limitingAmperes;
            _gap.Advance(j, rowMicroseconds / 1e6 / _diffusionSeconds);
            double volts = 3 + (amperes * Ohms) - (2 * ThermalVolts * _fits * Math.Log(1 - _gap.Surface(j)));
            volts += NoiseVolts * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            long now = _snapshot.TimeMicroseconds + rowMicroseconds;
            _snapshot.TimeMicroseconds = now;
            _snapshot.SenseMicrovolts.Set((long)Math.Round(volts * 1e6), now, Validity.Valid, SampleSource.Recording);
            if (++Rows % CurrentEvery == 0)
            {
                _snapshot.MeanCurrentNanoamperes.Set((long)Math.Round(amperes * 1e9), now, Validity.Valid, SampleSource.Recording);
            }

            Verdict = _guard.Step(_snapshot);
        }
    }
}

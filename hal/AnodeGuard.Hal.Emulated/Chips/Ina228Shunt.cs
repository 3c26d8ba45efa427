using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Shunt converter, current calculation and charge accumulator of an INA228 (SLYS021A, 8.1.2).</summary>
    internal sealed class Ina228Shunt
    {
        private const int Largest = 524287;
        private const int Smallest = -524288;

        private readonly IShuntCurrent _current;
        private readonly double _ohms;
        private readonly ConverterErrors _errors;
        private double _voltsPerCode;
        private double _currentPerShuntCode;
        private bool _accumulating;
        private double _chargeBase;
        private double _coulombsBase;
        private long _timeBase;

        public Ina228Shunt(IShuntCurrent current, double ohms, ConverterErrors errors)
        {
            _current = current;
            _ohms = ohms;
            _errors = errors;
        }

        /// <summary>
        /// Range and calibration. CURRENT = shunt code * 4096 / SHUNT_CAL in both ranges: equation 2 with the step of the
        /// converter put in. What was accumulated stays.
        /// </summary>
        public void Configure(bool fineRange, int shuntCal, bool accumulating, long at)
        {
            if (_voltsPerCode > 0)
            {
                RestartCharge(ChargeCodes(at), at);
            }

            _voltsPerCode = fineRange ? 78.125e-9 : 312.5e-9;
            _currentPerShuntCode = shuntCal == 0 ? 0 : 4096.0 / shuntCal;
            _accumulating = accumulating;
        }

        public void RestartCharge(double codes, long at)
        {
            _chargeBase = codes;
            _coulombsBase = _current.Coulombs(at);
            _timeBase = at;
        }

        /// <summary>The 20-bit code of VSHUNT.</summary>
        public int Code(long end, Ina228Timing timing)
        {
            if (!timing.Shunt || end <= timing.Started)
            {
                return 0;
            }

            double seen = (_current.Amperes(end) * _ohms * (1 + _errors.Gain)) + _errors.OffsetVolts;
            if (_errors.NoiseVolts > 0)
            {
                seen += _errors.NoiseVolts * timing.NoiseFactor * Hash64.GaussianAt((ulong)_errors.Seed, end);
            }

            return (int)Math.Clamp(Math.Round(seen / _voltsPerCode), Smallest, Largest);
        }

        /// <summary>The 20-bit code of CURRENT, clipped as the register is.</summary>
        public int CurrentCode(long end, Ina228Timing timing)
        {
            return Math.Clamp(UnclippedCurrentCode(end, timing), Smallest, Largest);
        }

        /// <summary>The code of CURRENT as calculated.</summary>
        public int UnclippedCurrentCode(long end, Ina228Timing timing)
        {
            return (int)Math.Round(Code(end, timing) * _currentPerShuntCode);
        }

        /// <summary>CHARGE, not yet cut to 40 bits. The chip believes its own clock.</summary>
        public double ChargeCodes(long end)
        {
            if (!_accumulating)
            {
                return _chargeBase;
            }

            double voltSeconds = ((_current.Coulombs(end) - _coulombsBase) * _ohms * (1 + _errors.Gain))
                + (_errors.OffsetVolts * (end - _timeBase) * 1e-6);
            return _chargeBase + (voltSeconds / _voltsPerCode * _currentPerShuntCode / (1 + _errors.Clock));
        }
    }
}

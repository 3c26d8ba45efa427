using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>A cell of round numbers: voltages, currents, temperatures and times on coarse grids, without noise.</summary>
    public class RoundLife
    {
        // Fast turns, decision cycles, and what cyclers log.
        private static readonly long[] Spacings = { 20000, 100000, 100000, 500000, 1000000, 10000000, 60000000, 600000000, 3600000000 };

        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly Lcg _random;
        private readonly bool _hasSense;
        private readonly bool _isSymmetric;
        private long _spacing = 100000;
        private long _current;
        private long _inside;
        private long _milliohms = 20000;
        private long _dip;
        private long _sense = 3000000;
        private long _millicelsius = 25000;

        public RoundLife(int kind, Lcg random)
        {
            _random = random;
            _hasSense = kind % 3 != 0;
            _isSymmetric = kind % 4 == 3;
            GuardSettings settings = new GuardSettings();
            settings.CellType = _isSymmetric ? CellType.Symmetric : kind % 5 == 4 ? CellType.HalfCopper : CellType.Full;
            settings.Chemistry = (Chemistry)(kind % 3);
            settings.Electrolyte = (Electrolyte)(kind % 4);
            settings.CapacityMicroampereHours = 5000;
            settings.AreaSquareMicrometres = 100000000;
            settings.FreeGapNanometres = kind % 2 == 0 ? 10000 : 0;
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 100000000;
            settings.DiffusionTimeMicroseconds = 10000000;
            settings.SelfTestWaived = kind % 2 == 1;
            settings.BaselineMicrovolts = 3000000;
            settings.PressureRisePascals = 5000;
            settings.OverPressurePascals = 150000;
            settings.ShutdownMillicelsius = kind % 5 == 0 ? 90000 : 0;
            settings.UnderVoltageMicrovolts = _isSymmetric ? -2000000 : 2500000;
            settings.OverCurrentChargeNanoamperes = 20000000;
            settings.OverCurrentDischargeNanoamperes = 20000000;
            _guard = new Guard(settings);
        }

        /// <summary>Something else from here on.</summary>
        public void Turn()
        {
            _spacing = _random.Below(3) == 0 ? Spacings[_random.Below(Spacings.Length)] : _spacing;
            _current = _random.Below(4) == 0 ? 0 : (_random.Below(9) - 4) * 1250000L;
            _current = _random.Below(20) == 0 ? 20000000 : _current;
            _milliohms = _random.Below(8) == 0 ? 10000 * (1 + _random.Below(4)) : _milliohms;
            _dip = _random.Below(5) == 0 ? 10000 * _random.Below(9) : 0;
            _sense = _random.Below(6) == 0 ? 50000L * _random.Below(90) : 3000000;
            _millicelsius = _random.Below(6) == 0 ? 5000L * (_random.Below(25) - 5) : _millicelsius;
            _snapshot.CollapseComparator = _random.Below(30) == 0;
            _snapshot.OverCurrentComparator = _random.Below(30) == 0;
            _snapshot.SwitchFitted = _random.Below(8) != 0;
            _snapshot.SwitchClosed = _random.Below(3) != 0;
            _snapshot.Acknowledge = true;
        }

        public Verdict Row()
        {
            long now = _snapshot.TimeMicroseconds + _spacing;
            _snapshot.TimeMicroseconds = now;

            // nA us / 3.6e12 is uAh; of 5 mAh and 5 h a tenth of a volt.
            _inside = Saturating.Clamp(_inside + (_current / 1000 * (_spacing / 1000) / 3600000), -1000, 6000);
            long open = _isSymmetric ? 0 : 3500000 + (_inside / 100 * 10000);
            long volts = open + (_current / 1000 * _milliohms / 1000) - _dip;
            _dip = _random.Below(2) == 0 ? 0 : _dip;
            _snapshot.CellMicrovolts.Set(volts, now, Validity.Valid, SampleSource.Ina228);
            _snapshot.CellBipolarMicrovolts.Set(volts, now, Validity.Valid, SampleSource.Ads1115);
            _snapshot.CurrentNanoamperes.Set(_current, now, Validity.Valid, SampleSource.Ina228);
            _snapshot.MeanCurrentNanoamperes.Set(_current, now, Validity.Valid, SampleSource.Ina228);
            _snapshot.CellMillicelsius.Set(_millicelsius, now, Validity.Valid, SampleSource.Ads1115);
            _snapshot.BoardMillicelsius.Set(25000, now, Validity.Valid, SampleSource.Tmp117);
            _snapshot.PressurePascals.Set(101000 + (1000 * _random.Below(60)), now, Validity.Valid, SampleSource.Recording);
            _snapshot.GasOhms.Set(10000 * (1 + _random.Below(6)), now, Validity.Valid, SampleSource.Recording);
            if (_hasSense)
            {
                _snapshot.SenseMicrovolts.Set(_sense, now, Validity.Valid, SampleSource.Ads1115);
            }

            Verdict verdict = _guard.Step(_snapshot);
            _snapshot.Acknowledge = false;
            return verdict;
        }
    }
}

using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Snapshots that no board would send: any value, any time, any flag; believable stretches in between, and stretches of a
    /// cell on a cycler, so that what takes half-cycles and rests to build up is there when the next wild value comes.
    /// </summary>
    public class Abuse
    {
        private readonly Lcg _random;
        private readonly Snapshot _snapshot = new Snapshot();
        private const int Wild = 0;
        private const int Cycling = 2;

        private int _mood;
        private long _current;
        private long _volts = 3700000;

        public Abuse(int seed)
        {
            _random = new Lcg(seed);
        }

        /// <summary>Any settings at all.</summary>
        public GuardSettings Settings()
        {
            GuardSettings settings = new GuardSettings();
            settings.Chemistry = (Chemistry)_random.Below(4);
            settings.AreaSquareMicrometres = Any();
            settings.AreaFactorMillionths = Any();
            settings.CapacityMicroampereHours = Any();
            settings.CellType = (CellType)_random.Below(4);
            settings.LocalCurrentFactorMillionths = Any();
            settings.FreeGapNanometres = Any();
            settings.MossDensityMillionths = Any();
            settings.FullMicrovolts = Any();
            settings.EmptyMicrovolts = Any();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = Any();
            settings.DiffusionTimeMicroseconds = Any();
            settings.VoltagePerStateOfChargeMicrovolts = Any();
            settings.RestLeakageMillionthsPerHour = Any();
            settings.Electrolyte = (Electrolyte)_random.Below(5);
            settings.ShutdownMillicelsius = Any();
            settings.SenseNanofaradsPerSquareCentimetre = Any();
            settings.PressureRisePascals = Any();
            settings.OverPressurePascals = Any();
            settings.LimitingCurrentActivationJoulesPerMole = Any();
            settings.DiffusionActivationJoulesPerMole = Any();
            settings.AnionTransferenceMillionths = Any();
            settings.ThermodynamicFactorMillionths = Any();
            settings.SaltMillimolesPerCubicMetre = Any();
            if (_random.Below(2) == 0)
            {
                settings.ModeRatesQ16 = Anys();
                settings.ModeWeightsQ31 = Anys();
            }

            settings.SelfTestPeriodMicroseconds = Any();
            settings.BaselineMicrovolts = _random.Below(2) == 0 ? Any() : 0;
            settings.ZeroVoltByDesign = _random.Below(4) == 0;
            settings.SelfTestWaived = _random.Below(2) == 0;
            settings.OverVoltageMicrovolts = Any();
            settings.UnderVoltageMicrovolts = Any();
            settings.OverCurrentChargeNanoamperes = Any();
            settings.OverCurrentDischargeNanoamperes = Any();
            settings.OverTemperatureMillicelsius = Any();
            settings.UnderTemperatureMillicelsius = Any();
            settings.DepletionWarningQ24 = Any();
            settings.DepletionAlarmQ24 = Any();
            settings.DepletionReactionMicroseconds = Any();
            settings.RecommendedDepletionQ24 = Any();
            settings.RecommendedMicroseconds = Any();
            if (_random.Below(2) == 0)
            {
                settings.TableMillicelsius = new long[] { _random.Below(20000), 30000, 30001 + _random.Below(50000) };
                settings.TableLimitingMicroamperesPerSquareMetre = new long[] { Any(), Any(), Any() };
                settings.TableDiffusionMicroseconds = new long[] { Any(), Any(), Any() };
            }

            settings.SenseStaleMicroseconds = Any();
            settings.CellStaleMicroseconds = Any();
            settings.TemperatureStaleMicroseconds = Any();
            settings.ReadyAfterCycles = _random.Below(50) - 5;
            return settings;
        }

        /// <summary>The next snapshot; the one object again and again.</summary>
        public Snapshot Next()
        {
            if (_random.Below(200) == 0)
            {
                _mood = _random.Below(3);
            }

            if (_mood == Cycling)
            {
                return Cycle();
            }

            _snapshot.TimeMicroseconds = Time(_snapshot.TimeMicroseconds);
            Fill(_snapshot.CellMicrovolts, 3800000);
            Fill(_snapshot.CellBipolarMicrovolts, 3800000);
            Fill(_snapshot.CurrentNanoamperes, 40000000);
            Fill(_snapshot.MeanCurrentNanoamperes, 40000000);
            Fill(_snapshot.SenseMicrovolts, 3000000);
            Fill(_snapshot.ReferenceMicrovolts, 2500000);
            Fill(_snapshot.CellMillicelsius, 25000);
            Fill(_snapshot.BoardMillicelsius, 25000);
            Fill(_snapshot.PressurePascals, 101325);
            Fill(_snapshot.GasOhms, 50000);
            if (_random.Below(10) == 0)
            {
                _snapshot.SenseDrive = (SenseDrive)_random.Below(5);
                _snapshot.SenseDriveSinceMicroseconds = _mood == Wild ? Any() : _snapshot.TimeMicroseconds;
            }

            _snapshot.SwitchFitted = _random.Below(20) != 0;
            _snapshot.SwitchClosed = _random.Below(2) == 0;
            _snapshot.CollapseComparator = _random.Below(50) == 0;
            _snapshot.OverCurrentComparator = _random.Below(50) == 0;
            _snapshot.StorageCorrupt = _random.Below(500) == 0;
            _snapshot.WatchdogReset = _random.Below(500) == 0;
            _snapshot.NetworkHang = _random.Below(50) == 0;
            _snapshot.Acknowledge = _random.Below(20) == 0;
            return _snapshot;
        }

        /// <summary>A row of a cycler's file: charge, rest or discharge, every so often another; noise, and all acknowledged.</summary>
        private Snapshot Cycle()
        {
            if (_random.Below(25) == 0)
            {
                _current = (_random.Below(3) - 1) * 4000000L * (1 + _random.Below(3));
            }

            long seconds = 1 + _random.Below(120);
            long now = Saturating.Add(_snapshot.TimeMicroseconds > 1L << 60 || _snapshot.TimeMicroseconds < 0 ? 0 : _snapshot.TimeMicroseconds, seconds * 1000000);
            _volts = Saturating.Clamp(_volts + (_current * seconds / 10000000), 3000000, 4200000);
            long noisy = _volts + (_current / 50) + _random.Between(-300, 300);
            _snapshot.TimeMicroseconds = now;
            _snapshot.CellMicrovolts.Set(noisy, now, Validity.Valid, SampleSource.Recording);
            _snapshot.CellBipolarMicrovolts.Set(noisy, now, Validity.Valid, SampleSource.Recording);
            _snapshot.CurrentNanoamperes.Set(_current, now, Validity.Valid, SampleSource.Recording);
            _snapshot.MeanCurrentNanoamperes.Set(_current, now, Validity.Valid, SampleSource.Recording);
            _snapshot.SenseMicrovolts.Set(3000000 + _random.Between(-300, 300), now, Validity.Valid, SampleSource.Recording);
            _snapshot.CellMillicelsius.Set(25000 + _random.Between(-200, 200), now, Validity.Valid, SampleSource.Recording);
            _snapshot.SenseDrive = SenseDrive.Idle;
            _snapshot.SwitchFitted = false;
            _snapshot.CollapseComparator = false;
            _snapshot.OverCurrentComparator = false;
            _snapshot.Acknowledge = _random.Below(5) == 0;
            return _snapshot;
        }

        private void Fill(Sample sample, long believable)
        {
            int choice = _random.Below(16);
            if (choice < 4)
            {
                return;
            }

            bool wild = _mood == Wild || choice == 15;
            long value = wild ? Any() : believable + _random.Between(-1000, 1000);
            long time = wild ? Time(sample.TimeMicroseconds) : _snapshot.TimeMicroseconds;
            Validity validity = choice == 14 ? (Validity)_random.Below(6) : Validity.Valid;
            sample.Set(value, time, validity, (SampleSource)_random.Below(6));
        }

        private long Time(long before)
        {
            int choice = _random.Below(40);
            if (_mood != Wild || choice > 3)
            {
                return Saturating.Add(before, _random.Below(2) == 0 ? 20000 : 100000);
            }

            return choice == 0 ? Any() : choice == 1 ? before : Saturating.Add(before, Any() >> 20);
        }

        private long Any()
        {
            int choice = _random.Below(12);
            switch (choice)
            {
                case 0:
                    return long.MaxValue;
                case 1:
                    return long.MinValue;
                case 2:
                    return 0;
                case 3:
                    return -1;
                default:
                    return _random.Bits() >> _random.Below(63);
            }
        }

        private long[] Anys()
        {
            long[] values = new long[_random.Below(20)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Any();
            }

            return values;
        }
    }
}

using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Snapshots that no board would send: any value, any time, any flag, and believable stretches in between.</summary>
    public class Abuse
    {
        private readonly Lcg _random;
        private readonly Snapshot _snapshot = new Snapshot();
        private int _mood;

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
                _snapshot.SenseDriveSinceMicroseconds = _mood == 0 ? Any() : _snapshot.TimeMicroseconds;
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

        private void Fill(Sample sample, long believable)
        {
            int choice = _random.Below(16);
            if (choice < 4)
            {
                return;
            }

            bool wild = _mood == 0 || choice == 15;
            long value = wild ? Any() : believable + _random.Between(-1000, 1000);
            long time = wild ? Time(sample.TimeMicroseconds) : _snapshot.TimeMicroseconds;
            Validity validity = choice == 14 ? (Validity)_random.Below(6) : Validity.Valid;
            sample.Set(value, time, validity, (SampleSource)_random.Below(6));
        }

        private long Time(long before)
        {
            int choice = _random.Below(40);
            if (_mood != 0 || choice > 3)
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

using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What is taken where a setting is not given, in the units of SETTINGS.md and of the sources it names.</summary>
    public class DefaultSettingsTests
    {
        private const double FixedOneQ24 = 16777216;

        /// <summary>1 cm2, 5 mAh; moss of 30 %; 0.5 V from empty to full.</summary>
        [Fact]
        public void The_cell()
        {
            GuardSettings settings = new GuardSettings();
            Assert.Equal((Chemistry.Lithium, CellType.Full, Electrolyte.Other), (settings.Chemistry, settings.CellType, settings.Electrolyte));
            Assert.Equal(1e8, settings.AreaSquareMicrometres);
            Assert.Equal(5e3, settings.CapacityMicroampereHours);
            Assert.Equal((1.0, 1.0), (settings.AreaFactorMillionths / 1e6, settings.LocalCurrentFactorMillionths / 1e6));
            Assert.Equal((0L, 0.3), (settings.FreeGapNanometres, settings.MossDensityMillionths / 1e6));
            Assert.Equal((0L, 0L, 0.5), (settings.FullMicrovolts, settings.EmptyMicrovolts, settings.VoltagePerStateOfChargeMicrovolts / 1e6));
        }

        /// <summary>
        /// 50 um of porosity 0.39 and Bruggeman 1.5 in 1 M LiPF6: D = 3e-10 m2/s, t+ = 0.38; 17.0 kJ/mol (Landesfeind and
        /// Gasteiger 2019). J* = 2 F D_eff c0 / (t_a L), t_D = porosity L^2 / D_eff.
        /// </summary>
        [Fact]
        public void The_transport()
        {
            GuardSettings settings = new GuardSettings();
            double effective = 3e-10 * System.Math.Pow(0.39, 1.5);
            double limit = 2 * 96485.332 * effective * 1000 / (0.62 * 50e-6);
            Assert.Equal(limit, settings.LimitingCurrentDensityMicroamperesPerSquareMetre / 1e6, 0.05);
            Assert.Equal(0.39 * 50e-6 * 50e-6 / effective, settings.DiffusionTimeMicroseconds / 1e6, 0.1);
            Assert.Equal((17.0, 17.0), (settings.LimitingCurrentActivationJoulesPerMole / 1e3, settings.DiffusionActivationJoulesPerMole / 1e3));
            Assert.Equal((0.62, 1.0, 1000.0), (settings.AnionTransferenceMillionths / 1e6, settings.ThermodynamicFactorMillionths / 1e6, settings.SaltMillimolesPerCubicMetre / 1e3));
            Assert.Equal(0.7, settings.DepletionWarningQ24 / FixedOneQ24, 1e-6);
            Assert.Equal(0.9, settings.DepletionAlarmQ24 / FixedOneQ24, 1e-6);
            Assert.Equal(0.5, settings.RecommendedDepletionQ24 / FixedOneQ24);
            Assert.Equal((1.0, 3600.0), (settings.DepletionReactionMicroseconds / 1e6, settings.RecommendedMicroseconds / 1e6));
        }

        /// <summary>2.5 to 4.3 V, 4.5 A, -20 to 60 C; shutdown from 90 C; 0.1 s, 0.5 s, 5 s and 5 s; 20 uF/cm2; C/500; 5 kPa; 40 K.</summary>
        [Fact]
        public void The_limits_and_times()
        {
            GuardSettings settings = new GuardSettings();
            Assert.Equal((2.5, 4.3), (settings.UnderVoltageMicrovolts / 1e6, settings.OverVoltageMicrovolts / 1e6));
            Assert.Equal((4.5, 4.5), (settings.OverCurrentChargeNanoamperes / 1e9, settings.OverCurrentDischargeNanoamperes / 1e9));
            Assert.Equal((-20.0, 60.0, 90.0), (settings.UnderTemperatureMillicelsius / 1e3, settings.OverTemperatureMillicelsius / 1e3, settings.ShutdownMillicelsius / 1e3));
            Assert.Equal((0.1, 0.5, 5.0), (settings.SenseStaleMicroseconds / 1e6, settings.CellStaleMicroseconds / 1e6, settings.TemperatureStaleMicroseconds / 1e6));
            Assert.Equal((5.0, 20e3), (settings.SelfTestPeriodMicroseconds / 1e6, settings.SenseNanofaradsPerSquareCentimetre));
            Assert.Equal((1 / 500.0, 5e3, 40.0), (settings.RestLeakageMillionthsPerHour / 1e6, settings.PressureRisePascals, settings.ThermometersApartMillikelvin / 1e3));
            Assert.Equal((20, 0L, 0L), (settings.ReadyAfterCycles, settings.OverPressurePascals, settings.BaselineMicrovolts));
            Assert.False(settings.ZeroVoltByDesign || settings.SelfTestWaived || settings.ChargeAdviceWaived);
        }

        /// <summary>No number is taken beyond 2^50; a depletion lies within 0 and 1, a time ahead is one.</summary>
        [Theory]
        [InlineData(long.MaxValue, 1L << 50, 1 << 24, 1L << 50)]
        [InlineData(long.MinValue, -(1L << 50), 0, 1)]
        public void Numbers_are_bounded(long given, long held, long depletion, long ahead)
        {
            GuardSettings settings = new GuardSettings
            {
                AreaSquareMicrometres = given,
                CapacityMicroampereHours = given,
                OverVoltageMicrovolts = given,
                BaselineMicrovolts = given,
                RecommendedDepletionQ24 = given,
                RecommendedMicroseconds = given,
            };
            GuardSettings copy = settings.BoundedCopy();
            Assert.Equal((held, held, held, held), (copy.AreaSquareMicrometres, copy.CapacityMicroampereHours, copy.OverVoltageMicrovolts, copy.BaselineMicrovolts));
            Assert.Equal((depletion, ahead), (copy.RecommendedDepletionQ24, copy.RecommendedMicroseconds));
            Assert.Equal(given, settings.AreaSquareMicrometres);
        }
    }
}

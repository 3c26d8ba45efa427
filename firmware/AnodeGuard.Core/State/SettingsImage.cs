namespace AnodeGuard.Core
{
    /// <summary>
    /// The core's settings as an image: exactly what a guard was built with, which a settings document, in decimals, need not
    /// give back to the last bit.
    /// </summary>
    public static class SettingsImage
    {
        /// <summary>Saves settings; false where the image has no room.</summary>
        public static bool Save(GuardSettings settings, StateImage image)
        {
            image.BeginSave();
            Exchange(settings, image);
            return image.End();
        }

        /// <summary>Loads settings; false where the image is none of them.</summary>
        public static bool Load(GuardSettings settings, StateImage image)
        {
            image.BeginLoad();
            Exchange(settings, image);
            return image.End();
        }

        /// <summary>The narrow fields cut what no settings hold: an image that is none of them is refused at its end.</summary>
        private static void Exchange(GuardSettings settings, StateImage image)
        {
            settings.Chemistry = unchecked((Chemistry)image.Number((long)settings.Chemistry));
            settings.AreaSquareMicrometres = image.Number(settings.AreaSquareMicrometres);
            settings.AreaFactorMillionths = image.Number(settings.AreaFactorMillionths);
            settings.CapacityMicroampereHours = image.Number(settings.CapacityMicroampereHours);
            settings.CellType = unchecked((CellType)image.Number((long)settings.CellType));
            settings.LocalCurrentFactorMillionths = image.Number(settings.LocalCurrentFactorMillionths);
            settings.FreeGapNanometres = image.Number(settings.FreeGapNanometres);
            settings.MossDensityMillionths = image.Number(settings.MossDensityMillionths);
            settings.FullMicrovolts = image.Number(settings.FullMicrovolts);
            settings.EmptyMicrovolts = image.Number(settings.EmptyMicrovolts);
            settings.VoltagePerStateOfChargeMicrovolts = image.Number(settings.VoltagePerStateOfChargeMicrovolts);
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = image.Number(settings.LimitingCurrentDensityMicroamperesPerSquareMetre);
            settings.DiffusionTimeMicroseconds = image.Number(settings.DiffusionTimeMicroseconds);
            settings.LimitingCurrentActivationJoulesPerMole = image.Number(settings.LimitingCurrentActivationJoulesPerMole);
            settings.DiffusionActivationJoulesPerMole = image.Number(settings.DiffusionActivationJoulesPerMole);
            settings.TableMillicelsius = image.List(settings.TableMillicelsius);
            settings.TableLimitingMicroamperesPerSquareMetre = image.List(settings.TableLimitingMicroamperesPerSquareMetre);
            settings.TableDiffusionMicroseconds = image.List(settings.TableDiffusionMicroseconds);
            settings.AnionTransferenceMillionths = image.Number(settings.AnionTransferenceMillionths);
            settings.ThermodynamicFactorMillionths = image.Number(settings.ThermodynamicFactorMillionths);
            settings.SaltMillimolesPerCubicMetre = image.Number(settings.SaltMillimolesPerCubicMetre);
            settings.ModeRatesQ16 = image.List(settings.ModeRatesQ16);
            settings.ModeWeightsQ31 = image.List(settings.ModeWeightsQ31);
            settings.SelfTestPeriodMicroseconds = image.Number(settings.SelfTestPeriodMicroseconds);
            settings.BaselineMicrovolts = image.Number(settings.BaselineMicrovolts);
            settings.ZeroVoltByDesign = image.Flag(settings.ZeroVoltByDesign);
            settings.SelfTestWaived = image.Flag(settings.SelfTestWaived);
            settings.ChargeAdviceWaived = image.Flag(settings.ChargeAdviceWaived);
            settings.OverVoltageMicrovolts = image.Number(settings.OverVoltageMicrovolts);
            settings.UnderVoltageMicrovolts = image.Number(settings.UnderVoltageMicrovolts);
            settings.OverCurrentChargeNanoamperes = image.Number(settings.OverCurrentChargeNanoamperes);
            settings.OverCurrentDischargeNanoamperes = image.Number(settings.OverCurrentDischargeNanoamperes);
            settings.OverTemperatureMillicelsius = image.Number(settings.OverTemperatureMillicelsius);
            settings.UnderTemperatureMillicelsius = image.Number(settings.UnderTemperatureMillicelsius);
            settings.DepletionWarningQ24 = image.Number(settings.DepletionWarningQ24);
            settings.DepletionAlarmQ24 = image.Number(settings.DepletionAlarmQ24);
            settings.DepletionReactionMicroseconds = image.Number(settings.DepletionReactionMicroseconds);
            settings.RecommendedDepletionQ24 = image.Number(settings.RecommendedDepletionQ24);
            settings.RecommendedMicroseconds = image.Number(settings.RecommendedMicroseconds);
            settings.SenseStaleMicroseconds = image.Number(settings.SenseStaleMicroseconds);
            settings.CellStaleMicroseconds = image.Number(settings.CellStaleMicroseconds);
            settings.TemperatureStaleMicroseconds = image.Number(settings.TemperatureStaleMicroseconds);
            settings.RestLeakageMillionthsPerHour = image.Number(settings.RestLeakageMillionthsPerHour);
            settings.Electrolyte = unchecked((Electrolyte)image.Number((long)settings.Electrolyte));
            settings.ShutdownMillicelsius = image.Number(settings.ShutdownMillicelsius);
            settings.ThermometersApartMillikelvin = image.Number(settings.ThermometersApartMillikelvin);
            settings.SenseNanofaradsPerSquareCentimetre = image.Number(settings.SenseNanofaradsPerSquareCentimetre);
            settings.PressureRisePascals = image.Number(settings.PressureRisePascals);
            settings.OverPressurePascals = image.Number(settings.OverPressurePascals);
            settings.ReadyAfterCycles = unchecked((int)image.Number(settings.ReadyAfterCycles));
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Everything the core has to be told, in integers. The fields' initial values are the documented defaults; the
    /// settings document (AnodeGuard.App) is checked against its ranges before it gets here. Read once, by the
    /// constructor of <see cref="Guard"/>: later changes have no effect.
    /// </summary>
    public sealed class GuardSettings
    {
        /// <summary>Metal of the anode.</summary>
        public Chemistry Chemistry = Chemistry.Lithium;

        /// <summary>Geometric electrode area, square micrometres (1 cm2 = 1e8).</summary>
        public long AreaSquareMicrometres = 100000000;

        /// <summary>Real over geometric electrode area (3-D hosts), millionths.</summary>
        public long AreaFactorMillionths = 1000000;

        /// <summary>Nominal capacity, microampere-hours.</summary>
        public long CapacityMicroampereHours = 5000;

        /// <summary>What stands against what.</summary>
        public CellType CellType = CellType.Full;

        /// <summary>Current density where metal grows fastest over the mean one, millionths, at least 1.</summary>
        public long LocalCurrentFactorMillionths = 1000000;

        /// <summary>
        /// Room for metal between anode and Cu layer, nanometres; 0: not known. Lead times then take half of a 50 um
        /// trilayer, and nothing is said about the plated thickness.
        /// </summary>
        public long FreeGapNanometres;

        /// <summary>Share of metal in the volume of mossy metal, millionths (transport-and-detection, 4.5: 0.3).</summary>
        public long MossDensityMillionths = 300000;

        /// <summary>Charging voltage of the full cell, microvolts; 0: 0.1 V below the over-voltage limit.</summary>
        public long FullMicrovolts;

        /// <summary>Discharging voltage of the empty cell, microvolts; 0: 0.1 V above the under-voltage limit.</summary>
        public long EmptyMicrovolts;

        /// <summary>
        /// Slope of the open-circuit voltage over the state of charge, microvolts from empty to full as if it were straight:
        /// turns the fall of a rest into lost charge. Default 0.5 V, a layered oxide against a metal in the middle of its range.
        /// </summary>
        public long VoltagePerStateOfChargeMicrovolts = 500000;

        /// <summary>
        /// Limiting current density J* at 25 C, microamperes per square metre; 0 where there is none (single-ion
        /// conductors): nothing is then said about depletion. Default: 50 um trilayer of porosity
        /// 0.39, Bruggeman 1.5, in 1 M LiPF6 with D = 3e-10 m2/s, t+ = 0.38: 454.8 A/m2.
        /// </summary>
        public long LimitingCurrentDensityMicroamperesPerSquareMetre = 454800000;

        /// <summary>Diffusion time t_D = porosity L^2 / D_eff at 25 C, microseconds. Default: the same trilayer, 13.3 s.</summary>
        public long DiffusionTimeMicroseconds = 13300000;

        /// <summary>Activation energy of J*, joules per mole (Landesfeind and Gasteiger 2019, LiPF6 EC:EMC: 17.0 kJ/mol).</summary>
        public long LimitingCurrentActivationJoulesPerMole = 17000;

        /// <summary>Activation energy of 1/t_D, joules per mole (same source).</summary>
        public long DiffusionActivationJoulesPerMole = 17000;

        /// <summary>
        /// Temperatures of a table of J* and t_D, ascending, thousandths of a degree Celsius; null where there is none.
        /// A table of two to five points takes the place of both values at 25 C and of both activation energies.
        /// </summary>
        public long[] TableMillicelsius;

        /// <summary>J* at each temperature of the table, microamperes per square metre, above 0.</summary>
        public long[] TableLimitingMicroamperesPerSquareMetre;

        /// <summary>t_D at each temperature of the table, microseconds, above 0.</summary>
        public long[] TableDiffusionMicroseconds;

        /// <summary>
        /// Transference number of the anion, t_a = 1 - t+, millionths; measured ones lie between 0 and 1.5 (t+ may be
        /// negative). Below 0.05 nothing is said about depletion. Default: 1 M LiPF6, t+ = 0.38.
        /// </summary>
        public long AnionTransferenceMillionths = 620000;

        /// <summary>
        /// Thermodynamic factor TDF of the electrolyte, millionths: by so much more than a dilute one it answers a difference
        /// of concentration with a voltage. Only the identification of J* rests on it. (1 M LiPF6 EC:EMC, 25 C: 2.18.)
        /// </summary>
        public long ThermodynamicFactorMillionths = 1000000;

        /// <summary>Salt concentration c0, thousandths of a mole per cubic metre (1 M = 1e6).</summary>
        public long SaltMillimolesPerCubicMetre = 1000000;

        /// <summary>
        /// Decay rates of the transport modes per diffusion time, Q16, ascending; null for the built-in modes of
        /// the symmetric gap.
        /// </summary>
        public long[] ModeRatesQ16;

        /// <summary>Weights of the modes, signed, Q31; what is missing from a sum of 1 is the instantaneous rest.</summary>
        public long[] ModeWeightsQ31;

        /// <summary>Longest time between two sense-path self-tests while charging, microseconds.</summary>
        public long SelfTestPeriodMicroseconds = 5000000;

        /// <summary>Sense baseline given by the user, microvolts; 0: measured when the guard becomes ready.</summary>
        public long BaselineMicrovolts;

        /// <summary>The Cu layer sits at 0 V by design: a low sense voltage is no contact.</summary>
        public bool ZeroVoltByDesign;

        /// <summary>No self-test exists (a recording): neither demanded nor missed.</summary>
        public bool SelfTestWaived;

        /// <summary>
        /// Nobody charges by the advice (a recording): the recommended charge current stays unknown. No fault rests on it, and
        /// where every step is a decision cycle it would be a third of the core's work.
        /// </summary>
        public bool ChargeAdviceWaived;

        /// <summary>Highest cell voltage, microvolts.</summary>
        public long OverVoltageMicrovolts = 4300000;

        /// <summary>Lowest cell voltage, microvolts.</summary>
        public long UnderVoltageMicrovolts = 2500000;

        /// <summary>Highest charging current, nanoamperes.</summary>
        public long OverCurrentChargeNanoamperes = 4500000000;

        /// <summary>Highest discharging current, nanoamperes, as a positive number.</summary>
        public long OverCurrentDischargeNanoamperes = 4500000000;

        /// <summary>Highest cell temperature, thousandths of a degree Celsius; the chemistry's own limit also holds.</summary>
        public long OverTemperatureMillicelsius = 60000;

        /// <summary>Lowest cell temperature, thousandths of a degree Celsius.</summary>
        public long UnderTemperatureMillicelsius = -20000;

        /// <summary>Surface depletion at which <see cref="FaultId.DepletionNear"/> warns, Q24 (0.7).</summary>
        public long DepletionWarningQ24 = 11744051;

        /// <summary>Surface depletion at which it alarms, if the current exceeds J*, Q24 (0.9).</summary>
        public long DepletionAlarmQ24 = 15099494;

        /// <summary>With less time than this left until depletion, at a current above J*, it alarms as well, microseconds.</summary>
        public long DepletionReactionMicroseconds = 1000000;

        /// <summary>Surface depletion below which the recommended charge current keeps the cell, Q24 (0.5).</summary>
        public long RecommendedDepletionQ24 = 8388608;

        /// <summary>For so long the recommended charge current does so, microseconds.</summary>
        public long RecommendedMicroseconds = 3600000000;

        /// <summary>Age at which a sense sample is stale, microseconds.</summary>
        public long SenseStaleMicroseconds = 100000;

        /// <summary>Age at which a voltage or current sample is stale, microseconds.</summary>
        public long CellStaleMicroseconds = 500000;

        /// <summary>Age at which a temperature sample is stale, microseconds.</summary>
        public long TemperatureStaleMicroseconds = 5000000;

        /// <summary>
        /// Self-discharge at rest that is reported, millionths of the capacity per hour; five times as much warns. Default
        /// C/500: 400 kohm across 5 mAh at 4 V, a fall of 1 mV in an hour, which is what the converter resolves in one.
        /// </summary>
        public long RestLeakageMillionthsPerHour = 2000;

        /// <summary>What conducts the ions; bounds the temperature as the metal does.</summary>
        public Electrolyte Electrolyte = Electrolyte.Other;

        /// <summary>
        /// From here on a cell that lost its conduction has a separator that shut down, thousandths of a degree Celsius
        /// (thermoresponsive polymers 70 to 100 C, polyethylene 130 C).
        /// </summary>
        public long ShutdownMillicelsius = 90000;

        /// <summary>
        /// Cell and board thermometer further apart than this for a minute are a doubt about one of them, thousandths of a
        /// kelvin; 0: they are not compared. Default 40 K: a cell in an oven at 60 C beside a board at 25 C is no doubt, and a
        /// coin cell's own heat (50 mA at 0.5 V over 0.02 W/K) makes 1.3 K. 20 K where both stand in the same air.
        /// </summary>
        public long ThermometersApartMillikelvin = 40000;

        /// <summary>Capacitance of the Cu layer, nanofarads per square centimetre. Default 20 uF/cm2: assumed, not measured.</summary>
        public long SenseNanofaradsPerSquareCentimetre = 20000;

        /// <summary>Rise of the pressure in the housing above its slow baseline that alarms, pascals.</summary>
        public long PressureRisePascals = 5000;

        /// <summary>Highest pressure in the housing, pascals; 0: none, for the place's height is not known.</summary>
        public long OverPressurePascals;

        /// <summary>Valid decision cycles before the guard may be ready.</summary>
        public int ReadyAfterCycles = 20;

        /// <summary>
        /// A copy of its own, with every number held within <see cref="Saturating.Largest"/>, so that nothing the core does
        /// with one can overflow. The lists are shared and are only read.
        /// </summary>
        public GuardSettings BoundedCopy()
        {
            GuardSettings copy = (GuardSettings)MemberwiseClone();
            copy.AreaSquareMicrometres = Saturating.Bound(AreaSquareMicrometres);
            copy.AreaFactorMillionths = Saturating.Bound(AreaFactorMillionths);
            copy.CapacityMicroampereHours = Saturating.Bound(CapacityMicroampereHours);
            copy.LocalCurrentFactorMillionths = Saturating.Bound(LocalCurrentFactorMillionths);
            copy.FreeGapNanometres = Saturating.Bound(FreeGapNanometres);
            copy.MossDensityMillionths = Saturating.Bound(MossDensityMillionths);
            copy.FullMicrovolts = Saturating.Bound(FullMicrovolts);
            copy.EmptyMicrovolts = Saturating.Bound(EmptyMicrovolts);
            copy.LimitingCurrentDensityMicroamperesPerSquareMetre =
                Saturating.Bound(LimitingCurrentDensityMicroamperesPerSquareMetre);
            copy.DiffusionTimeMicroseconds = Saturating.Bound(DiffusionTimeMicroseconds);
            copy.AnionTransferenceMillionths = Saturating.Bound(AnionTransferenceMillionths);
            copy.ThermodynamicFactorMillionths = Saturating.Bound(ThermodynamicFactorMillionths);
            copy.SaltMillimolesPerCubicMetre = Saturating.Bound(SaltMillimolesPerCubicMetre);
            copy.SelfTestPeriodMicroseconds = Saturating.Bound(SelfTestPeriodMicroseconds);
            copy.BaselineMicrovolts = Saturating.Bound(BaselineMicrovolts);
            copy.OverVoltageMicrovolts = Saturating.Bound(OverVoltageMicrovolts);
            copy.UnderVoltageMicrovolts = Saturating.Bound(UnderVoltageMicrovolts);
            copy.OverCurrentChargeNanoamperes = Saturating.Bound(OverCurrentChargeNanoamperes);
            copy.OverCurrentDischargeNanoamperes = Saturating.Bound(OverCurrentDischargeNanoamperes);
            copy.ThermometersApartMillikelvin = Saturating.Bound(ThermometersApartMillikelvin);
            copy.ShutdownMillicelsius = Saturating.Bound(ShutdownMillicelsius);
            copy.OverTemperatureMillicelsius = Saturating.Bound(OverTemperatureMillicelsius);
            copy.UnderTemperatureMillicelsius = Saturating.Bound(UnderTemperatureMillicelsius);
            copy.DepletionWarningQ24 = Saturating.Bound(DepletionWarningQ24);
            copy.DepletionAlarmQ24 = Saturating.Bound(DepletionAlarmQ24);
            copy.RecommendedDepletionQ24 = Saturating.Clamp(RecommendedDepletionQ24, 0, Verdict.OneQ24);
            copy.RecommendedMicroseconds = Saturating.Clamp(RecommendedMicroseconds, 1, Saturating.Largest);
            return copy;
        }
    }
}

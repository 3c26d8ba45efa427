namespace AnodeGuard.Core
{
    /// <summary>
    /// Voltage, current and temperature against the limits of the settings, of the metal and of the electrolyte; three
    /// levels each (<see cref="LimitMargins"/>).
    /// </summary>
    public sealed class CellLimits
    {
        /// <summary>Carbonates decompose above 55 C, the interphase above 65 C (S001:422).</summary>
        private const long CarbonateWarningMillicelsius = 55000;
        private const long InterphaseMillicelsius = 65000;

        private const long VoltageBits = (1L << FaultId.OverVoltage) | (1L << FaultId.UnderVoltage);
        private const long CurrentBits = (1L << FaultId.OverCurrentCharge) | (1L << FaultId.OverCurrentDischarge);
        private const long TemperatureBits = (1L << FaultId.OverTemperature) | (1L << FaultId.UnderTemperature);

        private readonly GuardSettings _settings;
        private readonly FaultRegister _faults;
        private readonly long _hottestMillicelsius;
        private readonly long _hotMillicelsius;

        // Within these no level of any kind begins, and nothing need be compared with anything else.
        private readonly long _easyHighestMicrovolts;
        private readonly long _easyLowestMicrovolts;
        private readonly long _easyHighestNanoamperes;
        private readonly long _easyLowestNanoamperes;
        private readonly long _easyHottestMillicelsius;
        private readonly long _easyColdestMillicelsius;

        /// <summary>Limits of a cell.</summary>
        public CellLimits(GuardSettings settings, FaultRegister faults)
        {
            _settings = settings;
            _faults = faults;
            _hottestMillicelsius = Least(
                settings.OverTemperatureMillicelsius,
                Least(HighestMillicelsius(settings.Chemistry), HighestMillicelsius(settings.Electrolyte)));
            long warning = _hottestMillicelsius - LimitMargins.HeatWarningMillicelsius;
            bool carbonate = settings.Electrolyte == Electrolyte.Carbonate;
            _hotMillicelsius = carbonate ? Least(warning, CarbonateWarningMillicelsius) : warning;
            _easyHighestMicrovolts = settings.OverVoltageMicrovolts - LimitMargins.VoltageAdvisoryMicrovolts;
            _easyLowestMicrovolts = settings.UnderVoltageMicrovolts + LimitMargins.VoltageAdvisoryMicrovolts;
            _easyHighestNanoamperes = Easy(settings.OverCurrentChargeNanoamperes);
            _easyLowestNanoamperes = -Easy(settings.OverCurrentDischargeNanoamperes);
            _easyHottestMillicelsius = Least(_hotMillicelsius, _hottestMillicelsius - LimitMargins.HeatAdvisoryMillicelsius);
            _easyColdestMillicelsius = settings.UnderTemperatureMillicelsius + LimitMargins.ColdAdvisoryMillicelsius;
        }

        /// <summary>
        /// What the metal allows whatever the settings say: potassium melts at 63.5 C and alarms at 50 C; sodium melts at
        /// 97.8 C, 85 C leaves 12.8 K; lithium melts at 180.5 C, 150 C leaves 30.5 K (polymer cells run hot on purpose).
        /// </summary>
        public static long HighestMillicelsius(Chemistry chemistry)
        {
            if (chemistry == Chemistry.Potassium)
            {
                return 50000;
            }

            return chemistry == Chemistry.Sodium ? 85000 : 150000;
        }

        /// <summary>
        /// What the electrolyte allows whatever the settings say: in liquids the interphase decomposes above 65 C. Of a
        /// polymer or an unnamed electrolyte nothing is known but what the settings say. No temperature is called better:
        /// hotter helps in ethers and harms in carbonates (S001:402, 420).
        /// </summary>
        public static long HighestMillicelsius(Electrolyte electrolyte)
        {
            bool liquid = electrolyte == Electrolyte.Carbonate || electrolyte == Electrolyte.Ether;
            return liquid ? InterphaseMillicelsius : long.MaxValue;
        }

        /// <summary>Judges what this step brought.</summary>
        /// <param name="channels">The channels.</param>
        /// <param name="thermometersDiffer">One of the thermometers is wrong, and nobody knows which: the hotter one counts as well.</param>
        public void Judge(ChannelSet channels, bool thermometersDiffer)
        {
            long unsettled = _faults.Unsettled & (VoltageBits | CurrentBits | TemperatureBits);
            bool isUnsettled = unsettled != 0;
            Channel voltage = channels.Voltage;
            if (voltage.IsFresh)
            {
                long value = voltage.Value;
                if (value > _easyHighestMicrovolts || value < _easyLowestMicrovolts || (isUnsettled && (unsettled & VoltageBits) != 0))
                {
                    JudgeVoltage(voltage);
                }
            }

            Channel current = channels.Limit;
            if (current.IsFresh)
            {
                long value = current.Value;
                if (value > _easyHighestNanoamperes || value < _easyLowestNanoamperes || (isUnsettled && (unsettled & CurrentBits) != 0))
                {
                    JudgeCurrent(current);
                }
            }

            // The board's thermometer stands in for the cell's as a value, but not for the cell's limits.
            Channel heat = channels.CellTemperature;
            if (heat.IsFresh)
            {
                long value = heat.Value;
                long hot = thermometersDiffer && channels.BoardTemperature.Value > value ? channels.BoardTemperature.Value : value;
                if (hot > _easyHottestMillicelsius || value < _easyColdestMillicelsius || (isUnsettled && (unsettled & TemperatureBits) != 0))
                {
                    JudgeTemperature(heat, hot);
                }
            }
        }

        /// <summary>The hardware's word on the current needs no debounce; its sign is that of the last measured current.</summary>
        public void TripComparator(Channel current)
        {
            _faults.Confirm(current.Value < 0 ? FaultId.OverCurrentDischarge : FaultId.OverCurrentCharge, FaultLevel.Alarm);
        }

        /// <summary>Below a limit and its margins, which of a limit below 0 lie beyond it.</summary>
        private static long Easy(long limit)
        {
            return Least(limit, limit - (limit / LimitMargins.CurrentAdvisoryShare));
        }

        private static long Least(long a, long b)
        {
            return a < b ? a : b;
        }

        private void JudgeVoltage(Channel voltage)
        {
            JudgeVoltage(FaultId.OverVoltage, voltage, voltage.Value, _settings.OverVoltageMicrovolts);
            JudgeVoltage(FaultId.UnderVoltage, voltage, -voltage.Value, -_settings.UnderVoltageMicrovolts);
        }

        private void JudgeVoltage(int fault, Channel voltage, long value, long limit)
        {
            long hysteresis = LimitMargins.VoltageHysteresisMicrovolts;
            byte present = _faults.LevelOf(fault);
            byte level = Level(
                value,
                limit - (present == FaultLevel.Alarm ? hysteresis : 0),
                limit - LimitMargins.VoltageWarningMicrovolts - (present >= FaultLevel.Warning ? hysteresis / 2 : 0),
                limit - LimitMargins.VoltageAdvisoryMicrovolts - (present != FaultLevel.None ? hysteresis / 2 : 0));
            _faults.Observe(fault, level, voltage.TimeMicroseconds);
        }

        private void JudgeCurrent(Channel current)
        {
            JudgeCurrent(FaultId.OverCurrentCharge, current, current.Value, _settings.OverCurrentChargeNanoamperes);
            JudgeCurrent(FaultId.OverCurrentDischarge, current, -current.Value, _settings.OverCurrentDischargeNanoamperes);
        }

        private void JudgeCurrent(int fault, Channel current, long value, long limit)
        {
            long warning = limit / LimitMargins.CurrentWarningShare;
            long advisory = limit / LimitMargins.CurrentAdvisoryShare;
            byte present = _faults.LevelOf(fault);
            byte level = Level(
                value,
                limit - (present == FaultLevel.Alarm ? warning : 0),
                limit - warning - (present >= FaultLevel.Warning ? warning / 2 : 0),
                limit - advisory - (present != FaultLevel.None ? warning / 2 : 0));
            _faults.Observe(fault, level, current.TimeMicroseconds);
        }

        private void JudgeTemperature(Channel temperature, long hot)
        {
            long coldest = -_settings.UnderTemperatureMillicelsius;
            long advisory = _hottestMillicelsius - LimitMargins.HeatAdvisoryMillicelsius;
            JudgeTemperature(FaultId.OverTemperature, temperature, hot, _hottestMillicelsius, _hotMillicelsius, advisory);
            JudgeTemperature(
                FaultId.UnderTemperature,
                temperature,
                -temperature.Value,
                coldest,
                coldest - LimitMargins.ColdWarningMillicelsius,
                coldest - LimitMargins.ColdAdvisoryMillicelsius);
        }

        private void JudgeTemperature(int fault, Channel temperature, long value, long alarm, long warning, long advisory)
        {
            long hysteresis = LimitMargins.TemperatureHysteresisMillicelsius;
            byte present = _faults.LevelOf(fault);
            byte level = Level(
                value,
                alarm - (present == FaultLevel.Alarm ? hysteresis : 0),
                warning - (present >= FaultLevel.Warning ? hysteresis : 0),
                Least(advisory, warning) - (present != FaultLevel.None ? hysteresis : 0));
            _faults.Observe(fault, level, temperature.TimeMicroseconds);
        }

        private static byte Level(long value, long alarm, long warning, long advisory)
        {
            if (value > alarm)
            {
                return FaultLevel.Alarm;
            }

            if (value > warning)
            {
                return FaultLevel.Warning;
            }

            return value > advisory ? FaultLevel.Advisory : FaultLevel.None;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>Voltage, current and temperature against the limits of the settings and of the metal.</summary>
    public sealed class CellLimits
    {
        private const long VoltageHysteresisMicrovolts = 10000;
        private const long TemperatureHysteresisMillicelsius = 1000;

        /// <summary>The warning comes this much before the temperature limit.</summary>
        private const long TemperatureWarningMillicelsius = 5000;

        private readonly GuardSettings _settings;
        private readonly FaultRegister _faults;
        private readonly long _hottestMillicelsius;

        /// <summary>Limits of a cell.</summary>
        public CellLimits(GuardSettings settings, FaultRegister faults)
        {
            _settings = settings;
            _faults = faults;
            long metal = HighestMillicelsius(settings.Chemistry);
            _hottestMillicelsius = settings.OverTemperatureMillicelsius < metal ? settings.OverTemperatureMillicelsius : metal;
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

        /// <summary>Judges what this step brought.</summary>
        public void Judge(ChannelSet channels)
        {
            if (channels.Voltage.IsFresh)
            {
                JudgeVoltage(channels.Voltage);
            }

            if (channels.Limit.IsFresh)
            {
                JudgeCurrent(channels.Limit);
            }

            // The board's thermometer stands in for the cell's as a value, but not for the cell's limits.
            if (channels.CellTemperature.IsFresh)
            {
                JudgeTemperature(channels.CellTemperature);
            }
        }

        /// <summary>The hardware's word on the current needs no debounce; its sign is that of the last measured current.</summary>
        public void JudgeComparator(bool tripped, Channel current)
        {
            if (tripped)
            {
                _faults.Confirm(
                    current.Value < 0 ? FaultId.OverCurrentDischarge : FaultId.OverCurrentCharge,
                    FaultLevel.Alarm);
            }
        }

        private void JudgeVoltage(Channel voltage)
        {
            Upper(FaultId.OverVoltage, voltage, voltage.Value, _settings.OverVoltageMicrovolts, VoltageHysteresisMicrovolts);
            Upper(
                FaultId.UnderVoltage,
                voltage,
                -voltage.Value,
                -_settings.UnderVoltageMicrovolts,
                VoltageHysteresisMicrovolts);
        }

        private void JudgeCurrent(Channel current)
        {
            long charge = _settings.OverCurrentChargeNanoamperes;
            long discharge = _settings.OverCurrentDischargeNanoamperes;
            Upper(FaultId.OverCurrentCharge, current, current.Value, charge, charge / 50);
            Upper(FaultId.OverCurrentDischarge, current, -current.Value, discharge, discharge / 50);
        }

        private void JudgeTemperature(Channel temperature)
        {
            long value = temperature.Value;
            byte present = _faults.LevelOf(FaultId.OverTemperature);
            byte level = FaultLevel.None;
            if (value > _hottestMillicelsius - (present == FaultLevel.Alarm ? TemperatureHysteresisMillicelsius : 0))
            {
                level = FaultLevel.Alarm;
            }
            else if (value > _hottestMillicelsius - TemperatureWarningMillicelsius
                - (present >= FaultLevel.Warning ? TemperatureHysteresisMillicelsius : 0))
            {
                level = FaultLevel.Warning;
            }

            _faults.Observe(FaultId.OverTemperature, level, temperature.TimeMicroseconds);
            Upper(
                FaultId.UnderTemperature,
                temperature,
                -value,
                -_settings.UnderTemperatureMillicelsius,
                TemperatureHysteresisMillicelsius);
        }

        /// <summary>Alarm above the limit; ends below the limit less the hysteresis.</summary>
        private void Upper(int fault, Channel channel, long value, long limit, long hysteresis)
        {
            long threshold = _faults.IsActive(fault) ? limit - hysteresis : limit;
            _faults.Observe(fault, value > threshold ? FaultLevel.Alarm : FaultLevel.None, channel.TimeMicroseconds);
        }
    }
}

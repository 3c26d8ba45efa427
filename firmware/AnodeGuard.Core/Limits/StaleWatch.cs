namespace AnodeGuard.Core
{
    /// <summary>Every fitted channel must bring values within its time.</summary>
    public sealed class StaleWatch
    {
        /// <summary>A gas sensor has to heat for each sample: it may take so many times longer than a thermometer.</summary>
        private const int SlowSensor = 12;

        private readonly GuardSettings _settings;
        private readonly FaultRegister _faults;

        /// <summary>A watch with the settings' ages.</summary>
        public StaleWatch(GuardSettings settings, FaultRegister faults)
        {
            _settings = settings;
            _faults = faults;
        }

        /// <summary>Judges the age of every channel at this instant.</summary>
        public void Judge(ChannelSet channels, long nowMicroseconds)
        {
            long cell = _settings.CellStaleMicroseconds;
            long temperature = Saturating.Clamp(_settings.TemperatureStaleMicroseconds, long.MinValue / 16, long.MaxValue / 16);
            byte level = FaultLevel.None;
            if (IsStale(channels.Sense, _settings.SenseStaleMicroseconds, nowMicroseconds)
                || IsStale(channels.Cell, cell, nowMicroseconds)
                || IsStale(channels.CellBipolar, cell, nowMicroseconds)
                || IsStale(channels.Current, cell, nowMicroseconds)
                || IsStale(channels.MeanCurrent, cell, nowMicroseconds))
            {
                level = FaultLevel.Alarm;
            }
            else if (IsStale(channels.CellTemperature, temperature, nowMicroseconds)
                || IsStale(channels.BoardTemperature, temperature, nowMicroseconds)
                || IsStale(channels.Reference, temperature, nowMicroseconds)
                || IsStale(channels.Pressure, SlowSensor * temperature, nowMicroseconds)
                || IsStale(channels.Gas, SlowSensor * temperature, nowMicroseconds))
            {
                level = FaultLevel.Warning;
            }

            _faults.Observe(FaultId.SensorStale, level, nowMicroseconds);
        }

        private static bool IsStale(Channel channel, long limitMicroseconds, long nowMicroseconds)
        {
            return channel.IsFitted && nowMicroseconds - channel.SilentSinceMicroseconds > limitMicroseconds;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Every fitted channel must bring values within its time. New values only put off the instant at which the first of
    /// them falls silent: until the one that was foreseen there is nothing to look at, unless a channel came or went. Foreseen
    /// apart from each other are the sense electrode, which has the least time, voltages and currents, and the others, which
    /// have the most. A cycle has just brought new values and has the room: it foresees what the fast turns after it would
    /// have to. While the sense electrode is calm (<see cref="SenseCalm"/>), it is not silent, and nobody asks about it here.
    /// </summary>
    public sealed class StaleWatch
    {
        /// <summary>A gas sensor has to heat for each sample: it may take so many times longer than a thermometer.</summary>
        private const int SlowSensor = 12;

        /// <summary>The first of <see cref="ChannelSet.BesideSense"/>, voltages and currents: stale, they are an alarm; the others a warning.</summary>
        private const int Vital = 4;

        /// <summary>Longer limits are none: no two times of the core are further apart. Sums with a time fit easily.</summary>
        private const long LongestMicroseconds = 1L << 62;

        /// <summary>From one cycle of a board to the next, microseconds.</summary>
        public const long CycleMicroseconds = 100000;

        private const long Bit = 1L << FaultId.SensorStale;

        private readonly FaultRegister _faults;
        private readonly long _senseMicroseconds;
        private readonly long[] _limits;
        private long _alarmMicroseconds = long.MinValue;
        private long _warningMicroseconds = long.MinValue;

        /// <summary>Until then none but the sense electrode is stale, unless a channel came or went; before any time where there is more to look at.</summary>
        public long QuietUntilMicroseconds = long.MinValue;

        /// <summary>The same of the sense electrode.</summary>
        public long SenseUntilMicroseconds = long.MinValue;

        /// <summary>A watch with the settings' ages.</summary>
        public StaleWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _senseMicroseconds = Held(settings.SenseStaleMicroseconds);
            long cell = Held(settings.CellStaleMicroseconds);
            long temperature = Saturating.Clamp(settings.TemperatureStaleMicroseconds, long.MinValue / 16, long.MaxValue / 16);
            long slow = Held(SlowSensor * temperature);
            _limits = new long[] { cell, cell, cell, cell, temperature, temperature, temperature, slow, slow };
        }

        /// <summary>Judges the age of every channel at this instant.</summary>
        public void Judge(ChannelSet channels, long nowMicroseconds)
        {
            long soon = channels.IsCycle ? nowMicroseconds + CycleMicroseconds : nowMicroseconds;
            if (soon > _alarmMicroseconds || channels.IsSurprised)
            {
                _alarmMicroseconds = First(channels.BesideSense, 0, Vital);
            }

            if (soon > _warningMicroseconds || channels.IsSurprised)
            {
                _warningMicroseconds = First(channels.BesideSense, Vital, _limits.Length);
            }

            Channel sense = channels.Sense;
            long until = sense.IsFitted ? sense.SilentSinceMicroseconds + _senseMicroseconds : long.MaxValue;
            SenseUntilMicroseconds = until;
            long alarm = _alarmMicroseconds;
            long warning = _warningMicroseconds;
            long first = alarm < warning ? alarm : warning;
            alarm = until < alarm ? until : alarm;
            if (nowMicroseconds > first || nowMicroseconds > until || (_faults.Unsettled & Bit) != 0)
            {
                byte level = nowMicroseconds > alarm ? FaultLevel.Alarm : nowMicroseconds > warning ? FaultLevel.Warning : FaultLevel.None;
                _faults.Observe(FaultId.SensorStale, level, nowMicroseconds);
                first = (_faults.Unsettled & Bit) != 0 ? long.MinValue : first;
            }

            QuietUntilMicroseconds = first;
        }

        /// <summary>When the first of some channels falls silent.</summary>
        private long First(Channel[] channels, int from, int to)
        {
            long[] limits = _limits;
            long first = long.MaxValue;
            for (int i = from; i < to; i++)
            {
                Channel channel = channels[i];
                if (channel.IsFitted)
                {
                    long until = channel.SilentSinceMicroseconds + limits[i];
                    first = until < first ? until : first;
                }
            }

            return first;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _alarmMicroseconds = image.Number(_alarmMicroseconds);
            _warningMicroseconds = image.Number(_warningMicroseconds);
            QuietUntilMicroseconds = image.Number(QuietUntilMicroseconds);
            SenseUntilMicroseconds = image.Number(SenseUntilMicroseconds);
        }

        private static long Held(long microseconds)
        {
            return Saturating.Clamp(microseconds, -LongestMicroseconds, LongestMicroseconds);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// Every fitted channel must bring values within its time. New values only put off the instant at which the first of
    /// them falls silent: until the one that was foreseen there is nothing to look at, unless a channel came or went.
    /// </summary>
    public sealed class StaleWatch
    {
        /// <summary>A gas sensor has to heat for each sample: it may take so many times longer than a thermometer.</summary>
        private const int SlowSensor = 12;

        /// <summary>The first of <see cref="ChannelSet.BesideSense"/>, voltages and currents: stale, they are an alarm.</summary>
        private const int Vital = 4;

        /// <summary>Longer limits are none: no two times of the core are further apart. Sums with a time fit easily.</summary>
        private const long LongestMicroseconds = 1L << 62;

        private const long Bit = 1L << FaultId.SensorStale;

        private readonly FaultRegister _faults;
        private readonly long _senseMicroseconds;
        private readonly long[] _limits;
        private bool _isForeseen;
        private long _foreseenMicroseconds;

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
            if (_isForeseen && nowMicroseconds <= _foreseenMicroseconds && !channels.IsSurprised)
            {
                return;
            }

            Channel sense = channels.Sense;
            long alarm = sense.IsFitted ? sense.SilentSinceMicroseconds + _senseMicroseconds : long.MaxValue;
            long warning = long.MaxValue;
            for (int i = 0; i < _limits.Length; i++)
            {
                Channel channel = channels.BesideSense[i];
                if (channel.IsFitted)
                {
                    long until = channel.SilentSinceMicroseconds + _limits[i];
                    alarm = i < Vital && until < alarm ? until : alarm;
                    warning = until < warning ? until : warning;
                }
            }

            byte level = nowMicroseconds > alarm ? FaultLevel.Alarm : nowMicroseconds > warning ? FaultLevel.Warning : FaultLevel.None;
            _faults.Observe(FaultId.SensorStale, level, nowMicroseconds);
            _foreseenMicroseconds = alarm < warning ? alarm : warning;
            _isForeseen = (_faults.Unsettled & Bit) == 0;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _isForeseen = image.Flag(_isForeseen);
            _foreseenMicroseconds = image.Number(_foreseenMicroseconds);
        }

        private static long Held(long microseconds)
        {
            return Saturating.Clamp(microseconds, -LongestMicroseconds, LongestMicroseconds);
        }
    }
}

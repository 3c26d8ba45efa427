namespace AnodeGuard.Core
{
    /// <summary>
    /// Pressure and gas in the housing, where a sensor is fitted.
    /// <list type="bullet">
    /// <item>Pressure against a slow baseline that rises by 0.2 Pa/s at most (the worst weather: 10 hPa in 3 h, 0.1 Pa/s)
    /// and falls by 20 Pa/s (a lid that was opened): a quarter of the setting is an advisory, half a warning, all an alarm.
    /// 1 mmol of gas in one litre is 2.5 kPa. An absolute limit holds besides, where the settings give one.</item>
    /// <item>Gas: the sensor's resistance against a baseline that follows it down within hours and up within minutes:
    /// below a half an advisory, below a quarter a warning. Solvents in the room do the same, so gas alone never trips.</item>
    /// </list>
    /// </summary>
    public sealed class GasWatch
    {
        private const long RiseMillipascalsPerSecond = 200;
        private const long FallMillipascalsPerSecond = 20000;
        private const long LongestGapMicroseconds = 60000000;

        /// <summary>Share of the distance that the gas baseline closes per second, millionths: 2 h downwards, 2 min upwards.</summary>
        private const long GasDownMillionths = 139;
        private const long GasUpMillionths = 8333;

        /// <summary>A pressure is held within 100 MPa, a resistance within 1 Tohm: products below 2^63.</summary>
        private const long LargestPascals = 100000000;
        private const long LargestOhms = 1000000000000;

        private readonly FaultRegister _faults;
        private readonly long _risePascals;
        private readonly long _limitPascals;
        private long _baselineMillipascals;
        private long _baselineOhms;
        private byte _pressureLevel;
        private byte _gasLevel;

        /// <summary>A watch with the settings' limits.</summary>
        public GasWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _risePascals = Saturating.Clamp(settings.PressureRisePascals, 4, LargestPascals);
            _limitPascals = settings.OverPressurePascals > 0 ? settings.OverPressurePascals : long.MaxValue;
        }

        /// <summary>Judges what this step brought.</summary>
        public void Judge(Channel pressure, Channel gas)
        {
            if (pressure.IsFreshAndValid)
            {
                JudgePressure(Saturating.Clamp(pressure.Value, 0, LargestPascals), pressure);
                Report(pressure.TimeMicroseconds);
            }

            if (gas.IsFreshAndValid)
            {
                JudgeGas(Saturating.Clamp(gas.Value, 0, LargestOhms), gas);
                Report(gas.TimeMicroseconds);
            }
        }

        private static long Elapsed(Channel channel)
        {
            return channel.IntervalMicroseconds < LongestGapMicroseconds ? channel.IntervalMicroseconds : LongestGapMicroseconds;
        }

        private void JudgePressure(long pascals, Channel channel)
        {
            long value = pascals * 1000;
            if (channel.IntervalMicroseconds <= 0)
            {
                _baselineMillipascals = value;
            }

            long elapsed = Elapsed(channel);
            long up = elapsed * RiseMillipascalsPerSecond / 1000000;
            long down = elapsed * FallMillipascalsPerSecond / 1000000;

            // While it is up by an advisory or more the baseline waits: a leak of the housing must not hide the release.
            up = _pressureLevel == FaultLevel.None ? up : up / 4;
            _baselineMillipascals += Saturating.Clamp(value - _baselineMillipascals, -down, up);
            long rise = (value - _baselineMillipascals) / 1000;
            long hysteresis = _risePascals / 16;
            _pressureLevel = pascals > _limitPascals - (_pressureLevel == FaultLevel.Alarm ? hysteresis : 0)
                || rise > _risePascals - (_pressureLevel == FaultLevel.Alarm ? hysteresis : 0) ? FaultLevel.Alarm
                : rise > (_risePascals / 2) - (_pressureLevel >= FaultLevel.Warning ? hysteresis : 0) ? FaultLevel.Warning
                : rise > (_risePascals / 4) - (_pressureLevel != FaultLevel.None ? hysteresis : 0) ? FaultLevel.Advisory
                : FaultLevel.None;
        }

        private void JudgeGas(long ohms, Channel channel)
        {
            if (channel.IntervalMicroseconds <= 0)
            {
                _baselineOhms = ohms;
            }

            long away = ohms - _baselineOhms;
            long seconds = Elapsed(channel) / 1000000;
            long share = (away > 0 ? GasUpMillionths : GasDownMillionths) * (seconds > 0 ? seconds : 1);
            _baselineOhms += Wide.MultiplyDivide(away, share, 1000000);
            _gasLevel = ohms < (_gasLevel == FaultLevel.Warning ? _baselineOhms / 3 : _baselineOhms / 4) ? FaultLevel.Warning
                : ohms < _baselineOhms / 10 * (_gasLevel != FaultLevel.None ? 6 : 5) ? FaultLevel.Advisory
                : FaultLevel.None;
        }

        private void Report(long timeMicroseconds)
        {
            byte level = _pressureLevel > _gasLevel ? _pressureLevel : _gasLevel;
            _faults.Observe(FaultId.GasRelease, level, timeMicroseconds);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _baselineMillipascals = image.Number(_baselineMillipascals);
            _baselineOhms = image.Number(_baselineOhms);
            _pressureLevel = (byte)image.Number(_pressureLevel);
            _gasLevel = (byte)image.Number(_gasLevel);
        }
    }
}

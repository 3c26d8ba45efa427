namespace AnodeGuard.Core
{
    /// <summary>
    /// Turns the transport model's figures into warnings. Depletion of either electrode counts alike: negative s is the
    /// counter electrode's.
    /// </summary>
    public sealed class DepletionWatch
    {
        /// <summary>0.02 in Q24: by so much s must fall back before a level ends.</summary>
        private const long HysteresisQ24 = 335544;

        private const long NearBit = 1L << FaultId.DepletionNear;

        private readonly FaultRegister _faults;
        private readonly long _warningQ24;
        private readonly long _alarmQ24;
        private readonly long _reactionMicroseconds;

        /// <summary>A watch with the settings' limits.</summary>
        public DepletionWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _warningQ24 = settings.DepletionWarningQ24;
            _alarmQ24 = settings.DepletionAlarmQ24;
            _reactionMicroseconds = settings.DepletionReactionMicroseconds;
            NearQ24 = _warningQ24 < _alarmQ24 ? _warningQ24 : _alarmQ24;
        }

        /// <summary>Below this |s|, while depletion never comes and nothing was told of it, <see cref="JudgeNear"/> has nothing to say.</summary>
        public readonly long NearQ24;

        /// <summary>Judges the state at the end of an interval; asked where it is depleted, or was.</summary>
        public void JudgeDepleted(long surfaceQ24, long timeMicroseconds)
        {
            bool depleted = surfaceQ24 >= Verdict.OneQ24 || surfaceQ24 <= -Verdict.OneQ24;
            _faults.Observe(FaultId.Depleted, depleted ? FaultLevel.Alarm : FaultLevel.None, timeMicroseconds);
        }

        /// <summary>Judges how near it is, the time left included; asked where it is near, where there is such a time, or where either was.</summary>
        public void JudgeNear(TransportModel transport, long timeMicroseconds)
        {
            FaultRegister faults = _faults;
            bool stirs = (faults.Unsettled & NearBit) != 0;
            long surface = transport.SurfaceQ24;
            long depletion = surface < 0 ? -surface : surface;
            long left = transport.DepletionMicroseconds;
            byte level = Near(transport.CurrentQ24, depletion, left, stirs ? faults.LevelOf(FaultId.DepletionNear) : FaultLevel.None);
            if (stirs || level != FaultLevel.None)
            {
                faults.Observe(FaultId.DepletionNear, level, timeMicroseconds);
            }
        }

        private byte Near(long currentQ24, long depletion, long left, byte present)
        {
            // Below the limiting current depletion never comes, however near to 1 s may settle.
            if (currentQ24 > Verdict.OneQ24 || currentQ24 < -Verdict.OneQ24)
            {
                long alarm = _alarmQ24 - (present == FaultLevel.Alarm ? HysteresisQ24 : 0);
                if (depletion >= alarm || (left != Verdict.Never && left < _reactionMicroseconds))
                {
                    return FaultLevel.Alarm;
                }
            }

            long warning = _warningQ24 - (present >= FaultLevel.Warning ? HysteresisQ24 : 0);
            return depletion >= warning ? FaultLevel.Warning : FaultLevel.None;
        }
    }
}

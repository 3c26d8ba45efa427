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

        private readonly GuardSettings _settings;
        private readonly FaultRegister _faults;

        /// <summary>A watch with the settings' limits.</summary>
        public DepletionWatch(GuardSettings settings, FaultRegister faults)
        {
            _settings = settings;
            _faults = faults;
        }

        /// <summary>Judges the state at the end of an interval.</summary>
        public void JudgeDepleted(TransportModel transport, long timeMicroseconds)
        {
            long depletion = Saturating.Abs(transport.SurfaceQ24);
            if (depletion >= Verdict.OneQ24 || (_faults.Unsettled & (1L << FaultId.Depleted)) != 0)
            {
                bool depleted = depletion >= Verdict.OneQ24;
                _faults.Observe(FaultId.Depleted, depleted ? FaultLevel.Alarm : FaultLevel.None, timeMicroseconds);
            }
        }

        /// <summary>Judges how near it is, the time left included.</summary>
        public void JudgeNear(TransportModel transport, long timeMicroseconds)
        {
            byte level = Near(transport, Saturating.Abs(transport.SurfaceQ24));
            if (level != FaultLevel.None || (_faults.Unsettled & (1L << FaultId.DepletionNear)) != 0)
            {
                _faults.Observe(FaultId.DepletionNear, level, timeMicroseconds);
            }
        }

        private byte Near(TransportModel transport, long depletion)
        {
            byte present = _faults.LevelOf(FaultId.DepletionNear);

            // Below the limiting current depletion never comes, however near to 1 s may settle.
            if (transport.CurrentQ24 > Verdict.OneQ24 || transport.CurrentQ24 < -Verdict.OneQ24)
            {
                long alarm = _settings.DepletionAlarmQ24 - (present == FaultLevel.Alarm ? HysteresisQ24 : 0);
                long left = transport.DepletionMicroseconds;
                if (depletion >= alarm || (left != Verdict.Never && left < _settings.DepletionReactionMicroseconds))
                {
                    return FaultLevel.Alarm;
                }
            }

            long warning = _settings.DepletionWarningQ24 - (present >= FaultLevel.Warning ? HysteresisQ24 : 0);
            return depletion >= warning ? FaultLevel.Warning : FaultLevel.None;
        }
    }
}

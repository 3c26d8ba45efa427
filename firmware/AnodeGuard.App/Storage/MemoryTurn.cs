namespace AnodeGuard.App
{
    /// <summary>
    /// Everything that uses the FRAM, in its order: what a trip needs first. It is the end of a turn of the safety loop, for the I2C bus
    /// has one user; not jobs of their own, for each would cost the scheduler some calls in every turn, and in most there is nothing to store.
    /// </summary>
    internal sealed class MemoryTurn
    {
        // Where the memory does not answer, a calibration is tried again once a second.
        private const int CyclesOfCalibration = 10;

        /// <summary>Raised where there may be something for <see cref="Run"/>.</summary>
        public readonly TurnWork Work;

        private readonly BootRecordKeeper _bootRecord;
        private readonly CalibrationKeeper _calibration;
        private readonly CommissioningKeeper _commissioning;
        private readonly AttemptKeeper _attempts;
        private readonly FaultLog _log;
        private readonly MemoryPorter _porter;
        private int _calibrationIn;

        public MemoryTurn(
            BootRecordKeeper bootRecord,
            CalibrationKeeper calibration,
            CommissioningKeeper commissioning,
            AttemptKeeper attempts,
            FaultLog log,
            MemoryPorter porter)
        {
            _bootRecord = bootRecord;
            _calibration = calibration;
            _commissioning = commissioning;
            _attempts = attempts;
            _log = log;
            _porter = porter;
            Work = log.Work;
            bootRecord.Work = Work;
            attempts.Work = Work;
        }

        /// <summary>At the end of a turn in which somebody waits.</summary>
        public void Run()
        {
            _bootRecord.Run();
            _attempts.Run();
            if (!_log.Run())
            {
                _porter.Run();
            }
        }

        /// <summary>At the end of a decision turn.</summary>
        public void KeepAtLeisure()
        {
            if (_calibration.IsPending)
            {
                _calibrationIn--;
                if (_calibrationIn <= 0)
                {
                    _calibrationIn = CyclesOfCalibration;
                    _calibration.Run();
                }
            }

            if (_commissioning.IsPending)
            {
                _commissioning.Run();
            }
        }
    }
}

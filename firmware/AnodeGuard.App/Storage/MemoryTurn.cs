namespace AnodeGuard.App
{
    /// <summary>
    /// Everything that uses the FRAM, in its order: what a trip needs first. It is the end of each of the safety loop's turns, for the I2C bus
    /// has one user; not jobs of their own, for each would cost the scheduler some calls in every turn, and in most there is nothing to store.
    /// </summary>
    internal sealed class MemoryTurn
    {
        // Where the memory does not answer, what is not urgent is tried again once a second, and ten times a second.
        private const int TurnsOfCommissioning = 5;
        private const int CommissioningsOfCalibration = 10;

        private readonly BootRecordKeeper _bootRecord;
        private readonly CalibrationKeeper _calibration;
        private readonly CommissioningKeeper _commissioning;
        private readonly AttemptKeeper _attempts;
        private readonly FaultLog _log;
        private readonly MemoryPorter _porter;
        private int _turnsLeft;
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
        }

        /// <summary>At the end of a turn.</summary>
        public void Run()
        {
            _bootRecord.Run();
            _turnsLeft--;
            if (_turnsLeft <= 0)
            {
                _turnsLeft = TurnsOfCommissioning;
                KeepAtLeisure();
            }

            _attempts.Run();
            if (!_log.Run())
            {
                _porter.Run();
            }
        }

        private void KeepAtLeisure()
        {
            _calibrationIn--;
            if (_calibrationIn <= 0)
            {
                _calibrationIn = CommissioningsOfCalibration;
                _calibration.Run();
            }

            _commissioning.Run();
        }
    }
}

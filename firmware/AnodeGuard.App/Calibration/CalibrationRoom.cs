using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>The calibration's parts, put together for a board.</summary>
    public sealed class CalibrationRoom
    {
        /// <param name="board">Measures and keeps.</param>
        public CalibrationRoom(IBoard board)
        {
            Table = new CalibrationTable();
            Keeper = new CalibrationKeeper(board.Memory, Table);
            Calibrator = new Calibrator(Table, Keeper, board.Clock);
            Measurement = new CalibratedMeasurement(board.Measurement, Table, Calibrator);
        }

        /// <summary>The constants in force.</summary>
        public CalibrationTable Table { get; }

        /// <summary>Keeps them.</summary>
        public CalibrationKeeper Keeper { get; }

        /// <summary>Takes points.</summary>
        public Calibrator Calibrator { get; }

        /// <summary>The board's measurement, calibrated.</summary>
        public IMeasurement Measurement { get; }
    }
}

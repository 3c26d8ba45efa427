using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The board's measurement with the calibration applied, and the place where a calibration in progress gets its raw
    /// readings. A channel that was not read in a turn keeps its value, which is corrected already.
    /// </summary>
    public sealed class CalibratedMeasurement : IMeasurement
    {
        private readonly IMeasurement _board;
        private readonly CalibrationTable _table;
        private readonly Calibrator _calibrator;
        private readonly long[] _seenMicroseconds = new long[CalibrationQuantity.Count];
        private long _meanSeenMicroseconds = long.MinValue;

        /// <param name="board">Measures.</param>
        /// <param name="table">The constants in force.</param>
        /// <param name="calibrator">Sees every raw reading.</param>
        public CalibratedMeasurement(IMeasurement board, CalibrationTable table, Calibrator calibrator)
        {
            _board = board;
            _table = table;
            _calibrator = calibrator;
            for (int i = 0; i < _seenMicroseconds.Length; i++)
            {
                _seenMicroseconds[i] = long.MinValue;
            }
        }

        /// <inheritdoc/>
        public bool TryStart(bool gasSensorFitted, out string problem)
        {
            return _board.TryStart(gasSensorFitted, out problem);
        }

        /// <inheritdoc/>
        public void SampleFast(Snapshot into)
        {
            _board.SampleFast(into);
            Correct(CalibrationQuantity.Sense, into.SenseMicrovolts);
        }

        /// <inheritdoc/>
        public void SampleCycle(Snapshot into)
        {
            _board.SampleCycle(into);
            Correct(CalibrationQuantity.Cell, into.CellMicrovolts);
            Correct(CalibrationQuantity.CellBipolar, into.CellBipolarMicrovolts);
            Correct(CalibrationQuantity.CellTemperature, into.CellMillicelsius);
            Correct(CalibrationQuantity.Current, into.CurrentNanoamperes);
            Sample mean = into.MeanCurrentNanoamperes;
            if (mean.IsValid && mean.TimeMicroseconds != _meanSeenMicroseconds)
            {
                _meanSeenMicroseconds = mean.TimeMicroseconds;
                mean.Value = _table.Correct(CalibrationQuantity.Current, mean.Value);
            }
        }

        /// <inheritdoc/>
        public void SampleAside(Snapshot into)
        {
            _board.SampleAside(into);
        }

        private void Correct(int quantity, Sample sample)
        {
            long time = sample.TimeMicroseconds;
            Validity validity = sample.Validity;
            if (time == _seenMicroseconds[quantity] || validity == Validity.NotFitted)
            {
                return;
            }

            _seenMicroseconds[quantity] = time;
            if (_calibrator.IsTaking)
            {
                _calibrator.See(quantity, sample);
            }

            if (validity == Validity.Valid)
            {
                sample.Value = _table.Correct(quantity, sample.Value);
            }
        }
    }
}

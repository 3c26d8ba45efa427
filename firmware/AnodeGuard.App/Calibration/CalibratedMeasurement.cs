using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The board's measurement with the calibration applied, and the place where a calibration in progress gets its raw
    /// readings. A channel that was not read in a turn keeps its value, which is corrected already. Without constants and without
    /// a calibration in progress (<see cref="CalibrationTable.Matters"/>) it does nothing, and the safety loop goes to the board directly.
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
        public void SampleFast(Snapshot into, long now)
        {
            _board.SampleFast(into, now);

            // Read anew in every turn: nothing in it was corrected before.
            Sample sense = into.SenseMicrovolts;
            Validity validity = sense.Validity;
            if (_calibrator.IsTaking && validity != Validity.NotFitted)
            {
                _calibrator.See(CalibrationQuantity.Sense, sense);
            }

            if (validity == Validity.Valid)
            {
                sense.Value = _table.Correct(CalibrationQuantity.Sense, sense.Value);
            }
        }

        /// <inheritdoc/>
        public void SampleCycle(Snapshot into)
        {
            CalibrationTable table = _table;
            if (table.Begins)
            {
                table.Begins = false;
                Begin(into);
            }

            _board.SampleCycle(into);
            if (!table.Matters)
            {
                return;
            }

            bool taking = _calibrator.IsTaking;
            Correct(CalibrationQuantity.Cell, taking, into.CellMicrovolts);
            Correct(CalibrationQuantity.CellBipolar, taking, into.CellBipolarMicrovolts);
            Correct(CalibrationQuantity.CellTemperature, taking, into.CellMillicelsius);
            Correct(CalibrationQuantity.Current, taking, into.CurrentNanoamperes);
            Sample mean = into.MeanCurrentNanoamperes;
            if (mean.IsValid && mean.TimeMicroseconds != _meanSeenMicroseconds)
            {
                _meanSeenMicroseconds = mean.TimeMicroseconds;
                mean.Value = table.Correct(CalibrationQuantity.Current, mean.Value);
            }
        }

        /// <inheritdoc/>
        public void SampleAside(Snapshot into)
        {
            _board.SampleAside(into);
        }

        /// <summary>What is there from before was not read for the constants or the calibration that begins now.</summary>
        private void Begin(Snapshot into)
        {
            _seenMicroseconds[CalibrationQuantity.Cell] = into.CellMicrovolts.TimeMicroseconds;
            _seenMicroseconds[CalibrationQuantity.CellBipolar] = into.CellBipolarMicrovolts.TimeMicroseconds;
            _seenMicroseconds[CalibrationQuantity.CellTemperature] = into.CellMillicelsius.TimeMicroseconds;
            _seenMicroseconds[CalibrationQuantity.Current] = into.CurrentNanoamperes.TimeMicroseconds;
            _meanSeenMicroseconds = into.MeanCurrentNanoamperes.TimeMicroseconds;
        }

        private void Correct(int quantity, bool taking, Sample sample)
        {
            long time = sample.TimeMicroseconds;
            Validity validity = sample.Validity;
            if (time == _seenMicroseconds[quantity] || validity == Validity.NotFitted)
            {
                return;
            }

            _seenMicroseconds[quantity] = time;
            if (taking)
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

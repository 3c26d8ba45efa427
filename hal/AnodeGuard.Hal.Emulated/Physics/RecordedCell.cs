using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Plays a recording instead of physics. It does not react: opening the switch only takes the current away.</summary>
    public sealed class RecordedCell : ICellSource
    {
        private const long LongestSegmentMicroseconds = 100_000;
        private const double RoomCelsius = 25;

        // A recorded sense voltage is followed at once; a synthetic one is held as a healthy layer holds it.
        private readonly SenseLayerDesign _sense;
        private readonly ICellRecording _recording;
        private readonly long[] _timeMicroseconds;
        private int _row;

        internal RecordedCell(ICellRecording recording, SenseLayerDesign sense, long startMicroseconds)
        {
            Check(recording);
            _recording = recording;
            _sense = sense;
            StartMicroseconds = startMicroseconds;
            _timeMicroseconds = new long[recording.TimeSeconds.Length];
            for (int i = 0; i < _timeMicroseconds.Length; i++)
            {
                double seconds = recording.TimeSeconds[i] - recording.TimeSeconds[0];
                _timeMicroseconds[i] = startMicroseconds + (long)Math.Round(seconds * 1e6);
            }
        }

        /// <summary>Virtual time of the first row. Before it the first row's voltage stands, without current.</summary>
        public long StartMicroseconds { get; }

        /// <summary>Virtual time of the last row; after it the last voltage stands, without current.</summary>
        public long EndMicroseconds
        {
            get { return _timeMicroseconds[^1]; }
        }

        void ICellSource.Begin(long nowMicroseconds, bool circuitClosed, CellOutput output)
        {
            while (_row < _timeMicroseconds.Length && _timeMicroseconds[_row] <= nowMicroseconds)
            {
                _row++;
            }

            bool between = _row > 0 && _row < _timeMicroseconds.Length;
            int before = Math.Max(_row - 1, 0);
            int after = Math.Min(_row, _timeMicroseconds.Length - 1);
            double seconds = between ? (_timeMicroseconds[after] - _timeMicroseconds[before]) * 1e-6 : 0;
            double part = between ? (nowMicroseconds - _timeMicroseconds[before]) * 1e-6 / seconds : 0;
            output.Amperes = between && circuitClosed ? _recording.Amperes[after] : 0;
            output.Volts = Between(_recording.Volts, before, after, part);
            output.VoltsPerSecond = between ? (_recording.Volts[after] - _recording.Volts[before]) / seconds : 0;
            output.Celsius = _recording.Celsius == null ? RoomCelsius : Between(_recording.Celsius, before, after, part);
            output.SenseEquilibriumVolts = _recording.SenseVolts == null
                ? Healthy(nowMicroseconds * 1e-6)
                : Between(_recording.SenseVolts, before, after, part);
            output.SenseShiftVolts = 0;
            output.ContactSiemens = 0;
            long next = _row < _timeMicroseconds.Length ? _timeMicroseconds[_row] : long.MaxValue;
            output.UntilMicroseconds = Math.Min(next, nowMicroseconds + LongestSegmentMicroseconds);
        }

        void ICellSource.Advance(long fromMicroseconds, long toMicroseconds)
        {
        }

        private static double Between(double[] values, int before, int after, double part)
        {
            return values[before] + ((values[after] - values[before]) * part);
        }

        private static void Check(ICellRecording recording)
        {
            double[] time = recording.TimeSeconds;
            if (time == null || time.Length < 2)
            {
                throw new ArgumentException("a recording needs at least two rows");
            }

            CheckColumn(recording.Volts, "voltage", time.Length, true);
            CheckColumn(recording.Amperes, "current", time.Length, true);
            CheckColumn(recording.Celsius, "temperature", time.Length, false);
            CheckColumn(recording.SenseVolts, "sense voltage", time.Length, false);
            for (int i = 1; i < time.Length; i++)
            {
                if (!(time[i] > time[i - 1]))
                {
                    throw new ArgumentException("the recording's time does not rise at row " + (i + 1));
                }
            }
        }

        private static void CheckColumn(double[] column, string name, int rows, bool needed)
        {
            if (column == null && !needed)
            {
                return;
            }

            if (column == null || column.Length != rows)
            {
                throw new ArgumentException("the recording's " + name + " must have " + rows + " rows");
            }

            int bad = Array.FindIndex(column, x => !double.IsFinite(x));
            if (bad >= 0)
            {
                throw new ArgumentException("the recording's " + name + " is no number at row " + (bad + 1));
            }
        }

        private double Healthy(double seconds)
        {
            return _sense.EquilibriumVolts + (_sense.DriftVolts * Math.Sin(2 * Math.PI * seconds / _sense.DriftPeriod));
        }
    }
}

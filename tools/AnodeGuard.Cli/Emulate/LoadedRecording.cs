using System.Collections.Generic;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>A recording in memory, for the emulated board to play. Read by the same readers as `replay`.</summary>
    internal sealed class LoadedRecording : ICellRecording
    {
        private LoadedRecording(List<double> time, List<double> volts, List<double> amperes, List<double> celsius, List<double> sense)
        {
            TimeSeconds = time.ToArray();
            Volts = volts.ToArray();
            Amperes = amperes.ToArray();
            Celsius = Filled(celsius);
            SenseVolts = Filled(sense);
        }

        /// <inheritdoc/>
        public double[] TimeSeconds { get; }

        /// <inheritdoc/>
        public double[] Volts { get; }

        /// <inheritdoc/>
        public double[] Amperes { get; }

        /// <inheritdoc/>
        public double[] Celsius { get; }

        /// <inheritdoc/>
        public double[] SenseVolts { get; }

        /// <summary>From the first row to the last, seconds.</summary>
        public double Length_s
        {
            get { return TimeSeconds[^1] - TimeSeconds[0]; }
        }

        /// <summary>Reads a file. Of rows with one time stamp the last is kept.</summary>
        /// <exception cref="InputException">It cannot be used.</exception>
        public static LoadedRecording Load(string path)
        {
            List<double> time = new List<double>();
            List<double> volts = new List<double>();
            List<double> amperes = new List<double>();
            List<double> celsius = new List<double>();
            List<double> sense = new List<double>();
            using (IRecording recording = RecordingFile.Open(path))
            {
                RecordingRow row = default;
                while (recording.Read(ref row))
                {
                    double seconds = row.TimeMicroseconds / 1e6;
                    if (time.Count > 0 && time[^1] == seconds)
                    {
                        RemoveLast(time, volts, amperes, celsius, sense);
                    }

                    time.Add(seconds);
                    volts.Add(row.CellMicrovolts / 1e6);
                    amperes.Add(row.CurrentNanoamperes / 1e9);
                    celsius.Add(row.HasTemperature ? row.CellMillicelsius / 1e3 : double.NaN);
                    sense.Add(row.HasSense ? row.SenseMicrovolts / 1e6 : double.NaN);
                }
            }

            if (time.Count < 2)
            {
                throw new InputException(Path.GetFileName(path) + ": has fewer than two rows: nothing to play");
            }

            return new LoadedRecording(time, volts, amperes, celsius, sense);
        }

        private static void RemoveLast(params List<double>[] columns)
        {
            foreach (List<double> column in columns)
            {
                column.RemoveAt(column.Count - 1);
            }
        }

        /// <summary>Holds the last value where a row has none; null where no row has any.</summary>
        private static double[] Filled(List<double> column)
        {
            double last = column.FirstOrDefault(value => !double.IsNaN(value), double.NaN);
            if (double.IsNaN(last))
            {
                return null;
            }

            return column.Select(value => last = double.IsNaN(value) ? last : value).ToArray();
        }
    }
}

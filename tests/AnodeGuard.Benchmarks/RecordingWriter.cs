using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace AnodeGuard.Benchmarks
{
    /// <summary>Recordings to measure with: ten samples a second, charge and discharge by turns, noise on everything.</summary>
    internal static class RecordingWriter
    {
        private const int HalfCycleRows = 36000;

        /// <summary>The fewest columns that a replay needs, and the sense voltage.</summary>
        public static void WriteNarrow(string path, int rows)
        {
            Write(path, rows, "time_s,voltage_v,current_a,sense_v\n", (writer, row) => writer.Write(
                string.Format(CultureInfo.InvariantCulture, "{0:0.0},{1:0.0000},{2:0.000000},{3:0.0000}\n", row.Time, row.Volts, row.Amperes, row.Sense)));
        }

        /// <summary>Battery Data Format: the columns it requires, those it recommends, and the sense voltage.</summary>
        public static void WriteBdf(string path, int rows)
        {
            const string Header = "Test Time / s,Voltage / V,Current / A,Unix Time / s,Cycle Count / 1,Step Count / 1,Ambient Temperature / degC,Sense Voltage / V\n";
            const double Start = 1767225600;
            Write(path, rows, Header, (writer, row) => writer.Write(string.Format(
                CultureInfo.InvariantCulture,
                "{0:0.0},{1:0.0000},{2:0.000000},{3:0.0},{4},{5},{6:0.00},{7:0.0000}\n",
                row.Time, row.Volts, row.Amperes, Start + row.Time, (row.Index / (2 * HalfCycleRows)) + 1, (row.Index / HalfCycleRows) + 1, 25 + (row.Volts / 10), row.Sense)));
        }

        /// <summary>The columns of an Arbin export with an auxiliary voltage.</summary>
        public static void WriteWide(string path, int rows)
        {
            const string Header = "Data_Point,Date_Time,Test_Time(s),Step_Time(s),Cycle_Index,Step_Index,Current(A),Voltage(V),Charge_Capacity(Ah),Discharge_Capacity(Ah),Aux_Temperature_1(C),Sense Voltage(V)\n";
            DateTime start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
            Write(path, rows, Header, (writer, row) => writer.Write(string.Format(
                CultureInfo.InvariantCulture,
                "{0},{1:MM/dd/yyyy HH:mm:ss},{2:0.0},{3:0.0},{4},{5},{6:0.000000},{7:0.0000},{8:0.0000000},{9:0.0000000},{10:0.00},{11:0.0000}\n",
                row.Index + 1, start.AddSeconds(row.Time), row.Time, row.Index % HalfCycleRows * 0.1, (row.Index / (2 * HalfCycleRows)) + 1, (row.Index / HalfCycleRows % 2) + 1,
                row.Amperes, row.Volts, row.Charge, row.Discharge, 25 + (row.Volts / 10), row.Sense)));
        }

        private static void Write(string path, int rows, string header, Action<StreamWriter, Row> write)
        {
            Random random = new Random(1);
            double charge = 0;
            double discharge = 0;
            using (StreamWriter writer = new StreamWriter(path, false, Encoding.ASCII, 1 << 16))
            {
                writer.Write(header);
                for (int i = 0; i < rows; i++)
                {
                    double sign = i / HalfCycleRows % 2 == 0 ? 1 : -1;
                    double amperes = (0.002 * sign) + (0.000001 * random.NextDouble());
                    charge += sign > 0 && i > 0 ? amperes * 0.1 / 3600 : 0;
                    discharge += sign < 0 ? -amperes * 0.1 / 3600 : 0;
                    write(writer, new Row(i, i * 0.1, 3.7 + (0.1 * sign) + (0.0002 * random.NextDouble()), amperes, 3.0 + (0.0005 * random.NextDouble()), charge, discharge));
                }
            }
        }

        private readonly record struct Row(int Index, double Time, double Volts, double Amperes, double Sense, double Charge, double Discharge);
    }
}

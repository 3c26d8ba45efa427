using System;
using System.Globalization;
using System.IO;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>What <see cref="TurnCount"/> found, as numbers that come out of a context of its own.</summary>
    internal sealed class TurnFigures
    {
        public const int FastTurn = 0;
        public const int DecisionTurn = 1;
        public const int Cycle = 2;

        public const int Sampling = 0;
        public const int Core = 1;
        public const int Recorder = 2;
        public const int Rest = 3;
        public const int AppAndDrivers = 4;
        public const int Firmware = 5;
        public const int Platform = 6;
        public const int NativeCalls = 7;

        /// <summary>In the order of the constants above.</summary>
        public static readonly Func<TurnCost, long>[] All =
        [
            turn => turn.Sampling, turn => turn.Core, turn => turn.Recorder, turn => turn.Rest, turn => turn.AppAndDrivers, turn => turn.All, turn => turn.Platform, turn => turn.NativeCalls,
        ];

        private static readonly string[] Names =
        [
            "sampling (drivers, calibration)", "core", "flight recorder", "rest (scheduler, acting, telling, FRAM)", "application and drivers", "the firmware", "(platform's managed code)", "(native IO calls)",
        ];

        private readonly long[] _numbers;

        /// <param name="numbers">Mean and most of each figure: of fast turns, of decision turns, of cycles; then the reporting jobs in a second.</param>
        public TurnFigures(long[] numbers)
        {
            _numbers = numbers;
        }

        /// <summary>Instructions of the reporting jobs in a second.</summary>
        public long ReportingPerSecond
        {
            get { return _numbers[^1]; }
        }

        public long Mean(int kind, int figure)
        {
            return _numbers[((kind * All.Length) + figure) * 2];
        }

        public long Most(int kind, int figure)
        {
            return _numbers[(((kind * All.Length) + figure) * 2) + 1];
        }

        public void Write(TextWriter output)
        {
            output.WriteLine("| mean / most | fast turn | decision turn | cycle |");
            output.WriteLine("|---|---|---|---|");
            for (int figure = 0; figure < All.Length; figure++)
            {
                output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1} | {2} | {3} |", Names[figure], Both(FastTurn, figure), Both(DecisionTurn, figure), Both(Cycle, figure)));
            }

            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "reporting jobs: {0:N0} instructions a second", ReportingPerSecond));
        }

        private string Both(int kind, int figure)
        {
            return string.Format(CultureInfo.InvariantCulture, "{0:N0} / {1:N0}", Mean(kind, figure), Most(kind, figure));
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>All cases of a class together.</summary>
    internal sealed class ClassResult
    {
        public ClassResult(CaseClass kind, IReadOnlyList<CaseOutcome> cases)
        {
            Class = kind;
            Cases = cases;
            CaseOutcome[] happened = cases.Where(outcome => !kind.IsInnocent && outcome.Happened).ToArray();
            Happened = happened.Length;
            Detected = happened.Count(outcome => outcome.Detected_s != null);
            InTime = happened.Count(outcome => outcome.IsInTime(outcome.Detected_s));
            InTimeWith = happened.Count(outcome => outcome.IsInTime(outcome.DetectedWith_s));
            FalseAlarms = cases.Count(outcome => outcome.IsFalseAlarm);
            FalseAlarmsWith = cases.Count(outcome => outcome.IsFalseAlarmWith);
            Exposure_h = cases.Sum(outcome => outcome.Exposure_h);
            Latencies_s = Sorted(happened.Select(outcome => outcome.Latency_s));
            Leads_s = Sorted(happened.Select(outcome => outcome.Lead_s));
            Dips = cases.Sum(outcome => outcome.Dips);
            DipsCounted = cases.Sum(outcome => outcome.DipsCounted);
            FalseDips = cases.Sum(outcome => outcome.FalseDips);
        }

        public CaseClass Class { get; }

        public IReadOnlyList<CaseOutcome> Cases { get; }

        /// <summary>Cases in which the fault came about.</summary>
        public int Happened { get; }

        /// <summary>Found by the firmware alone.</summary>
        public int Detected { get; }

        /// <summary>Found early enough.</summary>
        public int InTime { get; }

        /// <summary>The same with the hardware comparator on.</summary>
        public int InTimeWith { get; }

        /// <summary>Trips with nothing wrong.</summary>
        public int FalseAlarms { get; }

        public int FalseAlarmsWith { get; }

        /// <summary>Time without a fault, hours.</summary>
        public double Exposure_h { get; }

        /// <summary>From onset to detection, ascending.</summary>
        public IReadOnlyList<double> Latencies_s { get; }

        /// <summary>From detection to the danger, ascending; below 0: too late.</summary>
        public IReadOnlyList<double> Leads_s { get; }

        public int Dips { get; }

        public int DipsCounted { get; }

        public int FalseDips { get; }

        /// <summary>The value below which this part of the sorted values lies; null where there are none.</summary>
        public static double? Quantile(IReadOnlyList<double> sorted, double part)
        {
            return sorted.Count == 0 ? null : sorted[(int)System.Math.Min(sorted.Count - 1, System.Math.Floor(part * sorted.Count))];
        }

        private static double[] Sorted(IEnumerable<double?> values)
        {
            return values.Where(value => value != null).Select(value => value.Value).Order().ToArray();
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>One threshold's worth.</summary>
    /// <param name="Threshold">The threshold.</param>
    /// <param name="DetectionRate">Share of the faults found in time with it.</param>
    /// <param name="FalseAlarmsPer1000h">Cases without a fault in which it would have tripped, per 1,000 h.</param>
    internal readonly record struct RocPoint(double Threshold, double DetectionRate, double FalseAlarmsPer1000h);

    /// <summary>
    /// What another threshold would give, from the scores that were recorded while the firmware ran with its own: a case
    /// without a fault counts as one false alarm at the first crossing, since an alarm latches.
    /// </summary>
    internal sealed class RocCurve
    {
        private RocCurve(string name, string score, double inUse, IReadOnlyList<RocPoint> points)
        {
            Name = name;
            Score = score;
            InUse = inUse;
            Points = points;
        }

        public string Name { get; }

        /// <summary>What the threshold is of.</summary>
        public string Score { get; }

        /// <summary>The threshold the firmware uses.</summary>
        public double InUse { get; }

        public IReadOnlyList<RocPoint> Points { get; }

        /// <summary>Depth of the sense voltage; faults: contacts with the anode up to 100 kohm.</summary>
        public static RocCurve Contact(IReadOnlyList<CaseOutcome> all, Func<CaseOutcome, bool> isContact)
        {
            const double Shallow = 0.15;
            return Make("contact-depth", "fall of the sense voltage below its slow baseline over 120 ms, part of the commissioned baseline", Shallow, Sweep.ContactDepths, all, isContact, outcome => outcome.Danger_s, recorder => recorder.Contact);
        }

        /// <summary>The fast criterion, two samples deep; faults as before.</summary>
        public static RocCurve Collapse(IReadOnlyList<CaseOutcome> all, Func<CaseOutcome, bool> isContact)
        {
            const double Deep = 0.4;
            return Make("sense-collapse", "fall of the sense voltage below its slow baseline over two samples, part of the commissioned baseline", Deep, Sweep.Collapses, all, isContact, outcome => outcome.Danger_s, recorder => recorder.Collapse);
        }

        /// <summary>Collapse of the cell's voltage; faults: pierced separators, found within their deadline.</summary>
        public static RocCurve HardShort(IReadOnlyList<CaseOutcome> all)
        {
            const double InUse = 0.8;
            return Make("hard-short-fall", "fall of the cell's voltage within a sample or two, part of what it was", InUse, Sweep.CellCollapses, all, outcome => outcome.Class.Name == "hard-short", Latest, recorder => recorder.CellCollapse);
        }

        /// <summary>
        /// Signs of a soft short at once. A case ends when it is found, so that nothing is known of more signs than the firmware
        /// asks for.
        /// </summary>
        public static RocCurve SoftShort(IReadOnlyList<CaseOutcome> all)
        {
            const double InUse = 2;
            return Make("soft-short-signs", "independent signs of a soft short at once", InUse, Sweep.Signs, all, outcome => outcome.Class.Name == "soft-short", Latest, recorder => recorder.SoftShort);
        }

        /// <summary>Surface depletion beyond J*; faults: depletions.</summary>
        public static RocCurve Depletion(IReadOnlyList<CaseOutcome> all, Func<CaseOutcome, bool> isDepletion)
        {
            const double Alarm = 0.9;
            return Make("depletion-level", "surface depletion |s| while the current exceeds J*", Alarm, Sweep.Depletions, all, isDepletion, outcome => outcome.Danger_s, recorder => recorder.Depletion);
        }

        /// <summary>
        /// Depth of a counted dip. What the firmware does not count has no depth, so the curve begins at its own least
        /// threshold; false alarms are false counts.
        /// </summary>
        public static RocCurve MicroShort(IReadOnlyList<CaseOutcome> all)
        {
            const double InUse = 0.01;
            const int Steps = 36;
            CaseOutcome[] quiet = all.Where(outcome => outcome.Class.IsInnocent).ToArray();
            double hours = quiet.Sum(outcome => outcome.Exposure_h);
            int dips = all.Sum(outcome => outcome.Dips);
            List<RocPoint> points = new List<RocPoint>();
            for (int i = 0; i < Steps; i++)
            {
                double threshold = Math.Round(InUse + (0.002 * i), 6);
                int found = all.Sum(outcome => outcome.DipsDeeper(threshold));
                int wrong = quiet.Sum(outcome => outcome.FalseDipsDeeper(threshold));
                points.Add(new RocPoint(threshold, dips == 0 ? double.NaN : (double)found / dips, hours > 0 ? wrong / hours * 1000 : double.NaN));
            }

            return new RocCurve("micro-short-depth", "depth of a counted dip of the cell's voltage, V", InUse, points);
        }

        private static double? Latest(CaseOutcome outcome)
        {
            return outcome.Onset_s + outcome.Class.Deadline_s;
        }

        // What crosses before there is anything to be found has found nothing.
        private static bool IsFound(double? crossed_s, CaseOutcome outcome, double? latest_s)
        {
            return crossed_s >= (outcome.Onset_s ?? 0) && crossed_s < latest_s;
        }

        private static RocCurve Make(
            string name, string score, double inUse, double[] thresholds, IReadOnlyList<CaseOutcome> all, Func<CaseOutcome, bool> isFault, Func<CaseOutcome, double?> latest, Func<CaseRecorder, Sweep> sweepOf)
        {
            CaseOutcome[] faults = all.Where(outcome => isFault(outcome) && outcome.Happened && latest(outcome) != null).ToArray();
            CaseOutcome[] quiet = all.Where(outcome => outcome.Class.IsInnocent).ToArray();
            double hours = quiet.Sum(outcome => outcome.Exposure_h);
            List<RocPoint> points = new List<RocPoint>();
            for (int i = 0; i < thresholds.Length; i++)
            {
                int index = i;
                int found = faults.Count(outcome => IsFound(sweepOf(outcome.Recorder).At(index) / 1e6, outcome, latest(outcome)));
                int wrong = quiet.Count(outcome => sweepOf(outcome.Recorder).At(index) != null);
                points.Add(new RocPoint(thresholds[i], faults.Length == 0 ? double.NaN : (double)found / faults.Length, hours > 0 ? wrong / hours * 1000 : double.NaN));
            }

            return new RocCurve(name, score, inUse, points);
        }
    }
}

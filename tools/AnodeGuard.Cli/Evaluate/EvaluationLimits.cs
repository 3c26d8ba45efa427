using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>What the product promises, and whether an evaluation holds it. All with the hardware comparator off.</summary>
    internal static class EvaluationLimits
    {
        /// <summary>Names for --fail-on, besides `any`.</summary>
        public static readonly IReadOnlyList<string> Names = new[] { "contact", "false-alarm", "micro-short", "not-ready" };

        private const double FalseAlarmsPer1000h = 1;

        /// <summary>Each limit with its words; true where it holds.</summary>
        public static IEnumerable<(string Name, bool Holds, string Words)> Judge(Evaluation evaluation)
        {
            ClassResult contacts = evaluation.Contacts;
            yield return ("contact", contacts.InTime == contacts.Happened,
                Text(contacts.InTime) + " of " + Text(contacts.Happened) + " contacts of up to 100 kohm found before the short");
            yield return ("false-alarm", evaluation.FalseAlarmRate <= FalseAlarmsPer1000h,
                Text(evaluation.FalseAlarms) + " false alarms in " + evaluation.Exposure_h.ToString("0", CultureInfo.InvariantCulture) + " h without a fault");
            ClassResult micro = evaluation.Classes.FirstOrDefault(result => result.Dips > 0);
            yield return ("micro-short", micro == null || micro.DipsCounted == micro.Dips,
                Text(micro?.DipsCounted ?? 0) + " of " + Text(micro?.Dips ?? 0) + " micro-shorts counted within a second of their end");
            int notReady = evaluation.Outcomes.Count(outcome => !outcome.IsReady);
            yield return ("not-ready", notReady == 0, Text(notReady) + " cases in which the firmware never became ready");
        }

        /// <summary>The limits of an option's value.</summary>
        /// <exception cref="InputException">One of them does not exist.</exception>
        public static IReadOnlyList<string> Parse(string text, string option)
        {
            if (text == null)
            {
                return Array.Empty<string>();
            }

            string[] asked = text == "any" ? Names.ToArray() : text.Split(',');
            string stranger = asked.FirstOrDefault(name => !Names.Contains(name));
            return stranger == null
                ? asked
                : throw new InputException(option + ": '" + stranger + "' is no limit (accepted: any, or a list of " + string.Join(", ", Names) + ")");
        }

        private static string Text(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }
    }
}

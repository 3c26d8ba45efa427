using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>
    /// Many cases, every second one innocent. A case is drawn from the seed and its own number alone, so the result does
    /// not depend on cores or order, and any case can be run again by itself.
    /// </summary>
    internal sealed class Evaluation
    {
        private readonly CaseOutcome[] _outcomes;
        private readonly int[] _numbers;

        /// <summary>An evaluation.</summary>
        /// <param name="scenarios">How many cases.</param>
        /// <param name="seed">Of all of them.</param>
        /// <param name="innocentHours">Length of an innocent case.</param>
        /// <param name="only">Run this case alone; null: all.</param>
        /// <param name="classes">Run the cases of these classes alone; empty: all.</param>
        public Evaluation(int scenarios, long seed, double innocentHours, int? only, IReadOnlyCollection<string> classes)
        {
            Scenarios = scenarios;
            Seed = seed;
            InnocentHours = innocentHours;
            _numbers = (only == null ? Enumerable.Range(0, scenarios) : new[] { only.Value })
                .Where(number => classes.Count == 0 || classes.Contains(ClassOf(number).Name)).ToArray();
            _outcomes = new CaseOutcome[_numbers.Length];
        }

        public int Scenarios { get; }

        public long Seed { get; }

        public double InnocentHours { get; }

        /// <summary>All outcomes, by number.</summary>
        public IReadOnlyList<CaseOutcome> Outcomes
        {
            get { return _outcomes; }
        }

        public int Count
        {
            get { return _numbers.Length; }
        }

        /// <summary>Classes that were run, faults first, each in the order of its list.</summary>
        public IReadOnlyList<ClassResult> Classes { get; private set; }

        /// <summary>ROC curves.</summary>
        public IReadOnlyList<RocCurve> Curves { get; private set; }

        /// <summary>Contacts of up to 100 kohm, all together.</summary>
        public ClassResult Contacts { get; private set; }

        /// <summary>Exposure without a fault, hours, before onsets included.</summary>
        public double Exposure_h { get; private set; }

        public int FalseAlarms { get; private set; }

        public int FalseAlarmsWith { get; private set; }

        /// <summary>False alarms per 1,000 h.</summary>
        public double FalseAlarmRate
        {
            get { return Exposure_h > 0 ? FalseAlarms / Exposure_h * 1000 : 0; }
        }

        /// <summary>The class of a case.</summary>
        public static CaseClass ClassOf(int number)
        {
            IReadOnlyList<CaseClass> list = number % 2 == 0 ? InnocentCases.All : FaultCases.All;
            return list[number / 2 % list.Count];
        }

        /// <summary>Runs all, on all cores.</summary>
        /// <param name="done">Called after each, from any thread.</param>
        /// <param name="cancellation">Ends it early, with an exception.</param>
        public void Run(Action done, CancellationToken cancellation)
        {
            // Longest first, so that no core is left with a long one at the end.
            int[] order = Enumerable.Range(0, _numbers.Length).OrderBy(i => _numbers[i] % 2).ToArray();
            ParallelOptions how = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
            int next = -1;
            Parallel.For(0, order.Length, how, _ =>
            {
                int i = order[Interlocked.Increment(ref next)];
                int number = _numbers[i];
                _outcomes[i] = CaseOutcome.Of(number, ClassOf(number), SeedOf(number), InnocentHours, cancellation);
                done();
            });
            cancellation.ThrowIfCancellationRequested();
            SumUp();
        }

        private static bool IsContact(CaseOutcome outcome)
        {
            return outcome.Class.Danger == Danger.Short && outcome.Class.Name != "contact-100-kohm";
        }

        private long SeedOf(int number)
        {
            return (long)(new SeededRandom(Seed, number).NextBits() >> 1);
        }

        private void SumUp()
        {
            Classes = FaultCases.All.Concat(InnocentCases.All).GroupBy(kind => kind.Name)
                .Select(kinds => new ClassResult(kinds.First(), _outcomes.Where(outcome => outcome.Class.Name == kinds.Key).ToArray()))
                .Where(result => result.Cases.Count > 0).ToArray();
            Contacts = new ClassResult(FaultCases.All[0], _outcomes.Where(IsContact).ToArray());
            Exposure_h = _outcomes.Sum(outcome => outcome.Exposure_h);
            FalseAlarms = _outcomes.Count(outcome => outcome.IsFalseAlarm);
            FalseAlarmsWith = _outcomes.Count(outcome => outcome.IsFalseAlarmWith);
            Curves = new[]
            {
                RocCurve.Contact(_outcomes, IsContact),
                RocCurve.Collapse(_outcomes, IsContact),
                RocCurve.HardShort(_outcomes),
                RocCurve.SoftShort(_outcomes),
                RocCurve.Depletion(_outcomes, outcome => outcome.Class.Danger == Danger.Depletion),
                RocCurve.MicroShort(_outcomes),
            };
        }
    }
}

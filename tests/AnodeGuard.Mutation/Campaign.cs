using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace AnodeGuard.Mutation
{
    /// <summary>
    /// Tries mutants against the tests that reach them until one fails: those first that are about the mutant's file and
    /// quick, more so where they caught others of it. A mutant that no test reaches survives, and so does one that outlives
    /// the patience given to each: the figure errs to the low side only.
    /// </summary>
    internal sealed class Campaign
    {
        /// <summary>How the line of a survivor begins.</summary>
        public const string Survives = "survives: ";

        private readonly MutatedCore _core;
        private readonly string _testsPath;
        private readonly TimeSpan _slowest;
        private readonly TimeSpan _patience;
        private readonly string[] _only;
        private readonly string[] _without;
        private readonly TextWriter _output;
        private readonly ConcurrentBag<Mutant> _survivors = new ConcurrentBag<Mutant>();
        private readonly ConcurrentDictionary<(string File, int Test), int> _catches = new ConcurrentDictionary<(string File, int Test), int>();
        private readonly ConcurrentDictionary<(string File, int Test), double> _shares = new ConcurrentDictionary<(string File, int Test), double>();
        private readonly Dictionary<int, string> _fileOf;
        private int _killed;
        private int _next = -1;

        public Campaign(MutatedCore core, string testsPath, TimeSpan slowest, TimeSpan patience, string[] only, string[] without, TextWriter output)
        {
            _only = only;
            _without = without;
            _patience = patience;
            _core = core;
            _fileOf = core.Mutants.ToDictionary(mutant => mutant.Id, mutant => mutant.File);
            _testsPath = testsPath;
            _slowest = slowest;
            _output = output;
        }

        public int Killed
        {
            get { return _killed; }
        }

        public IReadOnlyList<Mutant> Survivors
        {
            get { return _survivors.OrderBy(mutant => mutant.Id).ToArray(); }
        }

        /// <summary>Runs.</summary>
        public void Run(IReadOnlyList<Mutant> sample, int threads)
        {
            TestBench first = new TestBench(_core.Image, _core.Numbers, _testsPath, _only, _without);
            int[] order = Prepare(first);
            Thread[] workers = Enumerable.Range(0, threads).Select(i => new Thread(() => Work(i == 0 ? first : new TestBench(_core.Image, _core.Numbers, _testsPath, _only, _without), first, order, sample), 16 << 20)).ToArray();
            Array.ForEach(workers, worker => worker.Start());
            Array.ForEach(workers, worker => worker.Join());
        }

        /// <summary>All tests once, without a mutant; the numbers of those that are quick enough, quickest first.</summary>
        private int[] Prepare(TestBench bench)
        {
            for (int i = 0; i < bench.Cases.Count; i++)
            {
                string failure = bench.Record(bench.Cases[i]);
                if (failure != null)
                {
                    throw new InvalidOperationException("without a mutant " + bench.Cases[i].Name + " fails: " + failure);
                }
            }

            int[] quick = Enumerable.Range(0, bench.Cases.Count).Where(i => bench.Cases[i].Duration <= _slowest).OrderBy(i => bench.Cases[i].Duration).ToArray();
            _output.WriteLine(bench.Cases.Count + " tests, " + quick.Length + " of them within " + _slowest.TotalSeconds + " s: used, "
                + quick.Sum(i => bench.Cases[i].Duration.TotalSeconds).ToString("0", CultureInfo.InvariantCulture) + " s together");
            return quick;
        }

        private void Work(TestBench bench, TestBench recorded, int[] order, IReadOnlyList<Mutant> sample)
        {
            for (int i = Interlocked.Increment(ref _next); i < sample.Count; i = Interlocked.Increment(ref _next))
            {
                if (IsCaught(bench, recorded, order, sample[i]))
                {
                    Interlocked.Increment(ref _killed);
                }
                else
                {
                    _survivors.Add(sample[i]);
                    lock (_output)
                    {
                        _output.WriteLine(Survives + sample[i]);
                    }
                }

                if ((i + 1) % 25 == 0)
                {
                    lock (_output)
                    {
                        _output.WriteLine((i + 1) + " of " + sample.Count + " tried, " + _survivors.Count + " survive");
                    }
                }
            }
        }

        private bool IsCaught(TestBench bench, TestBench recorded, int[] order, Mutant mutant)
        {
            int[] reaching = order.Where(test => recorded.Cases[test].Reached.Contains(mutant.Id)).OrderBy(test => Cost(recorded, test, mutant.File)).ToArray();
            TimeSpan spent = TimeSpan.Zero;
            foreach (int test in reaching)
            {
                if (Failure(bench, recorded, test, mutant.Id) != null)
                {
                    // A test that fails by itself, here and now, has caught nothing.
                    string failure = Failure(bench, recorded, test, -1);
                    if (failure != null)
                    {
                        throw new InvalidOperationException("without a mutant " + bench.Cases[test].Name + " fails the second time: " + failure);
                    }

                    _catches.AddOrUpdate((mutant.File, test), 1, (_, count) => count + 1);
                    return true;
                }

                spent += recorded.Cases[test].Duration;
                if (spent > _patience)
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>Time of a test over how much it is about a file: the share of the mutants it reaches that stand there, and what it caught there.</summary>
        private double Cost(TestBench recorded, int test, string file)
        {
            double share = _shares.GetOrAdd((file, test), key => (1 + recorded.Cases[key.Test].Reached.Count(id => _fileOf.GetValueOrDefault(id) == key.File)) / (1.0 + recorded.Cases[key.Test].Reached.Count));
            return (recorded.Cases[test].Duration.TotalMilliseconds + 1) / (share * (1 + _catches.GetValueOrDefault((file, test))));
        }

        private static string Failure(TestBench bench, TestBench recorded, int test, int id)
        {
            bench.Cases[test].Turns = recorded.Cases[test].Turns;
            return bench.Failure(bench.Cases[test], id);
        }
    }
}

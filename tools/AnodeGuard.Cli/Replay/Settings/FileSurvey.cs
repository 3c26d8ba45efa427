using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>
    /// A recording looked through before it is judged, for what its settings can be guessed from: between which voltages
    /// the cell was cycled on purpose, how much charge it holds, which kind of cell it is.
    /// </summary>
    internal sealed class FileSurvey
    {
        /// <summary>So much of a long file tells: at ten rows a second, more than eight hours.</summary>
        internal const int MostRows = 300000;

        /// <summary>A current below this share of the largest so far is a rest.</summary>
        private const int RestShare = 100;

        /// <summary>Half-cycles of less than this share of the largest are pulses and remnants.</summary>
        private const double TellingShare = 0.1;

        private const int FewestRows = 3;

        private readonly List<HalfCycle> _halves = new List<HalfCycle>();
        private long _largest;
        private long _lastTime;
        private long _sameSign;
        private long _loaded;

        private readonly CycleTable _cycles;
        private bool _begun;

        private FileSurvey(IRecording recording)
        {
            _cycles = new CycleTable(recording, new OutlookScope(false, false, false));
        }

        /// <summary>Rows that were looked at.</summary>
        public long Rows { get; private set; }

        /// <summary>They are all that the file has.</summary>
        public bool IsWhole { get; private set; }

        /// <summary>Voltage before anything was done to the cell here, uV.</summary>
        public long FirstMicrovolts { get; private set; }

        /// <summary>Lowest and highest voltage of the rest that the file begins with, uV.</summary>
        public long LowestBeforeMicrovolts { get; private set; } = long.MaxValue;

        public long HighestBeforeMicrovolts { get; private set; } = long.MinValue;

        public long LowestMicrovolts { get; private set; } = long.MaxValue;

        public long HighestMicrovolts { get; private set; } = long.MinValue;

        /// <summary>Half-cycles long enough to have been run on purpose.</summary>
        public IReadOnlyList<HalfCycle> HalfCycles
        {
            get
            {
                double largest = _halves.Select(half => half.Charge_mAh).DefaultIfEmpty().Max();
                return _halves.Where(half => half.Rows >= FewestRows && half.Charge_mAh > 0 && half.Charge_mAh >= TellingShare * largest).ToArray();
            }
        }

        /// <summary>By what the file's own capacity columns differ from the integral of the current; 1 where it has none.</summary>
        public double ColumnShare
        {
            get
            {
                CycleTally[] counted = _cycles.Cycles.Where(cycle => cycle.ChargeColumn_mAh != null || cycle.DischargeColumn_mAh != null).ToArray();
                double integral = counted.Sum(cycle => cycle.ChargeIntegral_mAh + cycle.DischargeIntegral_mAh);
                return integral > 0 ? counted.Sum(cycle => cycle.Charge_mAh + cycle.Discharge_mAh) / integral : 1;
            }
        }

        /// <summary>The voltage follows the sign of the current and has no other: two electrodes of one metal.</summary>
        public bool IsSymmetric
        {
            get { return LowestMicrovolts < 0 && HighestMicrovolts > 0 && _loaded > 0 && _sameSign >= _loaded * 9 / 10; }
        }

        /// <summary>Looks through the beginning of a recording; a row that cannot be used ends that.</summary>
        public static FileSurvey Of(IRecording recording)
        {
            FileSurvey survey = new FileSurvey(recording);
            RecordingRow row = default;
            try
            {
                while (survey.Rows < MostRows)
                {
                    if (!recording.Read(ref row))
                    {
                        survey.IsWhole = true;
                        break;
                    }

                    survey.Add(row);
                }
            }
            catch (InputException)
            {
                // The reading in earnest meets the row again and says what is wrong with it.
                survey.IsWhole = false;
            }

            return survey;
        }

        private void Add(in RecordingRow row)
        {
            long interval = Rows == 0 ? 0 : row.TimeMicroseconds - _lastTime;
            FirstMicrovolts = Rows == 0 ? row.CellMicrovolts : FirstMicrovolts;
            Rows++;
            _lastTime = row.TimeMicroseconds;
            LowestMicrovolts = Math.Min(LowestMicrovolts, row.CellMicrovolts);
            HighestMicrovolts = Math.Max(HighestMicrovolts, row.CellMicrovolts);
            _cycles.OnRow(row, default);
            _largest = Math.Max(_largest, Math.Abs(row.CurrentNanoamperes));
            int direction = Math.Abs(row.CurrentNanoamperes) <= _largest / RestShare ? 0 : Math.Sign(row.CurrentNanoamperes);
            _begun |= direction != 0;
            if (!_begun)
            {
                LowestBeforeMicrovolts = Math.Min(LowestBeforeMicrovolts, row.CellMicrovolts);
                HighestBeforeMicrovolts = Math.Max(HighestBeforeMicrovolts, row.CellMicrovolts);
            }

            if (direction == 0)
            {
                return;
            }

            _loaded++;
            _sameSign += Math.Sign(row.CellMicrovolts) == direction ? 1 : 0;
            if (_halves.Count == 0 || _halves[^1].Direction != direction)
            {
                _halves.Add(new HalfCycle(direction));
            }

            _halves[^1].Add(row.CellMicrovolts, row.CurrentNanoamperes, interval);
        }
    }
}

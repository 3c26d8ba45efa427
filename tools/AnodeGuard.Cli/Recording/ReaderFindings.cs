using System;
using System.Collections.Generic;
using System.Globalization;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Counts what a reader stumbles over in a file that it can read all the same.</summary>
    internal sealed class ReaderFindings
    {
        private const long AbsoluteZeroMillicelsius = -273150;
        private const long WholeMillionths = 1000000;

        private readonly TableLayout _layout;
        private readonly SortedDictionary<string, long> _unreadable = new SortedDictionary<string, long>(StringComparer.Ordinal);
        private readonly SortedDictionary<string, long> _broken = new SortedDictionary<string, long>(StringComparer.Ordinal);
        private long _cold;

        public ReaderFindings(TableLayout layout)
        {
            _layout = layout;
        }

        /// <summary>A field of a side column that is no number.</summary>
        public void Unreadable(RecordingColumn column)
        {
            _unreadable[column.Header] = _unreadable.GetValueOrDefault(column.Header) + 1;
        }

        /// <summary>An absent thermocouple reads -2500 degC: nothing was measured.</summary>
        public bool IsBelowAbsoluteZero(RecordingColumn column, long millicelsius)
        {
            _cold += millicelsius < AbsoluteZeroMillicelsius ? 1 : 0;
            return millicelsius < AbsoluteZeroMillicelsius;
        }

        /// <summary>A count, cut to a whole number; one that is not whole is remembered.</summary>
        public long Whole(RecordingColumn column, long millionths)
        {
            if (millionths % WholeMillionths != 0)
            {
                _broken.TryAdd(column.Header, millionths);
            }

            return millionths / WholeMillionths;
        }

        /// <summary>All of it, a sentence each.</summary>
        public IReadOnlyList<string> Tell(StateSign sign, ClockWitness clock)
        {
            List<string> told = new List<string>();
            foreach (KeyValuePair<string, long> entry in _broken)
            {
                told.Add("'" + entry.Key + "' counts, but holds " + FixedText.Of(entry.Value, 6) + ", which is not whole: cut to a whole number");
            }

            foreach (KeyValuePair<string, long> entry in _unreadable)
            {
                told.Add("'" + entry.Key + "' is no number in " + Count(entry.Value) + ": left out there");
            }

            if (_cold > 0)
            {
                told.Add("the temperature lies below absolute zero in " + Count(_cold) + ": taken as not measured");
            }

            TellSign(sign, told);
            string clockFinding = clock?.Finding();
            told.AddRange(clockFinding == null ? [] : [clockFinding]);
            return told;
        }

        private void TellSign(StateSign sign, List<string> told)
        {
            if (sign.Turned > 0 && !_layout.IsUnsigned)
            {
                told.Add("the current is positive in " + Count(sign.Turned) + " whose state says discharge: taken as unsigned, and made negative there");
            }

            if (sign.Against > 0)
            {
                told.Add("the current is negative in " + Count(sign.Against) + " whose state says charge: left as it is");
            }

            if (sign.Unknown > 0)
            {
                told.Add("the state '" + sign.UnknownState + "' tells no direction, yet a current flows in " + Count(sign.Unknown) + ": its sign was left as it is");
            }
        }

        private static string Count(long rows)
        {
            return rows.ToString(CultureInfo.InvariantCulture) + (rows == 1 ? " row" : " rows");
        }
    }
}

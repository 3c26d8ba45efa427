using System;
using System.Collections.Generic;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>
    /// Curves of any length in bounded memory, all over one time axis: time is cut into equal slices, each of which keeps
    /// the smallest and the largest value and when they were, so that a dip of one sample is never lost. When the time
    /// outgrows the slices, two become one. Whole numbers in the core's units: exact, and cheap for every row of millions.
    /// </summary>
    internal sealed class PlotCurves
    {
        /// <summary>About four to a pixel of a wide screen, so that there is something to zoom into.</summary>
        public const int Slices = 4096;

        private const long NoLowest = long.MaxValue;

        private readonly int _curves;
        private readonly Extremes[] _slices;
        private long _start;
        private bool _started;
        private int _shift;
        private long _slice;

        public PlotCurves(int curves)
        {
            _curves = curves;
            _slices = new Extremes[curves * Slices];
            Clear(0);
        }

        /// <summary>Goes to a row's time; times never go back.</summary>
        public void MoveTo(long timeMicroseconds)
        {
            _start = _started ? _start : timeMicroseconds;
            _started = true;
            _slice = (timeMicroseconds - _start) >> _shift;
            while (_slice >= Slices)
            {
                Fold();
                _slice = (timeMicroseconds - _start) >> _shift;
            }
        }

        /// <summary>Adds a value at the time it went to.</summary>
        public void Add(int curve, long timeMicroseconds, long value)
        {
            ref Extremes slice = ref _slices[(int)(_slice * _curves) + curve];
            if (value < slice.Lowest)
            {
                slice.Lowest = value;
                slice.LowestTime = timeMicroseconds;
            }

            if (value > slice.Highest)
            {
                slice.Highest = value;
                slice.HighestTime = timeMicroseconds;
            }
        }

        /// <summary>A curve to draw: each slice's lowest and highest value, at their own times, in order.</summary>
        public IEnumerable<(long TimeMicroseconds, long Value)> Points(int curve)
        {
            for (int i = 0; i < Slices; i++)
            {
                foreach ((long, long) point in PointsOf(_slices[(i * _curves) + curve]))
                {
                    yield return point;
                }
            }
        }

        /// <summary>The same with its gaps: once null where another curve goes on and this one does not.</summary>
        /// <param name="curve">The curve.</param>
        /// <param name="through">One that has a value in every row.</param>
        public IEnumerable<(long TimeMicroseconds, long? Value)> PointsAndGaps(int curve, int through)
        {
            bool isGap = true;
            for (int i = 0; i < Slices; i++)
            {
                Extremes slice = _slices[(i * _curves) + curve];
                long there = _slices[(i * _curves) + through].LowestTime;
                bool isHere = slice.Lowest != NoLowest;
                if (!isHere && !isGap && _slices[(i * _curves) + through].Lowest != NoLowest)
                {
                    yield return (there, null);
                }

                isGap = !isHere && (isGap || _slices[(i * _curves) + through].Lowest != NoLowest);
                foreach ((long time, long value) in PointsOf(slice))
                {
                    yield return (time, value);
                }
            }
        }

        private static IEnumerable<(long TimeMicroseconds, long Value)> PointsOf(Extremes slice)
        {
            if (slice.Lowest == NoLowest)
            {
                yield break;
            }

            bool lowestFirst = slice.LowestTime <= slice.HighestTime;
            yield return lowestFirst ? (slice.LowestTime, slice.Lowest) : (slice.HighestTime, slice.Highest);
            if (slice.Lowest != slice.Highest)
            {
                yield return lowestFirst ? (slice.HighestTime, slice.Highest) : (slice.LowestTime, slice.Lowest);
            }
        }

        private void Fold()
        {
            for (int i = 0; i < Slices / 2; i++)
            {
                for (int curve = 0; curve < _curves; curve++)
                {
                    Extremes first = _slices[(2 * i * _curves) + curve];
                    Extremes second = _slices[(((2 * i) + 1) * _curves) + curve];
                    bool low = second.Lowest < first.Lowest;
                    bool high = second.Highest > first.Highest;
                    _slices[(i * _curves) + curve] = new Extremes
                    {
                        Lowest = low ? second.Lowest : first.Lowest,
                        LowestTime = low ? second.LowestTime : first.LowestTime,
                        Highest = high ? second.Highest : first.Highest,
                        HighestTime = high ? second.HighestTime : first.HighestTime,
                    };
                }
            }

            Clear(Slices / 2 * _curves);
            _shift++;
        }

        private void Clear(int from)
        {
            Array.Fill(_slices, new Extremes { Lowest = NoLowest, Highest = long.MinValue }, from, _slices.Length - from);
        }

        private struct Extremes
        {
            public long Lowest;
            public long LowestTime;
            public long Highest;
            public long HighestTime;
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// What may be charged with, looked for on the doubling grid: the least of (bound - B) / S over its times below an end, some grid
    /// points at a time (<see cref="ChargeAdvice"/>, where the letters are explained).
    /// <para>Modes below 0 only lower B, and the others add no more than they are now, P: bound - B is nowhere less than bound - P.
    /// Where S is so small that this alone is above the ratio of the last grid point, the least is elsewhere, and the point is passed
    /// over. A cell far from its limit has only the last few left.</para>
    /// <para>Bounds: a(k) and the sums are below 2^34 in Q24, decays at most 2^31 in Q31; bound - B times 2^24 is below 2^59.</para>
    /// </summary>
    public sealed class AdviceGrid
    {
        /// <summary>Grid points in one piece: a tenth of what a turn may cost.</summary>
        private const int LevelsPerTurn = 2;

        private readonly DoublingGrid _grid;
        private readonly long _boundQ24;
        private readonly long[] _responsesQ24;
        private readonly long[] _statesQ24;
        private int _levels;
        private int _level;
        private long _passedQ24;

        /// <summary>A grid for a cell.</summary>
        /// <param name="modes">Its modes.</param>
        /// <param name="grid">Their grid.</param>
        /// <param name="statesQ24">The modes' states that all is about, filled in before <see cref="Begin"/>.</param>
        /// <param name="boundQ24">What s is to stay below.</param>
        public AdviceGrid(ModeTable modes, DoublingGrid grid, long[] statesQ24, long boundQ24)
        {
            _grid = grid;
            _boundQ24 = boundQ24;
            _statesQ24 = statesQ24;
            _responsesQ24 = new long[grid.Levels];
            for (int level = 0; level < grid.Levels; level++)
            {
                // Q31 times Q31 is at most 4 * 2^62: halved before the sum of 16 of them is taken.
                long sum = 0;
                for (int mode = 0; mode < modes.Count; mode++)
                {
                    sum += ((modes.WeightsQ31[mode] >> 2) * grid.DecaysQ31[(level * modes.Count) + mode]) >> 29;
                }

                _responsesQ24[level] = (Exponential.OneQ31 - sum) >> 7;
            }
        }

        /// <summary>The first grid point with the least ratio of those that were looked at.</summary>
        public int Lowest;

        /// <summary>Its ratio, Q24; the end of the range before any was looked at.</summary>
        public long LowestQ24;

        /// <summary>Begins anew with the states as they are.</summary>
        /// <param name="endQ40">Grid times below it count.</param>
        public void Begin(long endQ40)
        {
            DoublingGrid grid = _grid;
            long[] states = _statesQ24;
            int levels = grid.Levels;
            while (levels > 0 && grid.ThetaQ40(levels - 1) >= endQ40)
            {
                levels--;
            }

            long room = _boundQ24;
            for (int mode = 0; mode < states.Length; mode++)
            {
                long state = states[mode];
                room -= state > 0 ? state : 0;
            }

            // (bound - P) / S is above a ratio R, both whole, where S is no more than (bound - P) / (R + 1).
            long last = levels > 0 ? RatioAt(levels - 1) : long.MaxValue;

            // Divisor: no ratio is negative.
            _passedQ24 = room > 0 && last < long.MaxValue ? (room << 24) / (last + 1) : long.MinValue;
            _levels = levels;
            _level = 0;
            Lowest = 0;
            LowestQ24 = long.MaxValue;
        }

        /// <summary>Looks at some more grid points.</summary>
        /// <returns>False where none were left.</returns>
        public bool Look()
        {
            int level = _level;
            int stop = level + LevelsPerTurn;
            stop = stop > _levels ? _levels : stop;
            if (level >= stop)
            {
                return false;
            }

            long[] responses = _responsesQ24;
            long passed = _passedQ24;
            for (; level < stop; level++)
            {
                if (responses[level] > passed)
                {
                    long ratio = RatioAt(level);
                    if (ratio < LowestQ24)
                    {
                        LowestQ24 = ratio;
                        Lowest = level;
                    }
                }
            }

            _level = level;
            return true;
        }

        /// <summary>The ratio of the lowest's neighbour, Q24; the end of the range where it has none on that side.</summary>
        public long Beside(int step)
        {
            int level = Lowest + step;
            return level < 0 || level >= _levels ? long.MaxValue : RatioAt(level);
        }

        /// <summary>The j that brings s to the bound at a grid point, Q24.</summary>
        private long RatioAt(int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] states = _statesQ24;
            long half = Exponential.OneQ30;
            int living = _grid.Living[level];
            int at = level * states.Length;
            long past = 0;
            for (int mode = 0; mode < living; mode++)
            {
                past += ((states[mode] * decays[at + mode]) + half) >> 31;
            }

            return Ratio(past, _responsesQ24[level]);
        }

        /// <summary>The j that brings s to the bound at one theta, Q24; the end of the range where none does.</summary>
        public long Ratio(long pastQ24, long responseQ24)
        {
            long room = _boundQ24 - pastQ24;
            if (room <= 0)
            {
                return 0;
            }

            // Divisor: above 0.
            return responseQ24 <= 0 ? long.MaxValue : (room << 24) / responseQ24;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_responsesQ24);
            image.Numbers(_statesQ24);
            _levels = (int)image.Number(_levels);
            _level = (int)image.Number(_level);
            _passedQ24 = image.Number(_passedQ24);
            Lowest = (int)image.Number(Lowest);
            LowestQ24 = image.Number(LowestQ24);
        }
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// The highest constant charging current that keeps s below a bound for a time, from the present state. With the modes'
    /// states a(k), s(theta) = j S(theta) + B(theta), S = 1 - sum w(k) exp(-rate(k) theta), B = sum a(k) exp(-rate(k) theta):
    /// linear in j at each theta. So the answer is the least of (bound - B) / S over the time, whatever the history and the
    /// signs of the weights; where S is not above 0 a charging current does not raise s. Charging is not advised at all
    /// while s would stay above the bound without a current.
    /// <para>The least is looked for on the doubling grid, at both ends, and at the vertex of the parabola through the least
    /// grid point and its neighbours. Nothing is protected by it, and it looks an hour ahead: on a board it is computed every
    /// two seconds, some grid points after each cycle, for the state that the first of them found. Where there are only decision
    /// cycles (a recording) it is computed whole in each of them.</para>
    /// <para>Bounds: a(k) and the sums are below 2^34 in Q24, decays at most 2^31 in Q31; bound - B times 2^24 is below 2^59.</para>
    /// </summary>
    public sealed class ChargeAdvice
    {
        private const long LnTwoQ24 = 11629080;

        /// <summary>Decision cycles from one calculation to the next, where fast turns lie between them: two seconds.</summary>
        private const int CyclesApart = 20;

        /// <summary>Grid points in one piece: a tenth of what a turn may cost.</summary>
        private const int LevelsPerTurn = 2;

        /// <summary>Modes in one piece where the time is none of the grid's.</summary>
        private const int ModesPerTurn = 6;

        // What the next piece is: each is followed by the one below it.
        private const int Beginning = 0;
        private const int AtTheEnd = 1;
        private const int OnTheGrid = 2;
        private const int AtTheVertex = 3;

        private readonly GuardSettings _settings;
        private readonly TransportRates _rates;
        private readonly ModeTable _modes;
        private readonly DiffusionState _state;
        private readonly DoublingGrid _grid;
        private readonly TransportFigures _figures;
        private readonly long[] _responsesQ24;
        private readonly long[] _ratiosQ24;
        private readonly long[] _statesQ24;
        private int _cyclesLeft;
        private int _piece;
        private int _level;
        private int _lowest;
        private long _end;
        private long _leastQ24;
        private int _mode;
        private long _thetaQ40;
        private long _pastQ24;
        private long _responseQ31;

        /// <summary>Advice for a cell.</summary>
        public ChargeAdvice(
            GuardSettings settings, TransportRates rates, ModeTable modes, DiffusionState state, DoublingGrid grid, TransportFigures figures)
        {
            _settings = settings;
            _rates = rates;
            _modes = modes;
            _state = state;
            _grid = grid;
            _figures = figures;
            _responsesQ24 = new long[grid.Levels];
            _ratiosQ24 = new long[grid.Levels];
            _statesQ24 = new long[modes.Count];
            IsWaived = settings.ChargeAdviceWaived;
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

        /// <summary>Nobody asks: nothing is computed, and the last answer stands.</summary>
        public bool IsWaived;

        /// <summary>A calculation is under way: <see cref="Continue"/> has something to do.</summary>
        public bool IsRunning;

        /// <summary>A fast turn came since the last cycle, or there was none before. Set by whoever sees one; a call would cost more.</summary>
        public bool HasTurn = true;

        /// <summary>A decision cycle has moved the state.</summary>
        public void NoteCycle()
        {
            if (IsWaived)
            {
                return;
            }

            int left = _cyclesLeft;
            if (left > 0)
            {
                left--;
                _cyclesLeft = left;
            }

            // No turn came between two cycles: there are no others.
            bool alone = !HasTurn;
            HasTurn = false;
            if (alone || (left == 0 && !IsRunning))
            {
                _cyclesLeft = CyclesApart;
                _piece = Beginning;
                IsRunning = true;
            }

            while (alone && IsRunning)
            {
                Continue();
            }
        }

        /// <summary>One piece of the calculation: its beginning, some modes at the end of the time or at the vertex, or some grid points.</summary>
        public void Continue()
        {
            if (_piece == Beginning)
            {
                Begin();
            }
            else if (_piece == OnTheGrid && _level < _grid.Levels && _grid.ThetaQ40(_level) < _end)
            {
                LookAtGrid();
            }
            else if (_piece == OnTheGrid)
            {
                LeaveGrid();
            }
            else if (HasSummedUp())
            {
                long ratio = Ratio(_pastQ24, _responseQ31 >> 7);
                _leastQ24 = ratio < _leastQ24 ? ratio : _leastQ24;
                if (_piece == AtTheVertex)
                {
                    Conclude();
                }

                _piece = OnTheGrid;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_responsesQ24);
            image.Numbers(_ratiosQ24);
            image.Numbers(_statesQ24);
            _cyclesLeft = (int)image.Number(_cyclesLeft);
            _piece = (int)image.Number(_piece);
            _level = (int)image.Number(_level);
            _lowest = (int)image.Number(_lowest);
            _end = image.Number(_end);
            _leastQ24 = image.Number(_leastQ24);
            _mode = (int)image.Number(_mode);
            _thetaQ40 = image.Number(_thetaQ40);
            _pastQ24 = image.Number(_pastQ24);
            _responseQ31 = image.Number(_responseQ31);
            IsWaived = image.Flag(IsWaived);
            IsRunning = image.Flag(IsRunning);
            HasTurn = image.Flag(HasTurn);
        }

        /// <summary>Keeps the state that all parts are about, and looks at both ends of the time.</summary>
        private void Begin()
        {
            _end = Wide.MultiplyDivide(_settings.RecommendedMicroseconds, _rates.SpeedQ40, _rates.DiffusionMicroseconds25);
            System.Array.Copy(_state.StatesQ24, 0, _statesQ24, 0, _statesQ24.Length);
            _leastQ24 = Ratio(_state.SurfaceQ24 - _state.InstantaneousQ24, _modes.RestQ31 >> 7);
            _level = 0;
            _lowest = 0;
            LookAt(_end, AtTheEnd);
        }

        private void LookAtGrid()
        {
            long[] decays = _grid.DecaysQ31;
            long[] states = _statesQ24;
            long[] ratios = _ratiosQ24;
            int level = _level;
            int lowest = _lowest;
            long half = 1L << 30;
            int stop = level + LevelsPerTurn;
            stop = stop > _grid.Levels ? _grid.Levels : stop;
            long theta = _grid.ThetaQ40(level);
            while (level < stop && theta < _end)
            {
                int living = _grid.Living[level];
                int at = level * states.Length;
                long past = 0;
                for (int mode = 0; mode < living; mode++)
                {
                    past += ((states[mode] * decays[at + mode]) + half) >> 31;
                }

                long ratio = Ratio(past, _responsesQ24[level]);
                ratios[level] = ratio;
                lowest = ratio < ratios[lowest] ? level : lowest;
                level++;
                theta <<= 1;
            }

            _level = level;
            _lowest = lowest;
        }

        /// <summary>The least grid point; and where its neighbours lie above it, the vertex of the parabola through the three.</summary>
        private void LeaveGrid()
        {
            int lowest = _lowest;
            long least = _level == 0 ? long.MaxValue : _ratiosQ24[lowest];
            _leastQ24 = least < _leastQ24 ? least : _leastQ24;
            if (lowest == 0 || lowest == _level - 1 || _ratiosQ24[lowest - 1] == long.MaxValue || _ratiosQ24[lowest + 1] == long.MaxValue)
            {
                Conclude();
                return;
            }

            // The vertex, in steps of the grid from the lowest point: between -1/2 and 1/2. Divisor: the point before the first
            // lowest one lies above it.
            long before = _ratiosQ24[lowest - 1] - least;
            long after = _ratiosQ24[lowest + 1] - least;
            long shiftQ24 = Wide.MultiplyDivide(before - after, 1L << 23, before + after);
            long factorQ31 = Exponential.OfEitherSign((shiftQ24 * LnTwoQ24) >> 10);
            LookAt(Wide.MultiplyDivide(_grid.ThetaQ40(lowest), factorQ31, Exponential.OneQ31), AtTheVertex);
        }

        private void Conclude()
        {
            IsRunning = false;
            long highest = Saturating.Clamp(_settings.OverCurrentChargeNanoamperes, 0, Saturating.Largest);
            long advised = Wide.MultiplyDivide(_leastQ24, _rates.LimitingPicoamperes, 1000L << 24);
            _figures.RecommendedChargeNanoamperes = advised > highest ? highest : advised;
        }

        private void LookAt(long thetaQ40, int piece)
        {
            _piece = piece;
            _thetaQ40 = thetaQ40;
            _mode = 0;
            _pastQ24 = 0;
            _responseQ31 = Exponential.OneQ31;
        }

        /// <summary>Adds some modes at the time that is looked at; true with the last.</summary>
        private bool HasSummedUp()
        {
            long[] rates = _modes.RatesQ16;
            long[] weights = _modes.WeightsQ31;
            long[] vanishes = _modes.VanishesFromQ40;
            long[] states = _statesQ24;
            long half = Exponential.OneQ30;
            long theta = _thetaQ40;
            long past = _pastQ24;
            long response = _responseQ31;
            int mode = _mode;
            int stop = mode + ModesPerTurn;
            stop = stop > rates.Length ? rates.Length : stop;
            _mode = stop;
            for (; mode < stop && theta < vanishes[mode]; mode++)
            {
                long decay = Exponential.Decay((rates[mode] * theta) >> 18);
                past += ((states[mode] * decay) + half) >> 31;
                response -= ((weights[mode] >> 2) * decay) >> 29;
            }

            _pastQ24 = past;
            _responseQ31 = response;
            return stop == rates.Length;
        }

        /// <summary>The j that brings s to the bound at one theta, Q24; the end of the range where none does.</summary>
        private long Ratio(long pastQ24, long responseQ24)
        {
            long room = _settings.RecommendedDepletionQ24 - pastQ24;
            if (room <= 0)
            {
                return 0;
            }

            // Divisor: above 0.
            return responseQ24 <= 0 ? long.MaxValue : (room << 24) / responseQ24;
        }
    }
}

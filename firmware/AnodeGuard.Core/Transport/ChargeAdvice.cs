namespace AnodeGuard.Core
{
    /// <summary>
    /// The highest constant charging current that keeps s below a bound for a time, from the present state. With the modes'
    /// states a(k), s(theta) = j S(theta) + B(theta), S = 1 - sum w(k) exp(-rate(k) theta), B = sum a(k) exp(-rate(k) theta):
    /// linear in j at each theta. So the answer is the least of (bound - B) / S over the time, whatever the history and the
    /// signs of the weights; where S is not above 0 a charging current does not raise s. Charging is not advised at all
    /// while s would stay above the bound without a current.
    /// <para>The least is looked for on the doubling grid (<see cref="AdviceGrid"/>), at both ends, and at the vertex of the parabola through the least
    /// grid point and its neighbours. Nothing is protected by it, and it looks an hour ahead: on a board it is computed every
    /// two seconds, some grid points after each cycle, for the state that the first of them found. Where there are only decision
    /// cycles (a recording) it is computed whole in each of them.</para>
    /// </summary>
    public sealed class ChargeAdvice
    {
        private const long LnTwoQ24 = 11629080;

        /// <summary>Decision cycles from one calculation to the next, where fast turns lie between them: two seconds.</summary>
        private const int CyclesApart = 20;

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
        private readonly AdviceGrid _ratios;
        private readonly TransportFigures _figures;
        private readonly long[] _statesQ24;
        private int _cyclesLeft;
        private int _piece;
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
            _statesQ24 = new long[modes.Count];
            _ratios = new AdviceGrid(modes, grid, _statesQ24, settings.RecommendedDepletionQ24);
            IsWaived = settings.ChargeAdviceWaived;
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
            else if (_piece == OnTheGrid)
            {
                if (!_ratios.Look())
                {
                    LeaveGrid();
                }
            }
            else if (HasSummedUp())
            {
                long ratio = _ratios.Ratio(_pastQ24, _responseQ31 >> 7);
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
            _ratios.Exchange(image);
            _cyclesLeft = (int)image.Number(_cyclesLeft);
            _piece = (int)image.Number(_piece);
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
            long end = Wide.MultiplyDivide(_settings.RecommendedMicroseconds, _rates.SpeedQ40, _rates.DiffusionMicroseconds25);
            System.Array.Copy(_state.StatesQ24, 0, _statesQ24, 0, _statesQ24.Length);
            _leastQ24 = _ratios.Ratio(_state.SurfaceQ24 - _state.InstantaneousQ24, _modes.RestQ31 >> 7);
            _ratios.Begin(end);
            LookAt(end, AtTheEnd);
        }

        /// <summary>The least grid point; and where its neighbours lie above it, the vertex of the parabola through the three.</summary>
        private void LeaveGrid()
        {
            AdviceGrid ratios = _ratios;
            int lowest = ratios.Lowest;
            long least = ratios.LowestQ24;
            _leastQ24 = least < _leastQ24 ? least : _leastQ24;
            long before = ratios.Beside(-1);
            long after = ratios.Beside(1);
            if (before == long.MaxValue || after == long.MaxValue)
            {
                Conclude();
                return;
            }

            // The vertex, in steps of the grid from the lowest point: between -1/2 and 1/2. Divisor: the point before the first
            // lowest one lies above it.
            before -= least;
            after -= least;
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
    }
}

namespace AnodeGuard.Core
{
    /// <summary>
    /// The highest constant charging current that keeps s below a bound for a time, from the present state. With the modes'
    /// states a(k), s(theta) = j S(theta) + B(theta), S = 1 - sum w(k) exp(-rate(k) theta), B = sum a(k) exp(-rate(k) theta):
    /// linear in j at each theta. So the answer is the least of (bound - B) / S over the time, whatever the history and the
    /// signs of the weights; where S is not above 0 a charging current does not raise s. Charging is not advised at all
    /// while s would stay above the bound without a current.
    /// <para>The least is looked for on the doubling grid, at both ends, and at the vertex of the parabola through the least
    /// grid point and its neighbours. It is not computed in a decision cycle but in the fast turn after it; where there are
    /// only decision cycles (a recording), in each of them.</para>
    /// <para>Bounds: a(k) and the sums are below 2^34 in Q24, decays at most 2^31 in Q31; bound - B times 2^24 is below 2^59.</para>
    /// </summary>
    public sealed class ChargeAdvice
    {
        private const long Unknown = TransportFigures.Unknown;
        private const long LnTwoQ24 = 11629080;

        private readonly GuardSettings _settings;
        private readonly TransportRates _rates;
        private readonly ModeTable _modes;
        private readonly DiffusionState _state;
        private readonly DecayFactors _factors;
        private readonly DoublingGrid _grid;
        private readonly long[] _responsesQ24;
        private readonly long[] _ratiosQ24;
        private bool _isDue;

        /// <summary>Advice for a cell.</summary>
        public ChargeAdvice(
            GuardSettings settings, TransportRates rates, ModeTable modes, DiffusionState state, DecayFactors factors, DoublingGrid grid)
        {
            _settings = settings;
            _rates = rates;
            _modes = modes;
            _state = state;
            _factors = factors;
            _grid = grid;
            _responsesQ24 = new long[grid.Levels];
            _ratiosQ24 = new long[grid.Levels];
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

            Nanoamperes = Unknown;
        }

        /// <summary>The advised current, nanoamperes, 0 to the over-current limit; unknown (-1) until the first one is due.</summary>
        public long Nanoamperes;

        /// <summary>A decision cycle has moved the state.</summary>
        public void NoteCycle()
        {
            if (_settings.ChargeAdviceWaived)
            {
                return;
            }

            if (_isDue)
            {
                // No turn came between two cycles: there are no others.
                Advise();
            }

            _isDue = true;
        }

        /// <summary>A fast turn: time for what the last cycle left to do.</summary>
        public void Continue()
        {
            if (_isDue)
            {
                _isDue = false;
                Advise();
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_responsesQ24);
            image.Numbers(_ratiosQ24);
            _isDue = image.Flag(_isDue);
            Nanoamperes = image.Number(Nanoamperes);
        }

        private void Advise()
        {
            long end = Wide.MultiplyDivide(_settings.RecommendedMicroseconds, _rates.SpeedQ40, _rates.DiffusionMicroseconds25);
            long start = 0;
            for (int mode = 0; mode < _modes.Count; mode++)
            {
                start += _state.StatesQ24[mode];
            }

            long least = Ratio(start, _modes.RestQ31 >> 7);
            long last = RatioAt(end);
            least = last < least ? last : least;
            long inside = LeastOnGrid(end);
            least = inside < least ? inside : least;
            long highest = Saturating.Clamp(_settings.OverCurrentChargeNanoamperes, 0, Saturating.Largest);
            long advised = least <= 0 ? 0 : Wide.MultiplyDivide(least, _rates.LimitingPicoamperes, 1000L << 24);
            Nanoamperes = advised > highest ? highest : advised;
        }

        private long LeastOnGrid(long endQ40)
        {
            int lowest = 0;
            int count = 0;
            while (count < _grid.Levels && _grid.ThetaQ40(count) < endQ40)
            {
                _ratiosQ24[count] = Ratio(PastAtLevel(count), _responsesQ24[count]);
                lowest = _ratiosQ24[count] < _ratiosQ24[lowest] ? count : lowest;
                count++;
            }

            if (count == 0)
            {
                return long.MaxValue;
            }

            long least = _ratiosQ24[lowest];
            if (lowest == 0 || lowest == count - 1 || _ratiosQ24[lowest - 1] == long.MaxValue || _ratiosQ24[lowest + 1] == long.MaxValue)
            {
                return least;
            }

            // The vertex, in steps of the grid from the lowest point: between -1/2 and 1/2. Divisor: the point before the first
            // lowest one lies above it.
            long before = _ratiosQ24[lowest - 1] - least;
            long after = _ratiosQ24[lowest + 1] - least;
            long shiftQ24 = Wide.MultiplyDivide(before - after, 1L << 23, before + after);
            long factorQ31 = Exponential.OfEitherSign((shiftQ24 * LnTwoQ24) >> 10);
            long vertex = RatioAt(Wide.MultiplyDivide(_grid.ThetaQ40(lowest), factorQ31, Exponential.OneQ31));
            return vertex < least ? vertex : least;
        }

        private long PastAtLevel(int level)
        {
            long[] decays = _grid.DecaysQ31;
            long[] states = _state.StatesQ24;
            int living = _grid.Living[level];
            int offset = level * states.Length;
            long sum = 0;
            for (int mode = 0; mode < living; mode++)
            {
                sum += ((states[mode] * decays[offset + mode]) + (1L << 30)) >> 31;
            }

            return sum;
        }

        private long RatioAt(long thetaQ40)
        {
            long past = 0;
            long response = Exponential.OneQ31;
            for (int mode = 0; mode < _modes.Count; mode++)
            {
                if (thetaQ40 < _factors.VanishesFromQ40[mode])
                {
                    long decay = Exponential.Decay((_modes.RatesQ16[mode] * thetaQ40) >> 18);
                    past += ((_state.StatesQ24[mode] * decay) + (1L << 30)) >> 31;
                    response -= ((_modes.WeightsQ31[mode] >> 2) * decay) >> 29;
                }
            }

            return Ratio(past, response >> 7);
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

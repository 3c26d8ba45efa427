namespace AnodeGuard.Core
{
    /// <summary>
    /// What looks at seconds and hours does not have to be ready in the turn of the cycle that brought the samples. Where fast
    /// turns follow a cycle, each of them does one part of the list below, so that no turn is long; where none follow, as in
    /// a recording, the cycle does all parts itself. Until the next cycle the channels hold still, and if that comes before
    /// the list is done, the rest is done first: what comes out is the same either way, only the moment is another.
    /// </summary>
    public sealed class CycleWork
    {
        /// <summary>Parts of a cycle's work; a board has as many fast turns between two cycles.</summary>
        private const int Parts = 4;

        // Where in the list they stand.
        private const int Salt = 0;
        private const int Forecast = 1;
        private const int Books = 2;
        private const int Ageing = 3;

        private readonly ChannelSet _channels;
        private readonly Verdict _verdict;
        private readonly TransportStage _transport;
        private readonly ChargeAdvice _advice;
        private readonly Plausibility _plausibility;
        private readonly ShortMonitor _shorts;
        private readonly ConductionWatch _conduction;
        private readonly GasWatch _gas;
        private readonly AgeingMonitor _ageing;
        private readonly ChargeCounter _charge = new ChargeCounter();
        private int _next = Parts;

        /// <summary>The work of the given stages.</summary>
        public CycleWork(
            ChannelSet channels,
            Verdict verdict,
            TransportStage transport,
            Plausibility plausibility,
            ShortMonitor shorts,
            ConductionWatch conduction,
            GasWatch gas,
            AgeingMonitor ageing)
        {
            _channels = channels;
            _verdict = verdict;
            _transport = transport;
            _advice = transport.Advice;
            _plausibility = plausibility;
            _shorts = shorts;
            _conduction = conduction;
            _gas = gas;
            _ageing = ageing;
        }

        /// <summary>
        /// A cycle has brought new samples, and the work of the one before is done. Where no fast turn follows, the salt comes
        /// before all else: of faults that trip with one row the first is told as the cause, and depletion is behind the others.
        /// </summary>
        public void Begin()
        {
            _next = 0;
            while (!_channels.HasTurns && _next < Books)
            {
                Do(_next);
                _next++;
            }
        }

        /// <summary>
        /// A fast turn: one part, and in one turn of each cycle, or where no part is left, a piece of what no cycle waits for.
        /// The list is written out as in <see cref="Do"/>, for the calls would cost as much as what they lead to.
        /// </summary>
        public void Continue()
        {
            int part = _next;
            if (part < Parts)
            {
                _next = part + 1;
            }

            // The turn of the forecast has room where that was short, and the next one elsewise.
            switch (part)
            {
                case Salt:
                    _advice.HasTurn = true;
                    _transport.Follow(_channels);
                    break;
                case Forecast:
                    TransportStage transport = _transport;
                    _advice.HasTurn = true;
                    transport.Forecast();
                    if (!transport.WasLong)
                    {
                        DoPiece();
                    }

                    break;
                case Books:
                    JudgeBooks();
                    if (_transport.WasLong)
                    {
                        DoPiece();
                    }

                    break;
                case Ageing:
                    _ageing.Judge(_channels);
                    break;
                default:
                    _advice.HasTurn = true;
                    DoPiece();
                    break;
            }
        }

        /// <summary>Once a second the metal, else what may be charged with.</summary>
        private void DoPiece()
        {
            AgeingMonitor ageing = _ageing;
            ChargeAdvice advice = _advice;
            if (ageing.MetalIsDue)
            {
                ageing.TakeMetal(_channels.Charge);
            }
            else if (advice.IsRunning)
            {
                advice.Continue();
            }
        }

        /// <summary>All that is left.</summary>
        public void Finish()
        {
            for (; _next < Parts; _next++)
            {
                Do(_next);
            }
        }

        /// <summary>The list, in its order.</summary>
        private void Do(int part)
        {
            switch (part)
            {
                case Salt:
                    _transport.Follow(_channels);
                    break;
                case Forecast:
                    _transport.Forecast();
                    break;
                case Books:
                    JudgeBooks();
                    break;
                default:
                    _ageing.Judge(_channels);
                    break;
            }
        }

        /// <summary>Charge, shorts, and what is measured twice or looks at minutes.</summary>
        private void JudgeBooks()
        {
            ChannelSet channels = _channels;
            Channel charge = channels.Charge;
            long interval = charge.IntervalMicroseconds;
            if (charge.IsFresh && interval > 0)
            {
                ChargeCounter counter = _charge;
                counter.Add(charge.Value, interval);
                _verdict.ChargeNanocoulombs = counter.Nanocoulombs;
            }

            _shorts.JudgeSlow(channels);
            _conduction.Judge(channels);
            if (channels.Pressure.IsFresh || channels.Gas.IsFresh)
            {
                _gas.Judge(channels.Pressure, channels.Gas);
            }

            _plausibility.JudgeSlow(channels);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _charge.Exchange(image);
            _next = (int)image.Number(_next);
        }
    }
}

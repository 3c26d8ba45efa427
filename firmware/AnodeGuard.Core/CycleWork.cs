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

        private readonly ChannelSet _channels;
        private readonly Verdict _verdict;
        private readonly TransportStage _transport;
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

        /// <summary>A fast turn: one part, and in one turn of each cycle, or where no part is left, a piece of what no cycle waits for.</summary>
        public void Continue()
        {
            TransportStage transport = _transport;
            transport.Advice.HasTurn = true;
            int part = _next;
            if (part < Parts)
            {
                _next = part + 1;
                Do(part);
            }

            // The turn of the forecast has room where that was short, and the next one elsewise.
            if (part == Parts || part == (transport.WasLong ? Books : Forecast))
            {
                DoPiece();
            }
        }

        /// <summary>Once a second the metal, else what may be charged with.</summary>
        private void DoPiece()
        {
            if (_ageing.MetalIsDue)
            {
                _ageing.TakeMetal(_channels.Charge);
            }
            else if (_transport.Advice.IsRunning)
            {
                _transport.Advice.Continue();
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
            ChannelSet channels = _channels;
            switch (part)
            {
                case Salt:
                    _transport.Follow(channels);
                    break;
                case Forecast:
                    _transport.Forecast();
                    break;
                case Books:
                    CountCharge(channels.Charge);
                    _shorts.JudgeSlow(channels);
                    _conduction.Judge(channels);
                    if (channels.Pressure.IsFresh || channels.Gas.IsFresh)
                    {
                        _gas.Judge(channels.Pressure, channels.Gas);
                    }

                    _plausibility.JudgeSlow(channels);
                    break;
                default:
                    _ageing.Judge(channels);
                    break;
            }
        }

        private void CountCharge(Channel charge)
        {
            if (charge.IsFresh && charge.IntervalMicroseconds > 0)
            {
                _charge.Add(charge.Value, charge.IntervalMicroseconds);
                _verdict.ChargeNanocoulombs = _charge.Nanocoulombs;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _charge.Exchange(image);
            _next = (int)image.Number(_next);
        }
    }
}

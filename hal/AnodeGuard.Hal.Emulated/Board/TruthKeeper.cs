using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Watches the bench and writes down what happened when.</summary>
    internal sealed class TruthKeeper
    {
        private const double LeavingFraction = 0.9;

        private readonly PhysicalCell _physics;
        private double _baseline = double.NaN;
        private bool _wasClosed;
        private bool _nodeWasUp;

        public TruthKeeper(PhysicalCell physics)
        {
            _physics = physics;
        }

        public CellTruth Truth { get; } = new CellTruth();

        public void SegmentBegan(Segment segment, long at, bool contact, TripCircuit trip)
        {
            double terminal = segment.Sense.Terminal(0);
            if (!contact)
            {
                _baseline = terminal;
                _nodeWasUp = segment.Sense.Node(0) >= SenseChain.CollapseVolts;
            }
            else if (Truth.ContactMicroseconds == null)
            {
                Truth.ContactMicroseconds = at;
            }

            if (contact && Truth.SenseLeftBaselineMicroseconds == null && terminal <= LeavingFraction * _baseline)
            {
                Truth.SenseLeftBaselineMicroseconds = at;
            }

            if (contact && _nodeWasUp && Truth.SenseCollapsedMicroseconds == null && segment.Sense.Node(0) < SenseChain.CollapseVolts)
            {
                Truth.SenseCollapsedMicroseconds = at;
            }

            WatchSwitch(at, trip);
            WatchCell(at);
        }

        public void SegmentEnded(Segment segment, long at)
        {
            double seconds = segment.SecondsAt(at);
            Truth.ChargeCoulombs = segment.Coulombs(at);
            Truth.ThroughputCoulombs += Math.Abs(segment.Amperes) * seconds;
            if (Truth.ContactMicroseconds == null || Truth.SenseLeftBaselineMicroseconds != null)
            {
                return;
            }

            // Terminal(t) = a + b e^(-t/T) falls to the level once.
            double level = LeavingFraction * _baseline;
            if (segment.Sense.Terminal(seconds) <= level)
            {
                SenseSolution s = segment.Sense;
                double rest = (((level - s.TerminalOffset) / s.TerminalSlope) - s.ElectrodeConstant) / s.ElectrodeOwn;
                double t = Math.Clamp(-s.ElectrodeSeconds * Math.Log(rest), 0, seconds);
                Truth.SenseLeftBaselineMicroseconds = segment.StartMicroseconds + (long)Math.Ceiling(t * 1e6);
            }
        }

        private void WatchSwitch(long at, TripCircuit trip)
        {
            if (trip.SwitchClosed == _wasClosed)
            {
                return;
            }

            _wasClosed = trip.SwitchClosed;
            if (_wasClosed)
            {
                Truth.SwitchClosedMicroseconds ??= at;
            }
            else
            {
                Truth.SwitchOpenMicroseconds = at;
                Truth.SwitchOpenCause = trip.LastCause;
            }
        }

        private void WatchCell(long at)
        {
            if (_physics == null)
            {
                return;
            }

            if (Truth.ShortMicroseconds == null && _physics.Dendrite.Bridges)
            {
                Truth.ShortMicroseconds = at;
            }

            if (Truth.DepletedMicroseconds == null && _physics.SurfaceDepletion >= 1)
            {
                Truth.DepletedMicroseconds = at;
            }

            Truth.PlatedCoulombs = _physics.Chemistry.PlatedCoulombs;
            Truth.Cycles = _physics.Cycler.Cycles;
        }
    }
}

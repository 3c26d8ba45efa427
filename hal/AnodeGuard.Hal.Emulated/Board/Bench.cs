using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// Everything around the chips that moves by itself: the cell with its cycler, the sense chain, the trip circuit and
    /// the watchdog. Time goes in segments that end where something changes; inside a segment nothing has to be
    /// computed until somebody looks. Converters look back a little (at the instant their conversion ended), so the last
    /// segments are kept.
    /// </summary>
    internal sealed class Bench
    {
        private const int KeptSegments = 256;
        private const long Never = long.MaxValue;

        private readonly Segment[] _segments = new Segment[KeptSegments];
        private readonly ICellSource _source;
        private readonly SenseChain _chain;
        private readonly FaultSchedule _faults;
        private readonly TruthKeeper _truth;
        private readonly CellOutput _cell = new CellOutput();
        private SenseState _state;
        private Segment _segment;
        private long _end;
        private long _now;
        private long _pulseEnd = Never;
        private int _newest;
        private bool _handling;

        public Bench(ICellSource source, SenseChain chain, FaultSchedule faults, TruthKeeper truth)
        {
            _source = source;
            _chain = chain;
            _faults = faults;
            _truth = truth;
            for (int i = 0; i < KeptSegments; i++)
            {
                _segments[i] = new Segment();
            }

            _segment = _segments[0];
            source.Begin(0, false, _cell);
            _state.DoubleLayer = _cell.SenseEquilibriumVolts;
            BeginSegment(0);
        }

        /// <summary>Wires that the board and the faults can change, once time has come to now; then call <see cref="Cut"/>.</summary>
        public SenseWiring Wiring { get; } = new SenseWiring();

        public TripCircuit Trip { get; } = new TripCircuit();

        public WindowedWatchdog Watchdog { get; } = new WindowedWatchdog();

        /// <summary>Metal or a wire between the Cu layer and the anode besides the filament, siemens.</summary>
        public double ExtraContactSiemens { get; set; }

        /// <summary>The dry contact in the cycler's interlock loop is open.</summary>
        public bool InterlockOpen { get; set; }

        /// <summary>The cycler does not obey (or is not connected to) the interlock.</summary>
        public bool InterlockIgnored { get; set; }

        /// <summary>Limit of the over-current comparator, amperes.</summary>
        public double OverCurrentAmperes { get; set; } = 5;

        /// <summary>The watchdog's output is wired to the chip's reset, too.</summary>
        public bool WatchdogResets { get; set; } = true;

        /// <summary>The watchdog has bitten: the chip is to be reset.</summary>
        public bool ResetRequested { get; set; }

        /// <summary>The present segment.</summary>
        public Segment Present
        {
            get { return _segment; }
        }

        private bool CircuitClosed
        {
            get { return Trip.SwitchClosed && (!InterlockOpen || InterlockIgnored); }
        }

        /// <summary>Lets time come to an instant, with everything that happens on the way.</summary>
        public void AdvanceTo(long microseconds)
        {
            if (_handling)
            {
                return;
            }

            while (microseconds >= _end)
            {
                long at = _end;
                EndSegment(at);
                HandleEvents(at);
                BeginSegment(at);
            }

            _now = Math.Max(_now, microseconds);
            Trip.SetNow(_now);
        }

        /// <summary>Begins a new segment now, for something outside has changed.</summary>
        public void Cut()
        {
            if (_handling)
            {
                return;
            }

            if (_now > _segment.StartMicroseconds)
            {
                EndSegment(_now);
            }

            Trip.AdvanceTo(_now);
            BeginSegment(_now);
        }

        /// <summary>The segment that holds an instant; the oldest kept one for instants before it.</summary>
        public Segment At(long microseconds)
        {
            AdvanceTo(microseconds);
            int i = _newest;
            for (int back = 0; back < KeptSegments - 1; back++)
            {
                Segment segment = _segments[i];
                if (segment.StartMicroseconds <= microseconds)
                {
                    return segment;
                }

                i = (i + KeptSegments - 1) % KeptSegments;
            }

            return _segments[i];
        }

        private void EndSegment(long at)
        {
            double seconds = _segment.SecondsAt(at);
            _state = _segment.Sense.At(seconds);
            _source.Advance(_segment.StartMicroseconds, at);
            _truth.SegmentEnded(_segment, at);
        }

        private void HandleEvents(long at)
        {
            _now = at;
            _handling = true;
            _faults.RunDue(at);
            _handling = false;
            if (at >= Watchdog.Deadline)
            {
                Bite(at);
            }

            if (at >= _pulseEnd)
            {
                _pulseEnd = Never;
                Trip.DriveWatchdog(false);
            }

            Trip.AdvanceTo(at);
        }

        /// <summary>The watchdog trips the switch and asks for a reset, where it is wired to that.</summary>
        public void Bite(long at)
        {
            Watchdog.Reset();
            _pulseEnd = at + WindowedWatchdog.PulseMicroseconds;
            ResetRequested = WatchdogResets;
            Trip.DriveWatchdog(true);
        }

        private void BeginSegment(long at)
        {
            double coulombs = _segment.Coulombs(at);
            if (at > _segment.StartMicroseconds)
            {
                _newest = (_newest + 1) % KeptSegments;
                _segment = _segments[_newest];
            }

            _source.Begin(at, CircuitClosed, _cell);
            _segment.StartMicroseconds = at;
            _segment.Amperes = _cell.Amperes;
            _segment.CoulombsBefore = coulombs;
            _segment.VoltsAtStart = _cell.Volts;
            _segment.VoltsPerSecond = _cell.VoltsPerSecond;
            _segment.Celsius = _cell.Celsius;
            Wiring.AnodeSiemens = _cell.ContactSiemens + ExtraContactSiemens;
            Wiring.CathodeVolts = _cell.Volts;
            Wiring.EquilibriumVolts = _cell.SenseEquilibriumVolts;
            Wiring.ShiftVolts = _cell.SenseShiftVolts;
            _chain.Solve(Wiring, _state, _segment.Sense);
            Trip.SetOverCurrent(Math.Abs(_cell.Amperes) > OverCurrentAmperes);
            Trip.SetNodeLow(_state.Node < SenseChain.CollapseVolts);
            _truth.SegmentBegan(_segment, at, Wiring.AnodeSiemens > 0, Trip);
            _end = FindEnd(at);
        }

        private long FindEnd(long at)
        {
            long end = Math.Min(_cell.UntilMicroseconds, _faults.Next);
            end = Math.Min(Math.Min(end, Trip.NextEvent), Math.Min(Watchdog.Deadline, _pulseEnd));
            end = Math.Max(end, at + 1);
            end = Crossing.First(_segment, at, end, SenseChain.CollapseVolts);
            return Crossing.First(_segment, at, end, SenseChain.FollowerLimit);
        }
    }
}

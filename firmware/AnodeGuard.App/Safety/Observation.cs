using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// The values that go with a report: what was measured and what the core made of it, copied out of the snapshot
    /// and the verdict of one instant. Filled again and again; nothing is allocated after construction.
    /// </summary>
    public sealed class Observation
    {
        public readonly Sample CellMicrovolts = new Sample();
        public readonly Sample CurrentNanoamperes = new Sample();
        public readonly Sample MeanCurrentNanoamperes = new Sample();
        public readonly Sample SenseMicrovolts = new Sample();
        public readonly Sample CellMillicelsius = new Sample();
        public readonly Sample BoardMillicelsius = new Sample();

        /// <summary>Instant of the snapshot, microseconds since start.</summary>
        public long TimeMicroseconds;

        public GuardState State;
        public long ActiveFaults;
        public long LatchedFaults;
        public int TripCause;
        public long NormalizedCurrentQ24;
        public long SurfaceDepletionQ24;
        public long DepletionMicroseconds;
        public long BaselineMicrovolts;
        public bool BaselineKnown;
        public long SenseSlopeMicrovoltsPerSecond;
        public long SelfTestAgeMicroseconds;
        public SelfTestResult SelfTest;
        public long ChargeNanocoulombs;

        /// <summary>Ageing and state of the cell: only what becomes a state message carries them, events do not.</summary>
        public CellFigures Cell;

        /// <summary>The gas sensor's samples, in the same way.</summary>
        public HousingSamples Housing;

        /// <summary>Bits of <see cref="SoftShortSign"/>.</summary>
        public int SoftShortSigns;
        public bool SwitchClosed;
        public long ContactOhms = SenseFigures.Unknown;
        public long Touches;
        public long LeakagePicoamperes;
        public bool LeakageKnown;
        public long MicroShorts;
        public long MicroShortsPerHour;
        public long RestShortMilliohms = ShortFigures.Unknown;

        /// <summary>What is recommended, left and identified.</summary>
        public readonly TransportFigures Transport = new TransportFigures();

        /// <summary>What people have asked of the board.</summary>
        public readonly BoardStatus Status = new BoardStatus();

        /// <summary>Takes the values of one instant.</summary>
        public void Take(Snapshot snapshot, Verdict verdict)
        {
            CellMicrovolts.CopyFrom(snapshot.CellMicrovolts);
            CurrentNanoamperes.CopyFrom(snapshot.CurrentNanoamperes);
            MeanCurrentNanoamperes.CopyFrom(snapshot.MeanCurrentNanoamperes);
            SenseMicrovolts.CopyFrom(snapshot.SenseMicrovolts);
            CellMillicelsius.CopyFrom(snapshot.CellMillicelsius);
            BoardMillicelsius.CopyFrom(snapshot.BoardMillicelsius);
            SwitchClosed = snapshot.SwitchClosed;

            TimeMicroseconds = verdict.TimeMicroseconds;
            State = verdict.State;
            ActiveFaults = verdict.ActiveFaults;
            LatchedFaults = verdict.LatchedFaults;
            TripCause = verdict.TripCause;
            NormalizedCurrentQ24 = verdict.NormalizedCurrentQ24;
            SurfaceDepletionQ24 = verdict.SurfaceDepletionQ24;
            DepletionMicroseconds = verdict.DepletionMicroseconds;
            BaselineMicrovolts = verdict.BaselineMicrovolts;
            BaselineKnown = verdict.BaselineKnown;
            SenseSlopeMicrovoltsPerSecond = verdict.SenseSlopeMicrovoltsPerSecond;
            SelfTestAgeMicroseconds = verdict.SelfTestAgeMicroseconds;
            SelfTest = verdict.SelfTest;
            ChargeNanocoulombs = verdict.ChargeNanocoulombs;
            Transport.CopyFrom(verdict.Transport);
            if (Cell != null)
            {
                Cell.CopyFrom(verdict.Cell);
            }

            if (Housing != null)
            {
                Housing.Take(snapshot);
            }

            SenseFigures sense = verdict.Sense;
            ContactOhms = sense.ContactOhms;
            Touches = sense.Touches;
            LeakagePicoamperes = sense.LeakagePicoamperes;
            LeakageKnown = sense.LeakageKnown;
            ShortFigures shorts = verdict.Shorts;
            SoftShortSigns = shorts.SoftShortSigns;
            MicroShorts = shorts.MicroShorts;
            MicroShortsPerHour = shorts.MicroShortsPerHour;
            RestShortMilliohms = shorts.RestShortMilliohms;
        }

        /// <summary>Copies another observation.</summary>
        public void CopyFrom(Observation other)
        {
            CellMicrovolts.CopyFrom(other.CellMicrovolts);
            CurrentNanoamperes.CopyFrom(other.CurrentNanoamperes);
            MeanCurrentNanoamperes.CopyFrom(other.MeanCurrentNanoamperes);
            SenseMicrovolts.CopyFrom(other.SenseMicrovolts);
            CellMillicelsius.CopyFrom(other.CellMillicelsius);
            BoardMillicelsius.CopyFrom(other.BoardMillicelsius);
            SwitchClosed = other.SwitchClosed;
            Status.CopyFrom(other.Status);
            TimeMicroseconds = other.TimeMicroseconds;
            State = other.State;
            ActiveFaults = other.ActiveFaults;
            LatchedFaults = other.LatchedFaults;
            TripCause = other.TripCause;
            NormalizedCurrentQ24 = other.NormalizedCurrentQ24;
            SurfaceDepletionQ24 = other.SurfaceDepletionQ24;
            DepletionMicroseconds = other.DepletionMicroseconds;
            BaselineMicrovolts = other.BaselineMicrovolts;
            BaselineKnown = other.BaselineKnown;
            SenseSlopeMicrovoltsPerSecond = other.SenseSlopeMicrovoltsPerSecond;
            SelfTestAgeMicroseconds = other.SelfTestAgeMicroseconds;
            SelfTest = other.SelfTest;
            ChargeNanocoulombs = other.ChargeNanocoulombs;
            Transport.CopyFrom(other.Transport);
            SoftShortSigns = other.SoftShortSigns;
            if (Cell != null && other.Cell != null)
            {
                Cell.CopyFrom(other.Cell);
            }

            if (Housing != null && other.Housing != null)
            {
                Housing.CopyFrom(other.Housing);
            }

            ContactOhms = other.ContactOhms;
            Touches = other.Touches;
            LeakagePicoamperes = other.LeakagePicoamperes;
            LeakageKnown = other.LeakageKnown;
            MicroShorts = other.MicroShorts;
            MicroShortsPerHour = other.MicroShortsPerHour;
            RestShortMilliohms = other.RestShortMilliohms;
        }
    }
}

using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A simulated electrode in front of a guard: the safety loop's rhythm in steps of 1 ms, self-tests included. Times
    /// in seconds.
    /// </summary>
    public sealed class Rig
    {
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly Guard _guard;
        private readonly int _phase;
        private long _milliseconds;
        private long _turn;
        private double _charge;
        private long _pullSince;

        public Rig(int seed, GuardSettings settings = null, double volts = 3.0)
        {
            Random = new Random(seed);
            Electrode = new Electrode(seed + 1000, volts);
            Settings = settings ?? new GuardSettings();
            _guard = new Guard(Settings);
            _phase = Random.Next(20);
            _snapshot.SwitchFitted = true;
        }

        public Random Random { get; }

        public Electrode Electrode { get; }

        public GuardSettings Settings { get; }

        public Verdict Verdict { get; private set; }

        public Snapshot Snapshot
        {
            get { return _snapshot; }
        }

        /// <summary>Current, amperes; flows only through a closed switch where <see cref="SwitchMatters"/>.</summary>
        public double Amperes { get; set; }

        public bool SwitchMatters { get; set; } = true;

        public double CellVolts { get; set; } = 3.8;

        public double Celsius { get; set; } = 25;

        public double Now
        {
            get { return _milliseconds / 1000.0; }
        }

        /// <summary>Added to the next sense reading only, volts: a spike.</summary>
        public double Spike { get; set; }

        /// <summary>Every fault raised so far.</summary>
        public long EverRaised { get; private set; }

        /// <summary>When a verdict first asked for an open switch after being ready; NaN.</summary>
        public double OpenedAt { get; private set; } = double.NaN;

        /// <summary>When a fault was first raised; NaN.</summary>
        public double FirstRaised(int fault)
        {
            return _firstRaised[fault] == 0 ? double.NaN : _firstRaised[fault] / 1000.0;
        }

        private readonly long[] _firstRaised = new long[FaultId.Count];

        public bool Ever(int fault)
        {
            return (EverRaised & (1L << fault)) != 0;
        }

        public bool Active(int fault)
        {
            return (Verdict.ActiveFaults & (1L << fault)) != 0;
        }

        public void Run(double seconds)
        {
            long end = _milliseconds + (long)Math.Round(seconds * 1000);
            while (_milliseconds < end)
            {
                Millisecond();
            }
        }

        /// <summary>Runs while a condition holds, at most so long; true when it ended.</summary>
        public bool RunWhile(Func<bool> condition, double seconds)
        {
            long end = _milliseconds + (long)Math.Round(seconds * 1000);
            while (_milliseconds < end)
            {
                if (!condition())
                {
                    return true;
                }

                Millisecond();
            }

            return !condition();
        }

        public void BecomeReady()
        {
            bool ready = RunWhile(() => Verdict == null || Verdict.State == GuardState.NotReady, 30);
            if (!ready)
            {
                throw new InvalidOperationException($"not ready, faults {Verdict.ActiveFaults:X}, test {Verdict.SelfTest}");
            }

            EverRaised = 0;
            OpenedAt = double.NaN;
        }

        public void Acknowledge()
        {
            _snapshot.Acknowledge = true;
        }

        private void Millisecond()
        {
            _milliseconds++;
            Electrode.PullVolts = _snapshot.SenseDrive == SenseDrive.PullDown ? 0
                : _snapshot.SenseDrive == SenseDrive.PullUp ? 2.5 : double.NaN;
            Electrode.Advance();
            double amperes = _snapshot.SwitchClosed || !SwitchMatters ? Amperes : 0;
            _charge += amperes * 1e-3;
            if ((_milliseconds + _phase) % 20 == 0)
            {
                Turn(amperes);
            }
        }

        private void Turn(double amperes)
        {
            long now = _milliseconds * 1000;
            _snapshot.TimeMicroseconds = now;
            long sense = Electrode.Read() + (long)(Spike * 1e6);
            Spike = 0;
            _snapshot.SenseMicrovolts.Set(sense, now, sense >= 3480000 ? Validity.OverRange : Validity.Valid, SampleSource.Ads1115);
            if (_turn % 5 == 0)
            {
                _snapshot.CellMicrovolts.Set((long)(CellVolts * 1e6), now, Validity.Valid, SampleSource.Ina228);
                _snapshot.CurrentNanoamperes.Set((long)(amperes * 1e9), now, Validity.Valid, SampleSource.Ina228);
                _snapshot.MeanCurrentNanoamperes.Set((long)(_charge / 0.1 * 1e9), now, Validity.Valid, SampleSource.Ina228);
                _snapshot.CellMillicelsius.Set((long)(Celsius * 1000), now, Validity.Valid, SampleSource.Ads1115);
                _charge = 0;
            }

            _turn++;
            Verdict = _guard.Step(_snapshot);
            _snapshot.Acknowledge = false;
            Note();
            Act();
        }

        private void Note()
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((Verdict.RaisedFaults & (1L << fault)) != 0 && _firstRaised[fault] == 0)
                {
                    _firstRaised[fault] = _milliseconds;
                }
            }

            EverRaised |= Verdict.RaisedFaults;
            if ((Verdict.Actions & GuardActions.OpenSwitch) != 0 && double.IsNaN(OpenedAt))
            {
                OpenedAt = Now;
            }
        }

        private void Act()
        {
            if ((Verdict.Actions & GuardActions.OpenSwitch) != 0)
            {
                _snapshot.SwitchClosed = false;
            }
            else if ((Verdict.Actions & GuardActions.AllowArm) != 0)
            {
                _snapshot.SwitchClosed = true;
            }

            if (_snapshot.SenseDrive == SenseDrive.Idle)
            {
                if ((Verdict.Actions & GuardActions.RunSelfTest) != 0)
                {
                    Select(SenseDrive.PullDown);
                }
            }
            else if (_milliseconds - _pullSince >= 50)
            {
                Select(_snapshot.SenseDrive == SenseDrive.PullDown ? SenseDrive.PullUp : SenseDrive.Idle);
            }
        }

        private void Select(SenseDrive drive)
        {
            _snapshot.SenseDrive = drive;
            _snapshot.SenseDriveSinceMicroseconds = _milliseconds * 1000;
            _pullSince = _milliseconds;
        }
    }
}

using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>Compares each verdict with the one before and writes what changed into the event queue.</summary>
    public sealed class EventReporter
    {
        private const int SelfTestShift = 8;
        private const int SwitchBit = 1 << 16;

        private readonly EventQueue _queue;
        private readonly IClock _clock;
        private readonly BoardStatus _status;
        private GuardState _state = GuardState.NotReady;
        private SelfTestResult _selfTest = SelfTestResult.None;
        private int _standing = -1;
        private bool _switchClosed;
        private bool _testAlarm;
        private bool _inhibited;
        private bool _restarting;

        /// <summary>Starts before the first verdict: not ready, switch open, no self-test.</summary>
        /// <param name="queue">Where the events go.</param>
        /// <param name="clock">Asked for the wall clock only.</param>
        /// <param name="status">What people have asked of the board.</param>
        public EventReporter(EventQueue queue, IClock clock, BoardStatus status)
        {
            _queue = queue;
            _clock = clock;
            _status = status;
        }

        /// <summary>Writes an event for every fault that rose or ended, and for every other change.</summary>
        /// <returns>There was one.</returns>
        public bool Report(Snapshot snapshot, Verdict verdict)
        {
            // Everything that events tell changes of, in one number: in nearly every turn it is the number of the turn before.
            int standing = (int)verdict.State
                | ((int)verdict.SelfTest << SelfTestShift)
                | (snapshot.SwitchClosed ? SwitchBit : 0)
                | _status.Events;
            if (standing == _standing && (verdict.RaisedFaults | verdict.ClearedFaults) == 0 && !snapshot.Acknowledge)
            {
                return false;
            }

            _standing = standing;
            ReportChanges(snapshot, verdict);
            return true;
        }

        private void ReportChanges(Snapshot snapshot, Verdict verdict)
        {
            if ((verdict.RaisedFaults | verdict.ClearedFaults) != 0)
            {
                ReportFaults(snapshot, verdict);
            }

            if (snapshot.Acknowledge)
            {
                Write(EventKind.Acknowledged, -1, FaultLevel.None, snapshot, verdict);
            }

            ReportRequests(snapshot, verdict);
            if (verdict.State != _state)
            {
                _state = verdict.State;
                Write(EventKind.StateChanged, -1, FaultLevel.None, snapshot, verdict);
            }

            if (verdict.SelfTest != _selfTest)
            {
                _selfTest = verdict.SelfTest;
                Write(EventKind.SelfTestChanged, -1, FaultLevel.None, snapshot, verdict);
            }

            if (snapshot.SwitchFitted && snapshot.SwitchClosed != _switchClosed)
            {
                _switchClosed = snapshot.SwitchClosed;
                byte kind = _switchClosed ? EventKind.SwitchClosed : EventKind.SwitchOpened;
                Write(kind, -1, FaultLevel.None, snapshot, verdict);
            }
        }

        private void ReportFaults(Snapshot snapshot, Verdict verdict)
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                long bit = 1L << fault;
                if ((verdict.RaisedFaults & bit) != 0)
                {
                    Write(EventKind.FaultRaised, fault, verdict.Levels[fault], snapshot, verdict);
                }
                else if ((verdict.ClearedFaults & bit) != 0)
                {
                    Write(EventKind.FaultCleared, fault, FaultLevel.None, snapshot, verdict);
                }
            }
        }

        private void ReportRequests(Snapshot snapshot, Verdict verdict)
        {
            if (_status.TestAlarm != _testAlarm)
            {
                _testAlarm = _status.TestAlarm;
                Write(_testAlarm ? EventKind.TestAlarmBegan : EventKind.TestAlarmEnded, -1, FaultLevel.None, snapshot, verdict);
            }

            bool inhibited = _status.InhibitMicroseconds > 0;
            if (inhibited != _inhibited)
            {
                _inhibited = inhibited;
                Write(inhibited ? EventKind.InhibitBegan : EventKind.InhibitEnded, -1, FaultLevel.None, snapshot, verdict);
            }

            if (_status.Restarting && !_restarting)
            {
                _restarting = true;
                Write(EventKind.Restarting, -1, FaultLevel.None, snapshot, verdict);
            }
        }

        private void Write(byte kind, int fault, byte level, Snapshot snapshot, Verdict verdict)
        {
            EventRecord record = _queue.Reserve(EventRecord.IsAlarmOf(kind, level, verdict.State));
            if (record == null)
            {
                return;
            }

            long unixMilliseconds;
            if (!_clock.TryGetUnixMilliseconds(out unixMilliseconds))
            {
                unixMilliseconds = 0;
            }

            record.Kind = kind;
            record.Fault = fault;
            record.Level = level;
            record.UnixMilliseconds = unixMilliseconds;
            record.Values.Take(snapshot, verdict);
            record.Values.Status.CopyFrom(_status);
            _queue.Commit();
        }
    }
}

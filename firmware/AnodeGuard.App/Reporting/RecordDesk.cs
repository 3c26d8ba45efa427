using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Takes what the safety job left in the event queue and in the telemetry, writes the messages of it, and leaves them in
    /// the outbox. Never blocks.
    /// </summary>
    internal sealed class RecordDesk
    {
        // So long this start waits for what earlier ones left, so that the records go out in their order.
        private const long LongestHoldMicroseconds = 3000000;

        // So long it waits for a memory that does not say whether there is anything.
        private const long LongestOpeningMicroseconds = 500000;

        // So long after the last change of what is wrong more is told than usual: a fault that merely lasts, an advisory of an
        // hour or a latch of days, would fill brokers and data bases with the same.
        private const long DetailMicroseconds = 300000000;

        // A state message that is due before the next turn's half goes out with this one: turns are not punctual to the microsecond, and a
        // period of ten of them would now and then be one of eleven.
        private const long EarlyMicroseconds = RecordJob.PeriodMicroseconds / 2;

        // A turn before that its values are asked for: they come with the next decision turn.
        private const long AskMicroseconds = RecordJob.PeriodMicroseconds + EarlyMicroseconds;

        private readonly IClock _clock;
        private readonly DeviceSettings _settings;
        private readonly EventQueue _events;
        private readonly Telemetry _telemetry;
        private readonly MessageWriter _messages;
        private readonly Outbox _outbox;
        private readonly AlarmKeeper _alarm = new AlarmKeeper();
        private readonly EventRecord _record = new EventRecord();
        private readonly PeriodMeans _means = new PeriodMeans();
        private readonly Observation _values = new Observation { Cell = new CellFigures(), Housing = new HousingSamples() };
        private bool _eventHeld;
        private bool _alarmHeld;
        private bool _alarmOwed;
        private int _dropped;
        private long _nextStateMicroseconds;
        private bool _detailReported;
        private long _changedMicroseconds;
        private GuardState _state;
        private long _active;
        private long _latched;
        private bool _hasBegun;
        private bool _overtook;
        private bool _takesMeans;
        private long _beganMicroseconds;

        /// <param name="clock">Both times.</param>
        /// <param name="settings">Report periods.</param>
        /// <param name="events">What happened; this is its one reader.</param>
        /// <param name="telemetry">What holds now.</param>
        /// <param name="messages">Writes them.</param>
        /// <param name="outbox">Where they go.</param>
        public RecordDesk(IClock clock, DeviceSettings settings, EventQueue events, Telemetry telemetry, MessageWriter messages, Outbox outbox)
        {
            _clock = clock;
            _settings = settings;
            _events = events;
            _telemetry = telemetry;
            _messages = messages;
            _outbox = outbox;
        }

        /// <summary>Events that have not found their way into the outbox yet, and an alarm message that found no room.</summary>
        public int Waiting
        {
            get { return _events.Count + (_eventHeld || _alarmHeld ? 1 : 0); }
        }

        /// <summary>Takes what there is, and lets the outbox store it.</summary>
        public void Take()
        {
            _outbox.Keep();
            long now = _clock.NowMicroseconds();
            if (HoldsBack(now))
            {
                // The first values that go out shall not be as old as what goes before them.
                _telemetry.IsWanted = true;
                return;
            }

            TakeEvents();
            if (_telemetry.TryRead(_values))
            {
                TakeTelemetry(now);
            }

            if (now >= _nextStateMicroseconds - AskMicroseconds || _alarmOwed || !_alarm.IsTold || _takesMeans)
            {
                _telemetry.IsWanted = true;
            }

            _outbox.Keep();
        }

        /// <summary>A broker that was restarted may have lost the retained message: whatever holds is to be told again.</summary>
        public void ForgetAlarm()
        {
            _alarm.Forget();
            _telemetry.IsWanted = true;
        }

        /// <summary>
        /// What earlier starts left goes out first, for some seconds. Where it takes longer, what holds now is told again
        /// behind it: the last alarm message is the true one.
        /// </summary>
        private bool HoldsBack(long now)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                _beganMicroseconds = now;
            }

            long waited = now - _beganMicroseconds;
            if ((_outbox.OldLeft > 0 && waited < LongestHoldMicroseconds) || (_outbox.IsOpening && waited < LongestOpeningMicroseconds))
            {
                return true;
            }

            if (_outbox.OldLeft > 0)
            {
                _overtook = true;
            }
            else if (_overtook)
            {
                _overtook = false;
                _alarm.Forget();
            }

            return false;
        }

        /// <summary>
        /// Each event, and behind it the alarm message where it changed what that says. What does not fit is held, until an
        /// alarm waits behind it: then it gives way.
        /// </summary>
        private void TakeEvents()
        {
            for (; ; )
            {
                if (!_eventHeld && !_alarmHeld)
                {
                    if (!_events.TryTake(_record))
                    {
                        return;
                    }

                    _eventHeld = true;
                }

                if (_eventHeld)
                {
                    bool kept = TryKeep(_messages.WriteEvent(_record), ReportTopics.EventCode, _record.IsAlarm);
                    if (!kept && !GivesWay())
                    {
                        return;
                    }

                    _dropped += kept ? 0 : 1;
                    _eventHeld = false;
                    _alarmHeld = kept && _alarm.IsNews(_record.Values);
                }

                if (_alarmHeld)
                {
                    // What an alarm message could not say the next one says.
                    if (!TryTellAlarm(_record.Values, _record.UnixMilliseconds, _record.IsAlarm) && !GivesWay())
                    {
                        return;
                    }

                    _alarmHeld = false;
                }
            }
        }

        /// <summary>Newer values have come: because they were asked for, or because something has changed.</summary>
        private void TakeTelemetry(long now)
        {
            long unixMilliseconds = UnixOf(_values, now);

            // Events that the queue had to drop: the alarm message still comes to say what holds.
            bool owed = _alarm.IsNews(_values);
            if (owed && !_eventHeld && !_alarmHeld)
            {
                owed = !TryTellAlarm(_values, unixMilliseconds, false);
            }

            _alarmOwed = owed;

            bool fault = _values.ActiveFaults != 0 || _values.LatchedFaults != 0;
            TakeMeans(fault);

            bool detailed = fault && IsNew(now);

            // What comes with a fault does not wait for the end of a long period.
            if (now < _nextStateMicroseconds - EarlyMicroseconds && (_detailReported || !detailed))
            {
                return;
            }

            _detailReported = detailed;
            _nextStateMicroseconds = now + (detailed ? _settings.FaultReportPeriodMicroseconds : _settings.ReportPeriodMicroseconds);
            _means.Replace(_values);
            if (_messages.WriteState(_values, _means.Cycles, _telemetry.Timing, unixMilliseconds, _outbox.TelemetryDropped, _events.Dropped + _dropped, _outbox.StoredLost))
            {
                _messages.Take(false);
                _outbox.AddTelemetry(ReportTopics.StateCode, _messages.Json);
            }

            _means.Clear();
        }

        /// <summary>What is wrong has changed in the last minutes.</summary>
        private bool IsNew(long now)
        {
            if (_values.State != _state || _values.ActiveFaults != _active || _values.LatchedFaults != _latched)
            {
                _state = _values.State;
                _active = _values.ActiveFaults;
                _latched = _values.LatchedFaults;
                _changedMicroseconds = now;
            }

            return now - _changedMicroseconds < DetailMicroseconds;
        }

        /// <summary>Means hide what is short: while a fault is active or latched there are none.</summary>
        private void TakeMeans(bool fault)
        {
            _takesMeans = _settings.ReportMean && !fault;
            if (fault)
            {
                _means.Clear();
            }
            else if (_takesMeans)
            {
                _means.Take(_values);
            }
        }

        private bool GivesWay()
        {
            return !_record.IsAlarm && _events.Alarms > 0;
        }

        private bool TryTellAlarm(Observation values, long unixMilliseconds, bool isAlarm)
        {
            _alarm.Enter(values, unixMilliseconds);
            bool fits = _messages.WriteAlarm(values, unixMilliseconds, _alarm.SinceMicroseconds, _alarm.SinceUnixMilliseconds);
            if (!TryKeep(fits, ReportTopics.AlarmCode, isAlarm))
            {
                return false;
            }

            _alarm.Told(values);
            return true;
        }

        private bool TryKeep(bool fits, byte topic, bool isAlarm)
        {
            if (!fits || !_outbox.TryAddDurable(topic, isAlarm, _messages.Json))
            {
                return false;
            }

            _messages.Take(true);
            return true;
        }

        private long UnixOf(Observation values, long nowMicroseconds)
        {
            long unix;
            if (!_clock.TryGetUnixMilliseconds(out unix))
            {
                return 0;
            }

            return unix - ((nowMicroseconds - values.TimeMicroseconds) / 1000);
        }
    }
}

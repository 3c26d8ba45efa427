using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Tells the world: takes what the safety job left in the event queue and in the telemetry, writes messages, and
    /// brings them to the broker. May block for seconds in the network; the safety job never waits for it.
    /// </summary>
    public sealed class ReportJob : IJob
    {
        /// <summary>From one turn to the next, microseconds.</summary>
        public const int PeriodMicroseconds = 100000;

        /// <summary>Longest message, bytes: the answer to get-settings with the longest certificate, Home Assistant's discovery.</summary>
        private const int LongestMessage = 10240;

        // With more unconfirmed events and alarms than this a recording has to wait.
        private const int QuietBacklog = 8;

        private readonly IBoard _board;
        private readonly DeviceSettings _settings;
        private readonly EventQueue _events;
        private readonly Telemetry _telemetry;
        private readonly ReportTopics _topics;
        private readonly MessageWriter _messages;
        private readonly BrokerSession _session;
        private readonly CommandPost _commands;
        private readonly RecordingSender _recordings;
        private readonly Outbox _outbox = new Outbox();
        private readonly AlarmKeeper _alarm = new AlarmKeeper();
        private readonly EventRecord _record = new EventRecord();
        private readonly PeriodMeans _means = new PeriodMeans();
        private readonly Observation _values = new Observation { Cell = new CellFigures() };
        private bool _eventHeld;
        private bool _alarmHeld;
        private int _connectionsSeen;
        private long _nextStateMicroseconds;
        private bool _faultReported;

        /// <param name="board">Clock, network and link.</param>
        /// <param name="settings">Broker, device and report periods.</param>
        /// <param name="events">What happened; this job is its one reader.</param>
        /// <param name="telemetry">What holds now.</param>
        /// <param name="requests">How commands reach the safety job.</param>
        /// <param name="porter">Carries what is stored to the FRAM.</param>
        /// <param name="recorder">Holds what lies around an event.</param>
        /// <param name="bench">Calibration and commissioning.</param>
        /// <param name="attempts">Remembers attempts to connect over a restart.</param>
        /// <param name="identity">Who reports.</param>
        internal ReportJob(
            IBoard board,
            DeviceSettings settings,
            EventQueue events,
            Telemetry telemetry,
            SafetyRequests requests,
            MemoryPorter porter,
            FlightRecorder recorder,
            BenchCommands bench,
            AttemptKeeper attempts,
            ReportIdentity identity)
        {
            _board = board;
            _settings = settings;
            _events = events;
            _telemetry = telemetry;
            _topics = new ReportTopics(settings);
            _messages = new MessageWriter(new byte[LongestMessage], settings, identity);
            _session = new BrokerSession(board, settings, _topics, _messages, new DiscoveryWriter(_messages.Json, settings, _topics, identity), attempts);
            _recordings = new RecordingSender(board, recorder, new RecordingReel(recorder, settings, identity), _messages, _topics);
            CommandActions actions = new CommandActions(settings, board.Settings, requests, board.Clock, recorder, _recordings, bench);
            CommandDesk desk = new CommandDesk(settings, _topics.CommandPrefix, new CommandCounter(porter.Counter, board.Clock), actions);
            _commands = new CommandPost(board, _topics, _messages, _session, desk, actions, requests);
        }

        /// <summary>Messages that the broker does not have yet.</summary>
        public int Backlog
        {
            get { return _outbox.DurableCount + _outbox.TelemetryCount + (_eventHeld || _alarmHeld ? 1 : 0); }
        }

        /// <summary>State messages that gave way to newer ones since start.</summary>
        public long TelemetryDropped
        {
            get { return _outbox.TelemetryDropped; }
        }

        /// <summary>Connections made since start.</summary>
        public int Connections
        {
            get { return _session.Connections; }
        }

        /// <inheritdoc/>
        public void Run()
        {
            if (_settings.MqttHost.Length == 0)
            {
                return;
            }

            TakeEvents();
            TakeTelemetry();
            if (_commands.IsRestarting)
            {
                return;
            }

            bool ready = _session.Advance();
            if (_connectionsSeen != _session.Connections)
            {
                if (_connectionsSeen > 0)
                {
                    _outbox.LinkLost();
                    _alarm.Forget();
                }

                _connectionsSeen = _session.Connections;
                _commands.LinkLost();
                _recordings.LinkLost();
            }

            _commands.RestartWhereDue();
            if (ready)
            {
                TakeConfirmations();
                _commands.Serve();
                _outbox.Send(_board.Mqtt, _topics);
                if (_outbox.DurableCount < QuietBacklog)
                {
                    _recordings.Send(_board.Clock.NowMicroseconds(), Unix());
                }
            }
        }

        /// <summary>Ends the reporting in good order: the status goes to offline. <see cref="Run"/> would begin again.</summary>
        public void Stop()
        {
            _session.Stop();
        }

        /// <summary>Each event, and behind it the alarm message where it changed what that says. What does not fit is held.</summary>
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
                    if (!TryKeep(_messages.WriteEvent(_record), ReportTopics.EventCode))
                    {
                        return;
                    }

                    _eventHeld = false;
                    _alarmHeld = _alarm.IsNews(_record.Values);
                }

                if (_alarmHeld)
                {
                    if (!TryTellAlarm(_record.Values, _record.UnixMilliseconds))
                    {
                        return;
                    }

                    _alarmHeld = false;
                }
            }
        }

        private void TakeTelemetry()
        {
            if (!_telemetry.TryRead(_values))
            {
                return;
            }

            long now = _board.Clock.NowMicroseconds();
            long unixMilliseconds = UnixOf(_values, now);

            // Events that the queue had to drop: the alarm message still comes to say what holds.
            if (!_eventHeld && !_alarmHeld && _alarm.IsNews(_values))
            {
                TryTellAlarm(_values, unixMilliseconds);
            }

            bool fault = _values.ActiveFaults != 0 || _values.LatchedFaults != 0;
            TakeMeans(fault);

            // What comes with a fault does not wait for the end of a long period.
            if (now < _nextStateMicroseconds && (_faultReported || !fault))
            {
                return;
            }

            _faultReported = fault;
            _nextStateMicroseconds = now + (fault ? _settings.FaultReportPeriodMicroseconds : _settings.ReportPeriodMicroseconds);
            _means.Replace(_values);
            if (_messages.WriteState(_values, _means.Cycles, _telemetry.Timing, unixMilliseconds, _outbox.TelemetryDropped, _events.Dropped))
            {
                _messages.Take(false);
                _outbox.AddTelemetry(ReportTopics.StateCode, _messages.Json);
            }

            _means.Clear();
        }

        /// <summary>Means hide what is short: while a fault is active or latched there are none.</summary>
        private void TakeMeans(bool fault)
        {
            if (fault)
            {
                _means.Clear();
            }
            else if (_settings.ReportMean)
            {
                _means.Take(_values);
            }
        }

        private bool TryTellAlarm(Observation values, long unixMilliseconds)
        {
            _alarm.Enter(values, unixMilliseconds);
            bool fits = _messages.WriteAlarm(values, unixMilliseconds, _alarm.SinceMicroseconds, _alarm.SinceUnixMilliseconds);
            if (!TryKeep(fits, ReportTopics.AlarmCode))
            {
                return false;
            }

            _alarm.Told(values);
            return true;
        }

        private bool TryKeep(bool fits, byte topic)
        {
            if (!fits || !_outbox.TryAddDurable(topic, _messages.Json))
            {
                return false;
            }

            _messages.Take(true);
            return true;
        }

        private void TakeConfirmations()
        {
            int messageId;
            while (_board.Mqtt.TryTakeConfirmed(out messageId))
            {
                _outbox.Confirm(messageId);
            }
        }

        private long UnixOf(Observation values, long nowMicroseconds)
        {
            long unix = Unix();
            return unix == 0 ? 0 : unix - ((nowMicroseconds - values.TimeMicroseconds) / 1000);
        }

        private long Unix()
        {
            long unixMilliseconds;
            return _board.Clock.TryGetUnixMilliseconds(out unixMilliseconds) ? unixMilliseconds : 0;
        }
    }
}

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
        private const int LongestMessage = 15360;

        // With more unconfirmed events and alarms than this a recording has to wait.
        private const int QuietBacklog = 8;

        // So long an attempt to connect, which may end in a reset, waits for events on their way to the memory. With the
        // longest wait between attempts, 7.5 s, it stays below ten.
        private const long LongestStoringMicroseconds = 1500000;

        private readonly IBoard _board;
        private readonly DeviceSettings _settings;
        private readonly ReportTopics _topics;
        private readonly MessageWriter _messages;
        private readonly BrokerSession _session;
        private readonly CommandPost _commands;
        private readonly RecordingSender _recordings;
        private readonly Outbox _outbox;
        private readonly RecordDesk _records;
        private readonly object _gate = new object();
        private int _connectionsSeen;
        private long _storedMicroseconds;
        private long _recordedMicroseconds = -PeriodMicroseconds;

        /// <param name="board">Clock, network and link.</param>
        /// <param name="settings">Broker, device and report periods.</param>
        /// <param name="events">What happened; this job is its one reader.</param>
        /// <param name="telemetry">What holds now.</param>
        /// <param name="requests">How commands reach the safety job.</param>
        /// <param name="porter">Carries what is stored to the FRAM.</param>
        /// <param name="recorder">Holds what lies around an event.</param>
        /// <param name="bench">Calibration and commissioning.</param>
        /// <param name="attempts">Remembers attempts to connect over a restart.</param>
        /// <param name="plan">How much memory there is.</param>
        /// <param name="identity">Who reports.</param>
        /// <param name="hash">For the code over a command.</param>
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
            MemoryPlan plan,
            ReportIdentity identity,
            IKeyedHash hash)
        {
            _board = board;
            _settings = settings;
            _outbox = new Outbox(new JournalPair(porter, (uint)identity.Boot), plan.IsSmall);
            _topics = new ReportTopics(settings);
            _messages = new MessageWriter(new byte[LongestMessage], settings, identity);
            _records = new RecordDesk(board.Clock, settings, events, telemetry, _messages, _outbox);
            _session = new BrokerSession(board, settings, _topics, _messages, new DiscoveryWriter(_messages.Json, settings, _topics, identity), attempts);
            _recordings = new RecordingSender(board, recorder.Segments, new RecordingReel(recorder.Segments, settings, identity), _messages, _topics);
            CommandActions actions = new CommandActions(settings, board.Settings, requests, board.Clock, recorder, _recordings, bench, new FaultLogView(porter.Log));
            CommandDesk desk = new CommandDesk(settings, _topics.CommandPrefix, hash, new CommandCounter(porter.Counter, board.Clock), actions);
            _commands = new CommandPost(board, _topics, _messages, _session, desk, actions, requests);
        }

        /// <summary>Messages that the broker does not have yet.</summary>
        public int Backlog
        {
            get { return _outbox.DurableCount + _outbox.TelemetryCount + Waiting; }
        }

        /// <summary>Events and alarms among them, those of earlier starts with them.</summary>
        public int Durable
        {
            get { return _outbox.DurableCount + Waiting; }
        }

        /// <summary>Those among them that a power cut would leave.</summary>
        public int StoredCount
        {
            get { return _outbox.DurableCount - _outbox.UnstoredCount; }
        }

        /// <summary>Messages of the backlog that a power cut would take now.</summary>
        public int Unstored
        {
            get { return _outbox.UnstoredCount + _outbox.TelemetryCount + Waiting; }
        }

        /// <summary>Events and alarms that the broker owes a confirmation; 0 where the board itself is what is waited for.</summary>
        public int InFlight
        {
            get { return _outbox.InFlight; }
        }

        /// <summary>State messages that gave way to newer ones since start.</summary>
        public long TelemetryDropped
        {
            get { return _outbox.TelemetryDropped; }
        }

        private int Waiting
        {
            get { return _settings.MqttHost.Length == 0 ? 0 : _records.Waiting; }
        }

        /// <summary>Messages that brokers have confirmed since start.</summary>
        public long Confirmed { get; private set; }

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

            Record();
            if (_commands.IsRestarting)
            {
                return;
            }

            // The one call that may block: what it keeps waiting is written and stored by RecordJob meanwhile.
            _session.Connect(MayConnect());
            lock (_gate)
            {
                Serve();
            }
        }

        /// <summary>
        /// Writes and stores what has happened while <see cref="Run"/> waits for the network; never blocks. Where that has just been here there
        /// is nothing to do.
        /// </summary>
        internal void RecordMeanwhile()
        {
            if (_settings.MqttHost.Length != 0 && _board.Clock.NowMicroseconds() - _recordedMicroseconds >= PeriodMicroseconds)
            {
                Record();
            }
        }

        private void Record()
        {
            _recordedMicroseconds = _board.Clock.NowMicroseconds();
            lock (_gate)
            {
                _records.Take();
            }
        }

        /// <summary>Ends the reporting in good order: the status goes to offline. <see cref="Run"/> would begin again.</summary>
        public void Stop()
        {
            _session.Stop();
        }

        private void Serve()
        {
            bool ready = _session.Greet();
            if (_connectionsSeen != _session.Connections)
            {
                if (_connectionsSeen > 0)
                {
                    _outbox.LinkLost();
                    _records.ForgetAlarm();
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

        /// <summary>A name server or a handshake that stays silent ends in a reset by the watchdog: events first.</summary>
        private bool MayConnect()
        {
            long now = _board.Clock.NowMicroseconds();
            if (_outbox.EventsAreStored)
            {
                _storedMicroseconds = now;
            }

            long waited = now - _storedMicroseconds;
            return waited == 0 || waited > LongestStoringMicroseconds;
        }

        private void TakeConfirmations()
        {
            int messageId;
            while (_board.Mqtt.TryTakeConfirmed(out messageId))
            {
                Confirmed++;
                _outbox.Confirm(messageId);
            }

            if (_outbox.DurableCount == 0)
            {
                _messages.AllConfirmed();
            }
        }

        private long Unix()
        {
            long unixMilliseconds;
            return _board.Clock.TryGetUnixMilliseconds(out unixMilliseconds) ? unixMilliseconds : 0;
        }
    }
}

using System;
using System.Text.Json.Nodes;
using System.Threading;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>
    /// The firmware on the emulated board, put together: a scenario's machine, the device's own board code, the
    /// application, and a broker where one is given. Runs on the thread that calls <see cref="Run"/>.
    /// </summary>
    internal sealed class EmulationSession
    {
        /// <summary>With so many unsent messages virtual time stands still until the broker has some of them.</summary>
        private const int BacklogThatHolds = 16;

        private static readonly TimeSpan DrainPause = TimeSpan.FromMilliseconds(2);

        private readonly EmulationOptions _options;
        private readonly GatedMqttLink _link;
        private readonly BrokerPatience _patience;
        private EventTap _tap;
        private GuardState _worst;
        private int _lostInResets;

        /// <summary>Switches a machine on; nothing runs yet.</summary>
        /// <exception cref="InputException">The scenario refuses an option.</exception>
        public EmulationSession(EmulationOptions options)
        {
            _options = options;
            _patience = new BrokerPatience(options.BrokerPatience, TimeProvider.System);
            try
            {
                Machine = new EmulatedMachine(options.Scenario.Build(options.ForScenario()));
            }
            catch (ArgumentException exception)
            {
                throw new InputException(exception.Message, exception);
            }

            Duration_s = options.Duration_s ?? DurationOfStory();
            if (options.Broker != null)
            {
                _link = new GatedMqttLink(new Esp32MqttLink(), Machine.Network);
                Machine.Settings.Json = WithBroker(Machine.Settings.Json, options.Broker, options.CommandKey);
                Machine.WallClock.Set(DateTime.UtcNow);
                Machine.Scheduler.HoldWhile = () => Application != null && HoldsForBroker();
            }
        }

        public EmulatedMachine Machine { get; }

        /// <summary>The firmware of the current start; null before the first.</summary>
        public Application Application { get; private set; }

        /// <summary>Virtual time to run, seconds.</summary>
        public double Duration_s { get; }

        /// <summary>Virtual time at which the run ended, seconds; what the goodbye to a broker takes is not in it.</summary>
        public double End_s { get; private set; }

        /// <summary>Messages that the broker did not take; null where there is no broker.</summary>
        public int? Undelivered
        {
            get { return _link == null ? null : _lostInResets + (Application?.Reporting.Backlog ?? 0); }
        }

        /// <summary>What was raised.</summary>
        public FaultLedger Ledger { get; } = new FaultLedger();

        /// <summary>Gets each event with its virtual time, microseconds.</summary>
        public Action<long, EventRecord> OnEvent { get; set; }

        /// <summary>What the firmware last concluded; null before its first verdict.</summary>
        public Verdict Verdict
        {
            get { return _tap?.Latest; }
        }

        /// <summary>What it was concluded from: what the board sees; null before the first verdict.</summary>
        public Snapshot Snapshot
        {
            get { return _tap?.Snapshot; }
        }

        /// <summary>The highest rung that was reached.</summary>
        public GuardState Worst
        {
            get { return _tap != null && _tap.Worst > _worst ? _tap.Worst : _worst; }
        }

        /// <summary>Runs the story, restarting the firmware whenever the board resets the chip.</summary>
        public void Run(CancellationToken cancellation)
        {
            long end = (long)Math.Round(Duration_s * VirtualClock.Second);
            Machine.Scheduler.Pacing.SetSpeed(_options.Speed, Machine.Clock.NowMicroseconds);
            RunEnd outcome;
            do
            {
                using (Machine.Bind())
                {
                    Start();
                    outcome = Machine.RunUntil(end, cancellation);
                    End_s = Machine.Clock.NowSeconds;
                    if (outcome != RunEnd.Reset)
                    {
                        Drain(cancellation);
                    }
                }

                if (outcome == RunEnd.Reset)
                {
                    _lostInResets += _link == null ? 0 : Application.Reporting.Unstored;
                    _link?.Disconnect();
                    Machine.Restart();
                }
            }
            while (outcome == RunEnd.Reset && Machine.Clock.NowMicroseconds < end && !cancellation.IsCancellationRequested);
        }

        /// <summary>The same story with the switch held closed: when it would have come to a short, virtual microseconds.</summary>
        public long? ShortOfTheUnprotectedTwin()
        {
            if (_options.Recording != null)
            {
                return null;
            }

            return _options.Unprotected
                ? Machine.Truth.ShortMicroseconds
                : _options.Scenario.RunUnprotected(_options.ForScenario(), Math.Max(Duration_s, _options.Scenario.Seconds)).ShortMicroseconds;
        }

        private void Start()
        {
            long boot = Machine.Clock.NowMicroseconds;
            IBoard board = Machine.CreateBoard(_link);
            _worst = Worst;
            _tap = new EventTap(board.Clock, boot, Tell);
            Application = new Application(board, _tap) { CoreHash = ProductVersion.CoreHash };
            Application.Start();
        }

        private void Tell(long timeMicroseconds, EventRecord record)
        {
            Ledger.Add(timeMicroseconds, record);
            OnEvent?.Invoke(timeMicroseconds, record);
        }

        /// <summary>Gives the broker what is still to be told, and says goodbye.</summary>
        private void Drain(CancellationToken cancellation)
        {
            if (_link == null)
            {
                return;
            }

            Application.Reporting.Run();
            while (!cancellation.WaitHandle.WaitOne(DrainPause) && WaitsForBroker(0))
            {
                Application.Reporting.Run();
            }

            Application.Reporting.Stop();
        }

        /// <summary>
        /// Virtual time stands still for a broker that is slow. For one that was lost it goes on, slowly: the device's next
        /// attempt to connect lies in it. It also goes on where nothing is in flight: then the board waits for its own memory.
        /// </summary>
        private bool HoldsForBroker()
        {
            bool holds = WaitsForBroker(BacklogThatHolds - 1);
            if (holds && !_link.IsConnected)
            {
                Thread.Sleep(DrainPause);
                return false;
            }

            return holds && Application.Reporting.InFlight > 0;
        }

        /// <summary>A broker that was waited for in vain is away for the board too: no more attempts that take wall time.</summary>
        private bool WaitsForBroker(int isEnough)
        {
            bool waits = _patience.WaitsOn(Application.Reporting.Backlog, Application.Reporting.Confirmed, isEnough);
            if (_patience.IsOver)
            {
                Machine.Network.BrokerReachable = false;
            }

            return waits;
        }

        private double DurationOfStory()
        {
            return _options.Recording == null
                ? _options.Scenario.Seconds
                : (Machine.Recording.EndMicroseconds / 1e6) + 5;
        }

        private static string WithBroker(string settings, BrokerAddress broker, byte[] commandKey)
        {
            JsonNode document = JsonNode.Parse(settings);
            document["mqtt"] = new JsonObject { ["host"] = broker.Host, ["port"] = broker.Port, ["tls"] = false };
            if (commandKey != null)
            {
                document["device"]["command_key"] = Convert.ToHexStringLower(commandKey);
            }

            return document.ToJsonString();
        }
    }
}

using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>Carries out commands that are known to be genuine and new. What concerns the cell is only asked of the safety job.</summary>
    internal sealed class CommandActions
    {
        private const int IdentifySeconds = 10;
        private const int MostIdentifySeconds = 60;
        private const int TestAlarmSeconds = 30;
        private const int MostTestAlarmSeconds = 300;
        private const int InhibitSeconds = 900;
        private const int MostInhibitSeconds = 14400;
        private const long SelfTestPauseMicroseconds = 2000000;

        private readonly DeviceSettings _settings;
        private readonly ISettingsStorage _storage;
        private readonly SafetyRequests _requests;
        private readonly IClock _clock;
        private readonly FlightRecorder _recorder;
        private readonly RecordingSender _recordings;
        private readonly BenchCommands _bench;
        private readonly FaultLogView _faultLog;
        private bool _showSettings;
        private bool _showCalibration;
        private bool _showCommissioning;
        private bool _showFaultLog;
        private bool _restarts;
        private long _nextSelfTestMicroseconds;

        /// <param name="settings">The settings in force.</param>
        /// <param name="storage">Keeps the document.</param>
        /// <param name="requests">What the safety job is asked for.</param>
        /// <param name="clock">Keeps self-tests apart: the sense path is not watched while it is tested.</param>
        /// <param name="recorder">Whether there is one.</param>
        /// <param name="recordings">Sends chunks again.</param>
        /// <param name="bench">Calibration and commissioning.</param>
        /// <param name="faultLog">The last faults.</param>
        public CommandActions(
            DeviceSettings settings,
            ISettingsStorage storage,
            SafetyRequests requests,
            IClock clock,
            FlightRecorder recorder,
            RecordingSender recordings,
            BenchCommands bench,
            FaultLogView faultLog)
        {
            _faultLog = faultLog;
            _bench = bench;
            _recorder = recorder;
            _recordings = recordings;
            _clock = clock;
            _settings = settings;
            _storage = storage;
            _requests = requests;
        }

        /// <summary>A restart is to follow the answer.</summary>
        public bool RestartDue
        {
            get { return RestartFor != RunEnding.None; }
        }

        /// <summary>What that restart is for, a <see cref="RunEnding"/>.</summary>
        public byte RestartFor { get; private set; }

        /// <summary>Another command begins.</summary>
        public void Begin()
        {
            _showSettings = false;
            _showCalibration = false;
            _showCommissioning = false;
            _showFaultLog = false;
            _restarts = false;
        }

        /// <summary>Carries a command out.</summary>
        /// <returns>Null, or why not.</returns>
        public string Execute(string name, byte[] payload, int argsOffset, int argsLength)
        {
            if (RestartDue)
            {
                return "restarting";
            }

            string problem;
            CommandArguments arguments = CommandArguments.Read(name, payload, argsOffset, argsLength, out problem);
            return problem ?? Execute(name, arguments);
        }

        /// <summary>What the command gives back, where it gives something.</summary>
        public void WriteResult(JsonWriter json)
        {
            if (_showSettings)
            {
                json.OpenObject("result");
                SettingsWriter.WriteAll(json, _settings);
                json.CloseObject();
            }
            else if (_showCalibration)
            {
                json.OpenObject("result");
                _bench.WriteCalibration(json);
                json.CloseObject();
            }
            else if (_showCommissioning)
            {
                json.OpenObject("result");
                _bench.WriteCommissioning(json);
                json.CloseObject();
            }
            else if (_showFaultLog)
            {
                json.OpenObject("result");
                _faultLog.Write(json);
                json.CloseObject();
            }
            else if (_restarts)
            {
                json.OpenObject("result");
                json.Flag("restarts", true);
                json.CloseObject();
            }
        }

        private string Execute(string name, CommandArguments arguments)
        {
            switch (name)
            {
                case CommandNames.Acknowledge:
                    _requests.Acknowledge();
                    return null;
                case CommandNames.SelfTest:
                    return SelfTest();
                case CommandNames.Identify:
                    return Ask(CommandNames.Identify, arguments.Seconds, 1, MostIdentifySeconds, IdentifySeconds);
                case CommandNames.TestAlarm:
                    return Ask(CommandNames.TestAlarm, arguments.Seconds, 0, MostTestAlarmSeconds, TestAlarmSeconds);
                case CommandNames.Inhibit:
                    return Ask(CommandNames.Inhibit, arguments.Seconds, 0, MostInhibitSeconds, InhibitSeconds);
                case CommandNames.Reboot:
                    Restart(RunEnding.Command);
                    return null;
                case CommandNames.GetSettings:
                    _showSettings = true;
                    return null;
                case CommandNames.SetSettings:
                    return SetSettings(arguments);
                case CommandNames.Calibrate:
                    _showCalibration = true;
                    return _bench.Calibrate(arguments);
                case CommandNames.Commission:
                    _showCommissioning = true;
                    return _bench.Commission(arguments);
                case CommandNames.FaultLog:
                    _showFaultLog = true;
                    return _faultLog.Ask(arguments.Before);
                default:
                    return Recording(arguments);
            }
        }

        private string Recording(CommandArguments arguments)
        {
            if (!_recorder.IsOn)
            {
                return "there is no recorder: too little memory, or device.recorder_most_kb is too small";
            }

            if (arguments.Recording < 0 && arguments.ChunkCount < 0)
            {
                _requests.Recording();
                return null;
            }

            return arguments.ChunkCount < 0 ? "chunks: missing" : _recordings.Ask(arguments);
        }

        private string SelfTest()
        {
            long now = _clock.NowMicroseconds();
            if (now < _nextSelfTestMicroseconds)
            {
                return "self-test: one was asked for less than 2 s ago";
            }

            _nextSelfTestMicroseconds = now + SelfTestPauseMicroseconds;
            _requests.SelfTest();
            return null;
        }

        private string Ask(string what, int given, int least, int most, int otherwise)
        {
            int seconds = given < 0 ? otherwise : given;
            if (seconds < least || seconds > most)
            {
                return "seconds: found " + seconds.ToString() + "; accepted: " + least.ToString() + " to " + most.ToString();
            }

            switch (what)
            {
                case CommandNames.Identify:
                    _requests.Identify(seconds);
                    break;
                case CommandNames.TestAlarm:
                    _requests.TestAlarm(seconds);
                    break;
                default:
                    _requests.Inhibit(seconds);
                    break;
            }

            return null;
        }

        private string SetSettings(CommandArguments arguments)
        {
            if (arguments.Settings == null)
            {
                return "settings: missing";
            }

            SettingsError error;
            byte[] document = SettingsChange.Apply(_storage.Load(), arguments.Settings, out error);
            if (error != null)
            {
                return error.ToString();
            }

            if (!_storage.TryReplace(document))
            {
                return "the settings could not be stored; the old ones stay";
            }

            Restart(RunEnding.Settings);
            return null;
        }

        private void Restart(byte why)
        {
            _restarts = true;
            RestartFor = why;
        }
    }
}

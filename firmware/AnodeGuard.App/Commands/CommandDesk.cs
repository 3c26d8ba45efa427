using System.Text;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Where commands arrive, one at a time: who sent it (the code over its name, the device and the counter), whether it is
    /// new (the counter, stored before anything acts), and only then what it wants. A retained message is no command at
    /// all: it would come back with every connection. MESSAGES.md describes the form.
    /// </summary>
    internal sealed class CommandDesk
    {
        private const string Form = "anodeguard-command-1\n";
        private const char Separator = '\n';

        private const int StageFree = 0;
        private const int StageCounting = 1;
        private const int StageAnswered = 2;

        private readonly string _prefix;
        private readonly string _device;
        private readonly byte[] _key;
        private readonly IKeyedHash _hash;
        private readonly CommandCounter _counter;
        private readonly CommandActions _actions;
        private readonly CommandPayload _payload = new CommandPayload();
        private byte[] _bytes;
        private int _stage = StageFree;

        /// <param name="settings">The device's names and its key.</param>
        /// <param name="topicPrefix">What stands before a command's name.</param>
        /// <param name="hash">Works out the code over a command.</param>
        /// <param name="counter">Tells new commands from old ones.</param>
        /// <param name="actions">Carries them out.</param>
        public CommandDesk(DeviceSettings settings, string topicPrefix, IKeyedHash hash, CommandCounter counter, CommandActions actions)
        {
            _prefix = topicPrefix;
            _device = settings.DeviceSite + Separator + settings.DeviceId + Separator;
            _key = settings.CommandKey.Length > 0 ? HexText.Read(settings.CommandKey, MessageCode.Size) : null;
            _hash = hash;
            _counter = counter;
            _actions = actions;
        }

        /// <summary>A command is being looked at, or its answer was not sent yet.</summary>
        public bool IsBusy
        {
            get { return _stage != StageFree; }
        }

        /// <summary>Name of the command; an empty text where it is none that exists.</summary>
        public string Name { get; private set; }

        /// <summary>Why it was refused; null: accepted.</summary>
        public string Reason { get; private set; }

        /// <summary>What stood in the payload; 0 where that could not be read.</summary>
        public long Counter
        {
            get { return Name.Length > 0 ? _payload.Counter : 0; }
        }

        /// <summary>The last counter taken, where this one is not above it; -1 elsewhere.</summary>
        public long Last { get; private set; }

        /// <summary>Takes a message; only where not <see cref="IsBusy"/>.</summary>
        public void Receive(MqttInbound message)
        {
            if (message.Retained || !message.Topic.StartsWith(_prefix))
            {
                return;
            }

            string name = message.Topic.Substring(_prefix.Length);
            bool known = CommandNames.IsKnown(name);
            Name = known ? name : "";
            Last = -1;
            _bytes = message.Payload;
            _actions.Begin();
            Reason = known ? _payload.Read(_bytes) : "unknown command";
            if (Reason == null)
            {
                Reason = Authenticate();
            }

            _stage = Reason == null ? StageCounting : StageAnswered;
        }

        /// <summary>Goes on with the command.</summary>
        /// <returns>True: the answer is ready. Call <see cref="Answered"/> once it was sent.</returns>
        public bool Advance()
        {
            if (_stage == StageCounting && _counter.TryTake(_payload.Counter))
            {
                _stage = StageAnswered;
                Reason = _counter.Problem;
                if (Reason == null)
                {
                    Reason = _actions.Execute(Name, _bytes, _payload.ArgsOffset, _payload.ArgsLength);
                }
                else if (_counter.IsTooLow)
                {
                    Last = _counter.Last;
                }
            }

            return _stage == StageAnswered;
        }

        /// <summary>What an accepted command gives back.</summary>
        public void WriteResult(JsonWriter json)
        {
            if (Reason == null)
            {
                _actions.WriteResult(json);
            }
        }

        /// <summary>The answer is on its way, or the link is gone: the next command.</summary>
        public void Answered()
        {
            _stage = StageFree;
            _bytes = null;
        }

        /// <summary>An answer that was not sent is of no use any more. A command that is being stored goes on.</summary>
        public void LinkLost()
        {
            if (_stage == StageAnswered)
            {
                Answered();
            }
        }

        private string Authenticate()
        {
            if (_key == null)
            {
                return "commands are off: no device.command_key is set";
            }

            byte[] head = Encoding.UTF8.GetBytes(Form + _device + Name + Separator + _payload.CounterText + Separator);
            byte[] expected = MessageCode.Of(_hash, _key, head, _bytes, _payload.ArgsOffset, _payload.ArgsLength);
            if (expected == null)
            {
                // The counter was not taken: the same message may come again.
                return "mac: not checked, the board has too little memory free; send it again";
            }

            return MessageCode.AreEqual(expected, _payload.Mac) ? null : "mac: wrong";
        }
    }
}

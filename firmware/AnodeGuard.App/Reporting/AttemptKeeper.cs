using System.Text;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Remembers in FRAM that an attempt to connect is under way. A name server or a broker that accepts and never answers
    /// holds up the interpreter in a native call until the watchdog restarts the chip: the next start finds the attempt
    /// open, counts it, and waits longer. Runs on the safety thread, which owns the bus; the reporting job asks.
    /// </summary>
    /// <remarks>
    /// A supply that fails in an attempt does not count once: a coincidence. Twice with no connection between them it does, for somebody
    /// who finds the board hung takes its supply away. Nor does a restart that was asked for.
    /// </remarks>
    internal sealed class AttemptKeeper
    {
        /// <summary>"NET1".</summary>
        private const uint Mark = 0x3154454E;

        private const int Size = 8;

        // The wait after the first restart and the factor of each further one; the last is four hours.
        private const long FirstWaitMicroseconds = 60000000;
        private const int WaitShift = 2;
        private const int LongestWaits = 5;
        private const long LongestMicroseconds = 240 * FirstWaitMicroseconds;

        // A memory that does not answer is a fault of its own; the board then reports without this record.
        private const int MostTries = 50;

        private readonly TwoSlotRecord _record;
        private readonly byte[] _payload = new byte[Size];
        private readonly uint _broker;
        private byte _cuts;
        private bool _underWay;
        private int _asked;
        private int _stored;
        private int _tries;

        /// <param name="memory">The FRAM.</param>
        /// <param name="settings">Whose broker is tried: another one begins without a history.</param>
        public AttemptKeeper(INonVolatileMemory memory, DeviceSettings settings)
        {
            _record = new TwoSlotRecord(memory, FramMap.Attempts, Mark, Size);
            byte[] broker = Encoding.UTF8.GetBytes(settings.MqttHost + ":" + settings.EffectiveMqttPort.ToString());
            _broker = Crc32.Compute(broker, 0, broker.Length);
        }

        /// <summary>Raised while something is to be written.</summary>
        internal TurnWork Work = new TurnWork();

        /// <summary>The start found an attempt open.</summary>
        public bool FoundOpen { get; private set; }

        /// <summary>Restarts in a row that ended an attempt, and no connection that held since.</summary>
        public int Restarts;

        /// <summary>Times that the button was pressed; who stands at the board does not wait for the next attempt.</summary>
        public int Presses { get; private set; }

        /// <summary>What was asked last is stored, or the memory does not answer.</summary>
        public bool IsStored
        {
            get { return _stored == _asked; }
        }

        /// <summary>Least time from one attempt to the next, microseconds; 0 where none ended in a restart.</summary>
        public long WaitMicroseconds
        {
            get
            {
                int waits = Restarts < LongestWaits ? Restarts : LongestWaits;
                long wait = waits == 0 ? 0 : FirstWaitMicroseconds << ((waits - 1) * WaitShift);
                return wait < LongestMicroseconds ? wait : LongestMicroseconds;
            }
        }

        /// <summary>Reads the record, where there is one.</summary>
        public void Load()
        {
            if (!_record.TryLoad(_payload) || LittleEndian.GetUInt32(_payload, 4) != _broker)
            {
                return;
            }

            FoundOpen = _payload[0] != 0;
            Restarts = _payload[1];
            _cuts = _payload[2];
        }

        /// <summary>Counts the attempt that was found open, and closes it.</summary>
        /// <param name="ending">How the run before ended, a <see cref="RunEnding"/>.</param>
        public void Conclude(byte ending)
        {
            if (!FoundOpen)
            {
                return;
            }

            bool cut = ending == RunEnding.Power || ending == RunEnding.SupplyDip;
            bool asked = ending == RunEnding.Command || ending == RunEnding.Settings || ending == RunEnding.WatchdogTest;
            if (!asked)
            {
                Restarts += cut && _cuts == 0 ? 0 : 1;
                _cuts = (byte)(cut ? 1 : 0);
            }

            Ask(false);
            Run();
        }

        /// <summary>Writes what was asked for; a turn of <see cref="MemoryTurn"/>.</summary>
        public void Run()
        {
            int asked = _asked;
            if (_stored == asked)
            {
                return;
            }

            Work.Waits = true;
            _payload[0] = (byte)(_underWay ? 1 : 0);
            _payload[1] = (byte)(Restarts < LongestWaits ? Restarts : LongestWaits);
            _payload[2] = _cuts;
            LittleEndian.PutUInt32(_payload, 4, _broker);
            bool stored = _record.TryStore(_payload);
            _tries = stored ? 0 : _tries + 1;
            if (stored || _tries >= MostTries)
            {
                _tries = 0;
                _stored = asked;
            }
        }

        /// <summary>The safety job saw a press of the button.</summary>
        internal void Press()
        {
            Presses++;
        }

        /// <summary>An attempt is to begin: wait until <see cref="IsStored"/>.</summary>
        internal void Begin()
        {
            Ask(true);
        }

        /// <summary>The attempt came back, one way or the other.</summary>
        internal void End()
        {
            Ask(false);
        }

        /// <summary>A connection has held.</summary>
        internal void Held()
        {
            if (Restarts > 0 || _cuts > 0)
            {
                Restarts = 0;
                _cuts = 0;
                Ask(false);
            }
        }

        private void Ask(bool underWay)
        {
            _underWay = underWay;
            _asked++;
            Work.Waits = true;
        }
    }
}

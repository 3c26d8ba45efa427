using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>Board temperature from the TMP117, once a second.</summary>
    public sealed class BoardThermometer
    {
        private const long PeriodMicroseconds = 1000000;

        // It converts every 500 ms: without anything new for so long it has stopped.
        private const long StoppedMicroseconds = 2000000;

        /// <summary>Not to be sampled before, microseconds. A field: asked in every cycle.</summary>
        public long NextRead;

        private readonly Tmp117 _chip;
        private long _lastNew = -StoppedMicroseconds;
        private bool _ready;

        /// <param name="chip">The thermometer.</param>
        public BoardThermometer(Tmp117 chip)
        {
            _chip = chip;
        }

        /// <summary>Asks it, before <see cref="Start"/>, whether it has kept what an earlier start told it.</summary>
        public void Ask(StartWitness witness)
        {
            bool answered = _chip.TryReadKept(out bool kept);
            witness.Hear(answered, kept);
        }

        /// <summary>Brings it up.</summary>
        public ChipStart Start()
        {
            ChipStart start = _chip.Start();
            _ready = start == ChipStart.Done;
            return start;
        }

        /// <summary>
        /// Reads it, when it is due: until then the sample keeps its value and its time. Failed also while there is no first
        /// conversion, and when the chip has stopped converting.
        /// </summary>
        public void Sample(Sample into, long now)
        {
            if ((!_ready && Start() != ChipStart.Done) || !_chip.TryRead(out long millicelsius, out bool isNew))
            {
                _ready = false;
                NextRead = now + PeriodMicroseconds;
                into.Set(0, now, Validity.Failed, SampleSource.Tmp117);
            }
            else if (isNew)
            {
                _lastNew = now;
                NextRead = now + PeriodMicroseconds;
                into.Set(millicelsius, now, Validity.Valid, SampleSource.Tmp117);
            }
            else if (now - _lastNew >= StoppedMicroseconds)
            {
                into.Set(0, now, Validity.Failed, SampleSource.Tmp117);
            }
        }
    }
}

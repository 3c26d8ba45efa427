using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>Board temperature from the TMP117, once a second.</summary>
    public sealed class BoardThermometer
    {
        private const long PeriodMicroseconds = 1000000;

        // It converts every 500 ms: a chip that has nothing new twice in a row has stopped.
        private const int MostEmptyReads = 2;

        private readonly Tmp117 _chip;
        private long _nextRead;
        private int _emptyReads;
        private bool _ready;

        /// <param name="chip">The thermometer.</param>
        public BoardThermometer(Tmp117 chip)
        {
            _chip = chip;
        }

        /// <summary>Brings it up.</summary>
        public ChipStart Start()
        {
            _emptyReads = 0;
            ChipStart start = _chip.Start();
            _ready = start == ChipStart.Done;
            return start;
        }

        /// <summary>Reads it when it is due; otherwise the sample keeps its value and its time.</summary>
        public void Sample(Sample into, long now)
        {
            if (now < _nextRead)
            {
                return;
            }

            _nextRead = now + PeriodMicroseconds;
            if ((!_ready && Start() != ChipStart.Done) || !_chip.TryRead(out long millicelsius, out bool isNew))
            {
                _ready = false;
                into.Set(0, now, Validity.Failed, SampleSource.Tmp117);
                return;
            }

            _emptyReads = isNew ? 0 : _emptyReads + 1;
            if (isNew)
            {
                into.Set(millicelsius, now, Validity.Valid, SampleSource.Tmp117);
            }
            else if (_emptyReads >= MostEmptyReads)
            {
                into.Set(0, now, Validity.Failed, SampleSource.Tmp117);
            }
        }
    }
}

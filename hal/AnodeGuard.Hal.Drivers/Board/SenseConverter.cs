using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The four-channel converter behind the front end. AIN0, the sense electrode, is converted all the time, so that a
    /// reading is never older than two conversions (2.6 ms) and costs one transfer. The other channels take a few
    /// milliseconds of it once per decision cycle, between two sense readings, and none of those is lost.
    /// </summary>
    public sealed class SenseConverter
    {
        /// <summary>
        /// From here on a sense reading is over range, microvolts. The follower's output stops at 3.5 V (its input at the
        /// supply less 1.5 V); 20 mV below it lie converter and divider errors.
        /// </summary>
        public const long OverRangeMicrovolts = 3480000;

        // Nothing is selected: the converter has to be told first.
        private const int InputUnknown = -1;
        private const int InputSense = 0;
        private const int InputBipolar = 1;
        private const int InputReference = 2;
        private const int InputNtc = 3;
        private const int Slots = 4;

        // A stopped clock must not hold the safety loop: more turns than any wait can need at 5 us each.
        private const int MostWaitTurns = 2000;

        private readonly Ads1115 _converter;
        private readonly IClock _clock;
        private readonly NtcThermometer _thermometer = new NtcThermometer();

        // The other channels, cycle by cycle.
        private readonly int[] _slots = { InputBipolar, InputReference, InputBipolar, InputNtc };
        private int _slot;
        private int _other = InputBipolar;
        private int _selected = InputUnknown;
        private long _settledAt;
        private bool _announced;

        /// <param name="converter">The converter.</param>
        /// <param name="clock">Times the samples and bounds the waiting.</param>
        public SenseConverter(Ads1115 converter, IClock clock)
        {
            _converter = converter;
            _clock = clock;
        }

        /// <summary>Asks it, before <see cref="Start"/>, whether it has kept what an earlier start told it.</summary>
        public void Ask(StartWitness witness)
        {
            bool answered = _converter.TryReadKept(out bool kept);
            witness.Hear(answered, kept);
        }

        /// <summary>Brings it up on the sense channel.</summary>
        public ChipStart Start()
        {
            ChipStart start = _converter.Start(InputSense);
            _selected = start == ChipStart.Done ? InputSense : InputUnknown;
            _settledAt = _clock.NowMicroseconds() + Ads1115.SettleMicroseconds;
            return start;
        }

        /// <summary>Reads the sense channel.</summary>
        public void SampleSense(Sample sense)
        {
            if (_selected != InputSense && !TrySelect(InputSense))
            {
                sense.Set(0, _settledAt - Ads1115.SettleMicroseconds, Validity.Failed, SampleSource.Ads1115);
                return;
            }

            long now = _clock.NowMicroseconds();
            if (now < _settledAt)
            {
                now = WaitUntilSettled(now);
            }

            // Exactly 0 is what the converter shows after a brown-out; it must prove its configuration before a contact is believed from it.
            if (!_converter.TryReadCode(out int code) || (code == 0 && !_converter.IsAsConfigured()))
            {
                _selected = InputUnknown;
                sense.Set(0, now, Validity.Failed, SampleSource.Ads1115);
                return;
            }

            // FrontEnd.SenseMicrovolts and Sample.Set written out: every turn comes by here.
            long microvolts = (code * FrontEnd.SenseQuarters) >> 2;
            sense.Value = microvolts;
            sense.TimeMicroseconds = now;
            sense.Validity = microvolts >= OverRangeMicrovolts ? Validity.OverRange : Validity.Valid;
            sense.Source = SampleSource.Ads1115;
        }

        /// <summary>
        /// Turns to the next of the other channels: bipolar voltage every other cycle, reference and thermistor every fourth.
        /// Do something useful until <see cref="FinishOther"/>.
        /// </summary>
        public void BeginOther()
        {
            int slot = (_slot + 1) % Slots;
            _slot = slot;
            int other = _slots[slot];
            _other = other;
            if (_selected == InputUnknown)
            {
                return;
            }

            if (_converter.IsAsConfigured())
            {
                TrySelect(other);
            }
            else
            {
                _selected = InputUnknown;
            }
        }

        /// <summary>Reads the channel that <see cref="BeginOther"/> chose and goes back to the sense channel.</summary>
        public void FinishOther(Snapshot into)
        {
            long now = _clock.NowMicroseconds();
            if (!_announced)
            {
                Announce(into, now);
            }

            int input = _other;
            int code = 0;
            bool read = false;
            if (_selected == input)
            {
                if (now < _settledAt)
                {
                    now = WaitUntilSettled(now);
                }

                read = _converter.TryReadCode(out code);
                TrySelect(InputSense);
            }

            if (!read)
            {
                SampleOf(into, input).Set(0, now, Validity.Failed, SampleSource.Ads1115);
                return;
            }

            Store(into, input, code, now);
        }

        private static Sample SampleOf(Snapshot into, int input)
        {
            switch (input)
            {
                case InputReference:
                    return into.ReferenceMicrovolts;
                case InputNtc:
                    return into.CellMillicelsius;
                default:
                    return into.CellBipolarMicrovolts;
            }
        }

        /// <summary>Before its first turn a channel has failed, not "is not fitted", as an untouched sample would say.</summary>
        private void Announce(Snapshot into, long now)
        {
            _announced = true;
            into.CellBipolarMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ads1115);
            into.ReferenceMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ads1115);
            into.CellMillicelsius.Set(0, now, Validity.Failed, SampleSource.Ads1115);
        }

        private void Store(Snapshot into, int input, int code, long now)
        {
            long value;
            Validity validity = Validity.Valid;
            Sample sample;
            switch (input)
            {
                case InputReference:
                    sample = into.ReferenceMicrovolts;
                    value = FrontEnd.ReferenceMicrovolts(code);
                    break;
                case InputNtc:
                    sample = into.CellMillicelsius;
                    validity = _thermometer.Convert(FrontEnd.InputMicrovolts(code), out value);
                    break;
                default:
                    sample = into.CellBipolarMicrovolts;
                    value = FrontEnd.BipolarMicrovolts(code);
                    validity = code <= 0 ? Validity.UnderRange : Validity.Valid;
                    break;
            }

            if (code == Ads1115.HighestCode && input != InputNtc)
            {
                validity = Validity.OverRange;
            }

            sample.Set(value, now, validity, SampleSource.Ads1115);
        }

        private bool TrySelect(int input)
        {
            bool done = _converter.TrySelect(input);
            _selected = done ? input : InputUnknown;
            _settledAt = _clock.NowMicroseconds() + Ads1115.SettleMicroseconds;
            return done;
        }

        /// <summary>The time, once the conversion register belongs to the selected input.</summary>
        private long WaitUntilSettled(long now)
        {
            IClock clock = _clock;
            long settled = _settledAt;
            for (int i = 0; i < MostWaitTurns && now < settled; i++)
            {
                now = clock.NowMicroseconds();
            }

            return now;
        }
    }
}

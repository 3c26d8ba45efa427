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
        public const int OverRangeMicrovolts = 3480000;

        private const int InputSense = 0;
        private const int InputBipolar = 1;
        private const int InputReference = 2;
        private const int InputNtc = 3;
        private const int LastSlot = 3;

        // Not to be read: it is not selected.
        private const long Never = long.MaxValue;

        // No transfer of a bus that is well takes a twentieth of this.
        private const long TimeoutMicroseconds = 100000;

        // A stopped clock must not hold the safety loop: more turns than any wait can need at 5 us each.
        private const int MostWaitTurns = 2000;

        private readonly II2cBus _bus;
        private readonly Ads1115 _converter;
        private readonly II2cDevice _device;
        private readonly byte[] _conversion;
        private readonly byte[] _code;
        private readonly IClock _clock;
        private readonly NtcThermometer _thermometer = new NtcThermometer();

        // The other channels, cycle by cycle: see BeginOther.
        private int _slot;
        private int _other;

        // From when on the conversion register belongs to the sense channel, and to the other one.
        private long _senseAt = Never;
        private long _otherAt = Never;
        private bool _announced;

        /// <param name="bus">Its bus.</param>
        /// <param name="converter">The converter.</param>
        /// <param name="clock">Times the samples and bounds the waiting.</param>
        public SenseConverter(II2cBus bus, Ads1115 converter, IClock clock)
        {
            _bus = bus;
            _converter = converter;
            _device = converter.Device;
            _conversion = converter.Conversion;
            _code = converter.Code;
            _clock = clock;
        }

        /// <summary>Asks it, before <see cref="Start"/>, whether it has kept what an earlier start told it.</summary>
        public void Ask(StartWitness witness)
        {
            bool answered = _converter.TryReadKept(out bool kept);
            witness.Hear(answered, kept);
        }

        /// <summary>Brings it up; the first reading selects the sense channel.</summary>
        public ChipStart Start()
        {
            _senseAt = Never;
            _otherAt = Never;
            return _converter.Start(InputSense);
        }

        /// <summary>Reads the sense channel.</summary>
        /// <param name="into">Receives it.</param>
        /// <param name="now">The clock, just looked at.</param>
        /// <returns>Its time, for the snapshot; where the reading failed, the time at which that was known.</returns>
        public long SampleSense(Snapshot into, long now)
        {
            if (now < _senseAt && !TryReturn(into, ref now))
            {
                return Fail(into, now);
            }

            // Ads1115.TryReadCode, FrontEnd.SenseMicrovolts and Sample.Set written out: every turn comes by here.
            byte[] two = _code;
            if (!_device.TryWriteRead(_conversion, two))
            {
                return Fail(into, now);
            }

            // Exactly 0 is what the converter shows after a brown-out; it must prove its configuration before a contact is believed from it.
            int code = (short)((two[0] << 8) | two[1]);
            if (code == 0 && !_converter.IsAsConfigured())
            {
                return Fail(into, now);
            }

            // Where it is from stands there since the first reading.
            Sample sense = into.SenseMicrovolts;
            int microvolts = (code * FrontEnd.SenseQuarters) >> 2;
            sense.Value = microvolts;
            sense.TimeMicroseconds = now;
            sense.Validity = microvolts >= OverRangeMicrovolts ? Validity.OverRange : Validity.Valid;
            return now;
        }

        /// <summary>
        /// Turns to the next of the other channels: bipolar voltage every other cycle, reference and thermistor every fourth.
        /// Do something useful until <see cref="FinishOther"/>. Selecting writes the whole configuration, twice in each cycle, so that
        /// whatever has disturbed it is gone with the next cycle.
        /// </summary>
        /// <returns>The time.</returns>
        public long BeginOther()
        {
            int slot = (_slot + 1) & LastSlot;
            int other = InputBipolar;
            if ((slot & 1) != 0)
            {
                other = slot == LastSlot ? InputNtc : InputReference;
            }

            _slot = slot;
            _other = other;
            bool selected = _senseAt != Never && _converter.TrySelect(other);
            long now = _clock.NowMicroseconds();
            _senseAt = Never;
            _otherAt = selected ? now + Ads1115.SettleMicroseconds : Never;
            return now;
        }

        /// <summary>Reads the channel that <see cref="BeginOther"/> chose and goes back to the sense channel.</summary>
        /// <returns>The time at the end.</returns>
        public long FinishOther(Snapshot into)
        {
            long now;
            long settled = _otherAt;
            if (settled == Never)
            {
                now = _clock.NowMicroseconds();
                SampleOf(into, _other).Set(0, now, Validity.Failed, SampleSource.Ads1115);
                return now;
            }

            now = WaitUntilSettled(settled);
            byte[] two = _code;
            if (_device.TryWriteRead(_conversion, two))
            {
                Store(into, _other, (short)((two[0] << 8) | two[1]), now);
            }
            else
            {
                SampleOf(into, _other).Set(0, now, Validity.Failed, SampleSource.Ads1115);
            }

            bool selected = _converter.TrySelect(InputSense);
            now = _clock.NowMicroseconds();
            _senseAt = selected ? now + Ads1115.SettleMicroseconds : Never;
            return now;
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
            into.SenseMicrovolts.Source = SampleSource.Ads1115;
            into.CellBipolarMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ads1115);
            into.ReferenceMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ads1115);
            into.CellMillicelsius.Set(0, now, Validity.Failed, SampleSource.Ads1115);
        }

        private void Store(Snapshot into, int input, int code, long now)
        {
            long value;
            Validity validity = code == Ads1115.HighestCode ? Validity.OverRange : Validity.Valid;
            Sample sample;
            if (input == InputBipolar)
            {
                sample = into.CellBipolarMicrovolts;
                value = FrontEnd.BipolarMicrovolts(code);
                validity = code <= 0 ? Validity.UnderRange : validity;
            }
            else if (input == InputReference)
            {
                sample = into.ReferenceMicrovolts;
                value = FrontEnd.ReferenceMicrovolts(code);
            }
            else
            {
                sample = into.CellMillicelsius;
                validity = _thermometer.Convert(FrontEnd.InputMicrovolts(code), out value);
            }

            // As SampleSense.
            sample.Value = value;
            sample.TimeMicroseconds = now;
            sample.Validity = validity;
        }

        /// <summary>Goes back to the sense channel, where it is not selected, and waits for it.</summary>
        private bool TryReturn(Snapshot into, ref long now)
        {
            if (!_announced)
            {
                Announce(into, now);
            }

            long settled = _senseAt;
            if (settled == Never)
            {
                // Where it fails, the time stays that of the attempt: Fail tells by it what a time-out has cost.
                if (!_converter.TrySelect(InputSense))
                {
                    return false;
                }

                now = _clock.NowMicroseconds();
                settled = now + Ads1115.SettleMicroseconds;
                _senseAt = settled;
            }

            now = WaitUntilSettled(settled);
            return true;
        }

        /// <summary>
        /// A reading failed. Where it was refused at once, an earlier turn has left the bus stuck: as soon as the bus is free, the channel is
        /// read all the same. One that timed out has cost its second, and is not tried again before the next turn.
        /// </summary>
        private long Fail(Snapshot into, long attempt)
        {
            _senseAt = Never;
            long now = _clock.NowMicroseconds();
            if (_bus.IsStuck && now - attempt < TimeoutMicroseconds && _bus.TryRecover())
            {
                return SampleSense(into, now);
            }

            into.SenseMicrovolts.Set(0, attempt, Validity.Failed, SampleSource.Ads1115);
            return now;
        }

        /// <summary>The time, once the conversion register belongs to the selected input.</summary>
        private long WaitUntilSettled(long settled)
        {
            IClock clock = _clock;
            long now = clock.NowMicroseconds();
            for (int i = 0; i < MostWaitTurns && now < settled; i++)
            {
                now = clock.NowMicroseconds();
            }

            return now;
        }
    }
}

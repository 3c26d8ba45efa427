using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// Pressure, gas and humidity in the housing from the BME680, every 3 s: a measurement is begun after one decision cycle and fetched after a
    /// later one, so that a turn has one transfer for it (some more where the chip is brought up).
    /// </summary>
    /// <remarks>
    /// It is an aid, and on a bus of its own. A transfer that times out holds up the interpreter for a second: each begins only while the
    /// watchdog leaves more than that, and after the first one the sensor is left alone until the next start, and its channels fail.
    /// </remarks>
    public sealed class GasSensor
    {
        private const long PeriodMicroseconds = 3000000;

        // The slowest clock, and no answer by then is none.
        private const long ReadyMicroseconds = Bme680.ConversionMicroseconds + 20000;
        private const long LatestMicroseconds = 2500000;

        // No transfer of a bus that is well takes a twentieth of this.
        private const long TimeoutMicroseconds = 100000;

        // The native time-out of a second, and what the turn does besides.
        private const long RoomMicroseconds = 1100000;

        // The plate needs some heatings until it is stable, and a reading without it is none.
        private const int MostColdReadings = 3;

        private readonly Bme680 _chip;
        private readonly IClock _clock;
        private readonly IWatchdog _watchdog;
        private bool _fitted;
        private bool _ready;
        private bool _measures;
        private bool _givenUp;
        private bool _announced;
        private int _coldReadings;
        private long _beganMicroseconds;
        private long _nextMicroseconds;

        /// <param name="chip">The sensor.</param>
        /// <param name="clock">Notices a transfer that timed out.</param>
        /// <param name="watchdog">Says how long one may take.</param>
        public GasSensor(Bme680 chip, IClock clock, IWatchdog watchdog)
        {
            _chip = chip;
            _clock = clock;
            _watchdog = watchdog;
        }

        /// <summary>The settings say that it is there: brings it up. Without this call its channels are not fitted.</summary>
        public ChipStart Start()
        {
            _fitted = true;
            return BringUp();
        }

        /// <summary>Does what is due. A channel keeps value and time until there is a newer one.</summary>
        public void Sample(Snapshot into)
        {
            if (!_fitted)
            {
                return;
            }

            long now = _clock.NowMicroseconds();
            if (!_announced)
            {
                // Before its first result a channel has failed, not "is not fitted", as an untouched sample would say.
                _announced = true;
                Fail(into, now);
            }

            bool due = _measures ? now - _beganMicroseconds >= ReadyMicroseconds : now >= _nextMicroseconds;
            if (!due || !HasRoom())
            {
                return;
            }

            if (_measures)
            {
                Fetch(into, now);
            }
            else
            {
                Begin(into, now);
            }
        }

        /// <summary>A watchdog that does not count yet ends nothing.</summary>
        private bool HasRoom()
        {
            long left = _watchdog.LeftMicroseconds();
            return left == 0 || left >= RoomMicroseconds;
        }

        private ChipStart BringUp()
        {
            long before = _clock.NowMicroseconds();
            ChipStart start = _chip.Start();
            _ready = start == ChipStart.Done;
            Watch(before);
            return start;
        }

        private void Begin(Snapshot into, long now)
        {
            _nextMicroseconds = now + PeriodMicroseconds;
            bool began = false;
            if (!_givenUp)
            {
                if (!_ready)
                {
                    BringUp();
                }

                if (_ready)
                {
                    long before = _clock.NowMicroseconds();
                    began = _chip.TryBegin();
                    Watch(before);
                }
            }

            _measures = began;
            _beganMicroseconds = now;
            if (!began)
            {
                _ready = false;
                Fail(into, now);
            }
        }

        private void Fetch(Snapshot into, long now)
        {
            long before = _clock.NowMicroseconds();
            bool answered = _chip.TryFetch(out bool done);
            Watch(before);
            if (answered && done)
            {
                _measures = false;
                Store(into, _clock.NowMicroseconds());
            }
            else if (!answered || now - _beganMicroseconds > LatestMicroseconds)
            {
                _measures = false;
                _ready = false;
                Fail(into, now);
            }
        }

        private void Store(Snapshot into, long now)
        {
            into.PressurePascals.Set(_chip.Pascals, now, _chip.HasPressure ? Validity.Valid : Validity.Failed, SampleSource.Bme680);
            into.HumidityMillipercent.Set(_chip.Millipercent, now, Validity.Valid, SampleSource.Bme680);
            if (_chip.HasGas)
            {
                _coldReadings = 0;
                into.GasOhms.Set(_chip.Ohms, now, Validity.Valid, SampleSource.Bme680);
            }
            else
            {
                _coldReadings++;
                if (_coldReadings >= MostColdReadings)
                {
                    // A chip that lost its settings does not heat: set it up again.
                    _coldReadings = 0;
                    _ready = false;
                    into.GasOhms.Set(0, now, Validity.Failed, SampleSource.Bme680);
                }
            }
        }

        private void Watch(long beforeMicroseconds)
        {
            _givenUp |= _clock.NowMicroseconds() - beforeMicroseconds > TimeoutMicroseconds;
        }

        private static void Fail(Snapshot into, long now)
        {
            into.PressurePascals.Set(0, now, Validity.Failed, SampleSource.Bme680);
            into.HumidityMillipercent.Set(0, now, Validity.Failed, SampleSource.Bme680);
            into.GasOhms.Set(0, now, Validity.Failed, SampleSource.Bme680);
        }
    }
}

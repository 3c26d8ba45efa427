using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>Cell voltage, current and mean current from the INA228.</summary>
    public sealed class CellConverter
    {
        private readonly Ina228 _converter;
        private readonly IClock _clock;
        private readonly ChargeMeter _charge;
        private bool _ready;

        /// <param name="converter">The converter.</param>
        /// <param name="clock">Times the samples.</param>
        public CellConverter(Ina228 converter, IClock clock)
        {
            _converter = converter;
            _clock = clock;
            _charge = new ChargeMeter(converter.StepPicoamperes);
        }

        /// <summary>Asks it, before <see cref="Start"/>, whether it has kept what an earlier start told it.</summary>
        public void Ask(StartWitness witness)
        {
            bool answered = _converter.TryReadKept(out bool kept);
            witness.Hear(answered, kept);
        }

        /// <summary>Brings it up; the charge restarts at 0.</summary>
        public ChipStart Start()
        {
            _charge.Restart();
            ChipStart start = _converter.Start();
            _ready = start == ChipStart.Done;
            return start;
        }

        /// <summary>
        /// Reads all three. The charge comes first: its time divides it. A chip that was reset behind our back is set up
        /// again and read in the next cycle.
        /// </summary>
        /// <param name="into">Receives them.</param>
        /// <param name="now">The clock, just looked at.</param>
        public void Sample(Snapshot into, long now)
        {
            if (!_ready)
            {
                if (Start() != ChipStart.Done)
                {
                    Fail(into, now);
                    return;
                }

                now = _clock.NowMicroseconds();
            }

            Ina228 converter = _converter;
            if (!converter.TryRead())
            {
                _ready = false;
                Fail(into, now);
                return;
            }

            Validity range = Validity.Valid;
            int code = converter.CurrentCode;
            if (code >= Ina228.HighestCode)
            {
                range = Validity.OverRange;
            }
            else if (code <= Ina228.LowestCode)
            {
                range = Validity.UnderRange;
            }

            Validity meanRange = range;
            if (!_charge.TryAdd(converter.ChargeCode, now, out long mean))
            {
                // The first reading only begins an interval: there is no mean yet.
                meanRange = Validity.Failed;
                Announce(into);
            }

            // Sample.Set written out; where they are from stands there since the first reading.
            Sample sample = into.CurrentNanoamperes;
            sample.Value = converter.Nanoamperes;
            sample.TimeMicroseconds = now;
            sample.Validity = range;
            sample = into.MeanCurrentNanoamperes;
            sample.Value = mean;
            sample.TimeMicroseconds = now;
            sample.Validity = meanRange;
            int microvolts = converter.BusMicrovolts;
            sample = into.CellMicrovolts;
            sample.Value = microvolts;
            sample.TimeMicroseconds = now;
            sample.Validity = microvolts > 0 ? Validity.Valid : Validity.UnderRange;
        }

        private static void Announce(Snapshot into)
        {
            into.CellMicrovolts.Source = SampleSource.Ina228;
            into.CurrentNanoamperes.Source = SampleSource.Ina228;
            into.MeanCurrentNanoamperes.Source = SampleSource.Ina228;
        }

        private static void Fail(Snapshot into, long now)
        {
            into.CellMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.CurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.MeanCurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
        }
    }
}

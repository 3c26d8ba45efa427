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
        public void Sample(Snapshot into)
        {
            long now = _clock.NowMicroseconds();
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
            if (!converter.TryReadChargeCode(out long charge)
                || !converter.TryReadCurrentCode(out int current)
                || !converter.TryReadBusMicrovolts(out long microvolts)
                || !converter.IsAsConfigured())
            {
                _ready = false;
                Fail(into, now);
                return;
            }

            Validity range = Validity.Valid;
            if (current >= Ina228.HighestCode)
            {
                range = Validity.OverRange;
            }
            else if (current <= Ina228.LowestCode)
            {
                range = Validity.UnderRange;
            }

            into.CurrentNanoamperes.Set(converter.ToNanoamperes(current), now, range, SampleSource.Ina228);

            // The first reading only begins an interval: there is no mean yet.
            Validity mean = _charge.TryAdd(charge, now, out long nanoamperes) ? range : Validity.Failed;
            into.MeanCurrentNanoamperes.Set(nanoamperes, now, mean, SampleSource.Ina228);
            Validity voltage = microvolts > 0 ? Validity.Valid : Validity.UnderRange;
            into.CellMicrovolts.Set(microvolts, now, voltage, SampleSource.Ina228);
        }

        private static void Fail(Snapshot into, long now)
        {
            into.CellMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.CurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.MeanCurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
        }
    }
}

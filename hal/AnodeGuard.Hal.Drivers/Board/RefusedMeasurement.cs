using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>Stands in for the measurement of a board that cannot be trusted to measure: never starts, and says why.</summary>
    public sealed class RefusedMeasurement : IMeasurement
    {
        private readonly string _problem;
        private readonly IClock _clock;

        /// <param name="problem">Why.</param>
        /// <param name="clock">Times the failed samples.</param>
        public RefusedMeasurement(string problem, IClock clock)
        {
            _problem = problem;
            _clock = clock;
        }

        /// <inheritdoc/>
        public bool TryStart(bool gasSensorFitted, out string problem)
        {
            problem = _problem;
            return false;
        }

        /// <inheritdoc/>
        public void SampleFast(Snapshot into, long now)
        {
            into.SenseMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ads1115);
            into.TimeMicroseconds = now;
        }

        /// <inheritdoc/>
        public void SampleAside(Snapshot into)
        {
        }

        /// <inheritdoc/>
        public void SampleCycle(Snapshot into)
        {
            long now = _clock.NowMicroseconds();
            into.CellMicrovolts.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.CurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.MeanCurrentNanoamperes.Set(0, now, Validity.Failed, SampleSource.Ina228);
            into.TimeMicroseconds = now;
        }
    }
}

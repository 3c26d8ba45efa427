namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// Mean currents from a charge register: difference over interval. Loses nothing: what the division leaves over is
    /// carried into the next interval, an interval whose reading failed is part of the next one, and the register may
    /// roll over.
    /// </summary>
    public sealed class ChargeMeter
    {
        private const long LongestIntervalMicroseconds = 60000000;

        // A 20-bit converter cannot move CHARGE by more than 2^19 codes a second; 2 % for its clock, and one conversion.
        private const long FastestCodesPerSecond = 534774;
        private const long SlackCodes = 1024;

        // A time from which no interval is short enough.
        private const long NoTime = -(1L << 62);

        private readonly long _stepPicocoulombs;
        private long _lastCode;
        private long _lastTime = NoTime;
        private long _carry;

        /// <param name="stepPicocoulombs">One code of the register, picocoulombs; up to 100 uC.</param>
        public ChargeMeter(long stepPicocoulombs)
        {
            _stepPicocoulombs = stepPicocoulombs;
        }

        /// <summary>Forgets everything: the register was reset. The next reading only starts an interval.</summary>
        public void Restart()
        {
            _lastTime = NoTime;
        }

        /// <summary>Takes a reading.</summary>
        /// <param name="code">The 40-bit register.</param>
        /// <param name="timeMicroseconds">When it was read.</param>
        /// <param name="meanNanoamperes">Mean current since the reading before, nanoamperes.</param>
        /// <returns>
        /// False where there is no mean: the first reading, no time gone by, more than a minute gone by, or a jump that no
        /// current can make (the register was reset). The reading then starts a new interval.
        /// </returns>
        public bool TryAdd(long code, long timeMicroseconds, out long meanNanoamperes)
        {
            long interval = timeMicroseconds - _lastTime;
            long codes = ((code - _lastCode) << 24) >> 24;

            // It may wrap where the interval is refused anyhow.
            long most = (interval * FastestCodesPerSecond / 1000000) + SlackCodes;
            if (interval <= 0 || interval > LongestIntervalMicroseconds || codes > most || codes < -most)
            {
                meanNanoamperes = 0;
                if (interval != 0)
                {
                    Begin(code, timeMicroseconds);
                }

                return false;
            }

            _lastCode = code;
            _lastTime = timeMicroseconds;

            // pC * 1e6 / us = pA, / 1000 = nA. Largest: 60 s * 5.3e5 codes * 1e8 pC * 1e3 = 3.2e18, within 9.2e18.
            long total = (codes * _stepPicocoulombs * 1000) + _carry;
            long mean = total / interval;
            _carry = total - (mean * interval);
            meanNanoamperes = mean;
            return true;
        }

        private void Begin(long code, long timeMicroseconds)
        {
            _lastCode = code;
            _lastTime = timeMicroseconds;
            _carry = 0;
        }
    }
}

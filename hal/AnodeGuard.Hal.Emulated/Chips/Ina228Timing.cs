using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Which conversions an INA228 makes, and when they end (ADC_CONFIG, SLYS021A table 7-6).</summary>
    internal sealed class Ina228Timing
    {
        private static readonly int[] ConversionMicroseconds = { 50, 84, 150, 280, 540, 1052, 2074, 4120 };
        private static readonly int[] Averages = { 1, 4, 16, 64, 128, 256, 512, 1024 };

        private readonly double _clockError;
        private double _cycle;
        private int _averages;
        private bool _continuous;
        private bool _running;

        public Ina228Timing(double clockError)
        {
            _clockError = clockError;
        }

        public long Started { get; private set; }

        public bool Bus { get; private set; }

        public bool Shunt { get; private set; }

        public bool Temperature { get; private set; }

        /// <summary>How much less an averaged result is noisy.</summary>
        public double NoiseFactor { get; private set; }

        /// <summary>Writing ADC_CONFIG begins anew.</summary>
        public void Start(int adcConfig, long at)
        {
            int mode = adcConfig >> 12;
            Bus = (mode & 1) != 0;
            Shunt = (mode & 2) != 0;
            Temperature = (mode & 4) != 0;
            _running = Bus || Shunt || Temperature;
            _continuous = (mode & 8) != 0;
            _averages = Averages[adcConfig & 7];
            NoiseFactor = 1 / Math.Sqrt(_averages);
            int cycle = 0;
            cycle += Bus ? ConversionMicroseconds[(adcConfig >> 9) & 7] : 0;
            cycle += Shunt ? ConversionMicroseconds[(adcConfig >> 6) & 7] : 0;
            cycle += Temperature ? ConversionMicroseconds[(adcConfig >> 3) & 7] : 0;
            _cycle = Math.Max(1, cycle * (1 + _clockError));
            Started = at;
        }

        /// <summary>Results (of as many cycles as are averaged) finished until an instant.</summary>
        public long Results(long at)
        {
            return Cycles(at) / _averages;
        }

        /// <summary>End of the last result; the start where there is none yet.</summary>
        public long LastResultEnd(long at)
        {
            return EndOf(Results(at) * _averages);
        }

        /// <summary>End of the last cycle; the start where there is none yet.</summary>
        public long LastCycleEnd(long at)
        {
            return EndOf(Cycles(at));
        }

        private long Cycles(long at)
        {
            if (!_running)
            {
                return 0;
            }

            long done = (long)((at - Started) / _cycle);
            return _continuous ? done : Math.Min(done, _averages);
        }

        private long EndOf(long cycles)
        {
            return Started + (long)Math.Ceiling(cycles * _cycle);
        }
    }
}

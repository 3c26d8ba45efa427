using System;
using System.Diagnostics;
using System.Threading;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Holds virtual time back to a multiple of the wall clock, for people to watch.</summary>
    public sealed class WallPacing
    {
        // Waits shorter than this are left to add up: an operating system's timer is no finer.
        private const double ShortestWaitSeconds = 0.004;

        private readonly Stopwatch _wall = new Stopwatch();
        private long _virtualStart;

        /// <summary>Virtual seconds per wall second; 0: as fast as it goes.</summary>
        public double Speed { get; private set; }

        /// <summary>Sets the speed from this virtual instant on.</summary>
        /// <param name="speed">Above 0; 0 for as fast as it goes.</param>
        /// <param name="nowMicroseconds">Virtual time at which it begins to hold.</param>
        public void SetSpeed(double speed, long nowMicroseconds)
        {
            if (!(speed >= 0) || double.IsInfinity(speed))
            {
                throw new ArgumentOutOfRangeException(nameof(speed), speed, "speed must be 0 (as fast as it goes) or above");
            }

            Speed = speed;
            _virtualStart = nowMicroseconds;
            _wall.Restart();
        }

        /// <summary>Waits until the wall clock has come as far as virtual time; returns at once when cancelled.</summary>
        public void Hold(long nowMicroseconds, CancellationToken cancellation)
        {
            if (Speed == 0)
            {
                return;
            }

            double ahead = ((nowMicroseconds - _virtualStart) * 1e-6 / Speed) - _wall.Elapsed.TotalSeconds;
            if (ahead > ShortestWaitSeconds)
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(ahead, 60)));
            }
        }
    }
}

using System;
using System.Threading;
using nanoFramework.Networking;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// Wi-Fi with the credentials that were written to the device when it was flashed, and the time of day from SNTP.
    /// Once up, the chip's firmware reconnects to the access point by itself.
    /// </summary>
    public sealed class Esp32Network : INetwork
    {
        private const int LongestAttemptMilliseconds = 15000;

        private bool _timeClientStarted;

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return WifiNetworkHelper.Status == NetworkHelperStatus.NetworkIsReady; }
        }

        /// <inheritdoc/>
        public bool TryBringUp()
        {
            bool up = ReconnectAndCatch();
            if (up && !_timeClientStarted)
            {
                // From here on the firmware sets the clock by itself, again and again.
                Sntp.Start();
                _timeClientStarted = true;
            }

            return up;
        }

        private static bool ReconnectAndCatch()
        {
            CancellationTokenSource limit = new CancellationTokenSource(LongestAttemptMilliseconds);
            try
            {
                return WifiNetworkHelper.Reconnect(false, 0, limit.Token);
            }
            catch (Exception)
            {
                // No credentials stored, or no radio: the next attempt comes.
                return false;
            }
            finally
            {
                limit.Dispose();
            }
        }
    }
}

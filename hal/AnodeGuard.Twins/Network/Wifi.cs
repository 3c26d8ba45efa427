using System.Threading;
using AnodeGuard.Twins;

namespace nanoFramework.Networking
{
    public enum NetworkHelperStatus
    {
        None = 0,
        Started = 1,
        NetworkIsReady = 2,
        FailedNoNetworkInterface = 3,
        TokenExpiredWaitingIPAddress = 4,
        TokenExpiredWaitingDateTime = 5,
        ErrorConnetingToWiFiWhileScanning = 6,
        ExceptionOccurred = 7,
        Reconnecting = 8,
    }

    /// <summary>
    /// Wi-Fi with the credentials that the device keeps. Takes no virtual time: on the chip the thread that waits for an
    /// address lets the others run.
    /// </summary>
    public static class WifiNetworkHelper
    {
        /// <summary>How the last attempt ended, not whether the access point is still there.</summary>
        public static NetworkHelperStatus Status
        {
            get
            {
                Air air = Air.OfThisThread;
                return air == null ? NetworkHelperStatus.NetworkIsReady : air.HelperStatus;
            }
        }

        /// <summary>Connects with the stored credentials.</summary>
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
        {
            Air air = Air.OfThisThread;
            return air == null || air.TryBringUp();
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;

namespace AnodeGuard.Cli.Settings
{
    /// <summary>
    /// The two JSON files that nanoff takes beside an image (its README, "Deploy files" and "Deploy Wireless ...").
    /// </summary>
    internal static class Deployment
    {
        private static readonly JsonSerializerOptions Readable = new JsonSerializerOptions { WriteIndented = true };

        /// <summary>
        /// --filedeployment: puts the document there, and takes away the slots that the device wrote since, because they
        /// would go before it. An entry without a source is a file to delete.
        /// </summary>
        public static string Files(string settingsPath)
        {
            JsonArray files = new JsonArray
            {
                new JsonObject { ["DestinationFilePath"] = "I:\\settings.json", ["SourceFilePath"] = settingsPath },
                new JsonObject { ["DestinationFilePath"] = "I:\\settings.a" },
                new JsonObject { ["DestinationFilePath"] = "I:\\settings.b" },
            };
            return new JsonObject { ["Files"] = files }.ToJsonString(Readable);
        }

        /// <summary>--networkdeployment: Wi-Fi, WPA2 or open, address by DHCP; the chip connects by itself.</summary>
        public static string Network(DeviceSettings settings)
        {
            string security = settings.WifiPassword.Length == 0 ? "None" : "WPA2";
            JsonObject client = new JsonObject
            {
                ["Ssid"] = settings.WifiName,
                ["Password"] = settings.WifiPassword,
                ["Authentication"] = settings.WifiPassword.Length == 0 ? "Open" : security,
                ["Encryption"] = security,
                ["ConfigurationOption"] = "AutoConnect",
            };
            return new JsonObject { ["WirelessClient"] = client }.ToJsonString(Readable);
        }
    }
}

using System;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>A topic of a device, taken apart: anodeguard/SITE/DEVICE/KIND.</summary>
    /// <param name="Site">`device.site`.</param>
    /// <param name="Device">`device.id`.</param>
    /// <param name="Kind">What it carries, such as "state"; may hold further slashes.</param>
    internal sealed record DeviceTopic(string Site, string Device, string Kind)
    {
        /// <summary>Everything that devices say.</summary>
        public const string Everything = Root + "/#";

        /// <summary>Where buttons are pressed, in plain words.</summary>
        public const string ButtonKind = "button";

        /// <summary>Where who signs for them says that it is there.</summary>
        public const string SignerKind = "signer";

        private const string Root = "anodeguard";

        /// <summary>SITE/DEVICE, the name of a device wherever tools ask for one.</summary>
        public string Name
        {
            get { return Site + "/" + Device; }
        }

        /// <summary>It carries what the device says, and not what others say to it or for it.</summary>
        public bool IsOfDevice
        {
            get { return Kind != ButtonKind && Kind != SignerKind && !Kind.StartsWith("cmd/", StringComparison.Ordinal); }
        }

        /// <summary>Takes a topic apart; null where it is of no device.</summary>
        public static DeviceTopic Parse(string topic)
        {
            string[] levels = topic.Split('/', 4);
            return levels.Length == 4 && levels[0] == Root && levels[1].Length > 0 && levels[2].Length > 0 && levels[3].Length > 0
                ? new DeviceTopic(levels[1], levels[2], levels[3])
                : null;
        }

        /// <summary>Whether a text is SITE/DEVICE.</summary>
        public static bool IsName(string text)
        {
            return text.Split('/').Length == 2 && Parse(Of(text, "x")) != null;
        }

        /// <summary>A topic of a device.</summary>
        /// <param name="name">SITE/DEVICE.</param>
        /// <param name="kind">What it carries.</param>
        public static string Of(string name, string kind)
        {
            return Root + "/" + name + "/" + kind;
        }

        /// <summary>The topic on which a device takes a command.</summary>
        /// <param name="name">SITE/DEVICE.</param>
        /// <param name="command">The command's name.</param>
        public static string OfCommand(string name, string command)
        {
            return Of(name, "cmd/" + command);
        }
    }
}

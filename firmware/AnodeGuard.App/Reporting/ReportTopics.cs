namespace AnodeGuard.App
{
    /// <summary>The topics of one device, put together once.</summary>
    internal sealed class ReportTopics
    {
        /// <summary>Codes of the topics that pass through the outbox.</summary>
        public const byte StateCode = 0;
        public const byte EventCode = 1;
        public const byte AlarmCode = 2;

        /// <summary>With a code: a record of an earlier start. It is not retained, for what holds now is told by this start.</summary>
        public const byte OldBit = 0x80;

        /// <summary>With a code: it tells of danger, and goes before others where room is short.</summary>
        public const byte AlarmBit = 0x40;

        public readonly string Status;
        public readonly string Info;
        public readonly string State;
        public readonly string Alarm;
        public readonly string Event;
        public readonly string Ack;
        public readonly string Recording;
        public readonly string CommandPrefix;
        public readonly string CommandFilter;

        /// <summary>Where Home Assistant's buttons are pressed: plain words, which a signer beside the broker turns into commands.</summary>
        public readonly string Button;

        /// <summary>Where that signer says that it is there.</summary>
        public readonly string Signer;

        /// <summary>
        /// This device in Home Assistant, out of A-Z a-z 0-9 _ -, and no other one's: the site, "__", the device, where an
        /// underscore of the site is written "_u", so that the first "__" is the one between them.
        /// </summary>
        public readonly string ObjectId;

        /// <summary>Home Assistant's; null where discovery is off.</summary>
        public readonly string Discovery;

        /// <summary>Where Home Assistant tells that it has started; null where discovery is off.</summary>
        public readonly string DiscoveryBirth;

        public ReportTopics(DeviceSettings settings)
        {
            string root = "anodeguard/" + settings.DeviceSite + "/" + settings.DeviceId + "/";
            Status = root + "status";
            Info = root + "info";
            State = root + "state";
            Alarm = root + "alarm";
            Event = root + "event";
            Ack = root + "ack";
            Recording = root + "recording";
            CommandPrefix = root + "cmd/";
            CommandFilter = CommandPrefix + "#";
            Button = root + "button";
            Signer = root + "signer";
            ObjectId = Escaped(settings.DeviceSite) + "__" + settings.DeviceId;
            if (settings.DiscoveryPrefix.Length > 0)
            {
                Discovery = settings.DiscoveryPrefix + "/device/" + ObjectId + "/config";
                DiscoveryBirth = settings.DiscoveryPrefix + "/status";
            }
        }

        /// <summary>The topic of a code.</summary>
        public string Of(byte code)
        {
            int plain = code & ~(OldBit | AlarmBit);
            return plain == StateCode ? State : plain == EventCode ? Event : Alarm;
        }

        /// <summary>An event of this start.</summary>
        public static bool IsEvent(byte code)
        {
            return (code & ~AlarmBit) == EventCode;
        }

        /// <summary>What holds now, told by this start.</summary>
        public static bool IsRetained(byte code)
        {
            return (code & ~AlarmBit) == AlarmCode;
        }

        private static string Escaped(string site)
        {
            string text = "";
            for (int i = 0; i < site.Length; i++)
            {
                text += site[i] == '_' ? "_u" : site.Substring(i, 1);
            }

            return text;
        }
    }
}

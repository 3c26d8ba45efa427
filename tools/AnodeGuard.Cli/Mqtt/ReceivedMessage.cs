using System;
using System.Text;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>A message as it came from a broker or out of a captured file.</summary>
    /// <param name="At">When it was received.</param>
    /// <param name="Topic">Its topic.</param>
    /// <param name="Payload">Its bytes.</param>
    /// <param name="Retained">The broker had kept it: it is older than the subscription.</param>
    internal sealed record ReceivedMessage(DateTimeOffset At, string Topic, byte[] Payload, bool Retained)
    {
        /// <summary>The payload as text; what is no UTF-8 becomes replacement characters.</summary>
        public string Text
        {
            get { return Encoding.UTF8.GetString(Payload); }
        }
    }
}

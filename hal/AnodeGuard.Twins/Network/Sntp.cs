using AnodeGuard.Twins;

namespace nanoFramework.Networking
{
    /// <summary>
    /// The firmware's time client: sets the wall clock once it reaches a server. The chip asks again every hour; here
    /// virtual time does not drift, and once is enough.
    /// </summary>
    public class Sntp
    {
        public static void Start()
        {
            Machine machine = Machine.OfThisThread;
            if (machine != null && machine.Air.IsUp && machine.Air.UtcAtPowerOn.HasValue)
            {
                machine.SetRtc(machine.Air.UtcAtPowerOn.Value.AddMicroseconds(machine.NowMicroseconds));
            }
        }
    }
}

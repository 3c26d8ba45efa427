namespace AnodeGuard.App
{
    /// <summary>
    /// Says that somebody may want something of the safety loop beside its round: a request, a step of the commissioning, something for the
    /// FRAM. In most turns nobody does, and the loop then looks at this alone.
    /// Raised by any job, behind what is asked for; lowered before the loop looks, and raised again by whoever is not done. So nothing is missed.
    /// </summary>
    internal sealed class TurnWork
    {
        /// <summary>Somebody waits. At the start it is not known who.</summary>
        public bool Waits = true;
    }
}

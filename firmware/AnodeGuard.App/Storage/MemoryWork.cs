namespace AnodeGuard.App
{
    /// <summary>
    /// Says that there may be something for <see cref="MemoryTurn"/>: in most turns there is not, and the safety loop then looks at this alone.
    /// Raised behind what is asked for, by any job; lowered before the turn looks, and raised again by whoever used it. So nothing is missed.
    /// </summary>
    internal sealed class MemoryWork
    {
        /// <summary>Somebody waits. At the start it is not known who.</summary>
        public bool Waits = true;
    }
}

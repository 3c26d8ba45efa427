namespace AnodeGuard.Hal
{
    /// <summary>The only source of time. App and Core never read another.</summary>
    public interface IClock
    {
        /// <summary>Microseconds since start; never goes back, does not wrap in the life of the device.</summary>
        long NowMicroseconds();

        /// <summary>Wall clock, once it was set (SNTP).</summary>
        /// <param name="unixMilliseconds">Milliseconds since 1970-01-01 UTC; 0 where not set.</param>
        /// <returns>False while the wall clock is not set.</returns>
        bool TryGetUnixMilliseconds(out long unixMilliseconds);
    }
}

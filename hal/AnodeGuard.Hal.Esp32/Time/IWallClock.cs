namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// Where the wall clock is read. No twin can replace <c>System.DateTime</c>, so a board that lives in virtual time
    /// brings its own.
    /// </summary>
    public interface IWallClock
    {
        /// <summary>Milliseconds since 1970-01-01 UTC; false, and 0, while nobody has set the clock.</summary>
        bool TryGetUnixMilliseconds(out long unixMilliseconds);
    }
}

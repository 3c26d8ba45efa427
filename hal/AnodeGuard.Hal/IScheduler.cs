namespace AnodeGuard.Hal
{
    /// <summary>Something that is run again and again, each time briefly.</summary>
    public interface IJob
    {
        /// <summary>One turn. May not wait; may block only where the job was registered as <see cref="JobKind.MayBlock"/>.</summary>
        void Run();
    }

    /// <summary>What a job may do to the others.</summary>
    public enum JobKind : byte
    {
        /// <summary>Highest priority, on time; never waits for network, storage or a lock they hold.</summary>
        Safety = 0,

        /// <summary>May sit in a network call; has a thread of its own.</summary>
        MayBlock = 1,
    }

    /// <summary>Runs jobs at their period: threads on the chip, virtual time on the emulated board.</summary>
    public interface IScheduler
    {
        /// <summary>Registers a job. Call before <see cref="Run"/>.</summary>
        /// <param name="periodMicroseconds">From one start to the next; a late job is not run twice to catch up.</param>
        void Every(int periodMicroseconds, IJob job, JobKind kind);

        /// <summary>Runs the jobs until the board stops (on the chip: never). A safety job that throws trips the board; another only says so.</summary>
        void Run();
    }
}

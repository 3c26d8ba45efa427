using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Sees every snapshot with its verdict, after the board has acted on it: recorders, displays, tests.</summary>
    public interface IVerdictListener
    {
        /// <summary>Called by the safety job. May not block, allocate or throw; the objects are overwritten afterwards.</summary>
        void OnVerdict(Snapshot snapshot, Verdict verdict);
    }
}

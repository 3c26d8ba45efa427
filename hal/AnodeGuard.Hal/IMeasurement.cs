using AnodeGuard.Core;

namespace AnodeGuard.Hal
{
    /// <summary>
    /// Fills a snapshot, the same one at every call: what has not changed since the call before is not written again. A read that fails
    /// marks its sample <see cref="Validity.Failed"/> with the time of the attempt; it never leaves an older value that looks fresh, and it
    /// never throws. Fast and decision calls leave the snapshot's own time behind the newest sample or at it, so that no sample is newer
    /// than its snapshot; where a read failed, at the call's end.
    /// </summary>
    public interface IMeasurement
    {
        /// <summary>Brings the converters up and checks who they are. False: <paramref name="problem"/> names the part.</summary>
        /// <param name="gasSensorFitted">There is a gas sensor; else its channels stay "not fitted", and nobody asks for it.</param>
        /// <param name="problem">Null where all is well.</param>
        bool TryStart(bool gasSensorFitted, out string problem);

        /// <summary>Fast rhythm (50 Hz): sense electrode, switch read-back, comparators, the injector's state.</summary>
        /// <param name="into">Receives them.</param>
        /// <param name="now">The clock, just looked at.</param>
        void SampleFast(Snapshot into, long now);

        /// <summary>Decision rhythm (10 Hz): voltage, current, mean current, temperatures and reference, in turn where slow.</summary>
        void SampleCycle(Snapshot into);

        /// <summary>
        /// Decision rhythm, when the turn has judged and acted: what the cell's safety does not wait for (pressure, gas, humidity), for the
        /// snapshot of the next turn. The only call that a stuck bus may hold up without making another channel late.
        /// </summary>
        void SampleAside(Snapshot into);
    }

    /// <summary>The injector of the sense-path self-test.</summary>
    public interface ISenseInjector
    {
        /// <summary>What the injector is doing.</summary>
        SenseDrive Drive { get; }

        /// <summary>Changes what the injector does. Break before make; the time of the change goes into the snapshots.</summary>
        void Select(SenseDrive drive);
    }
}

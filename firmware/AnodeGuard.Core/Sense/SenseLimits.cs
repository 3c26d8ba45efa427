namespace AnodeGuard.Core
{
    /// <summary>
    /// The numbers of the sense electrode's detectors. The chain behind them: noise 0.25 mV rms, codes of 156 uV, 50
    /// samples a second, the front end settles in 12 ms; a healthy electrode drifts by less than 1 mV/min, shifts by
    /// up to about 100 mV with concentration polarisation and gives way by 1 % under the self-test.
    /// </summary>
    public static class SenseLimits
    {
        /// <summary>
        /// A contact has pulled the electrode off its slow baseline by this share of the commissioned one: 0.15 ...
        /// </summary>
        public const long ContactPercent = 15;

        /// <summary>... and by no less than this, microvolts: three times the polarisation's shift.</summary>
        public const long LeastContactMicrovolts = 300000;

        /// <summary>Off by this share of the baseline nothing innocent explains it: two samples are enough.</summary>
        public const long DeepPercent = 40;

        /// <summary>
        /// A contact that is not deep must have lasted so long, microseconds: current steps disturb for 10 to 100 ms.
        /// </summary>
        public const long ShallowMicroseconds = 120000;

        /// <summary>And over so many distinct samples.</summary>
        public const int ShallowSamples = 3;

        /// <summary>Half of a shallow contact for so long, microseconds, raises a suspicion: a contact of 10 kohm is through by then.</summary>
        public const long SuspicionMicroseconds = 250000;

        /// <summary>
        /// Below this the electrode has collapsed whatever it did before, microvolts (the hardware comparator's threshold).
        /// </summary>
        public const long CollapsedMicrovolts = 500000;

        /// <summary>
        /// The slow baseline follows by no more than this per second, microvolts: 60 times the allowed drift and a sixth
        /// of what a contact of 10 Mohm on 50 uF does. What is faster adds up to a deviation: the slope's part.
        /// </summary>
        public const long FollowMicrovoltsPerSecond = 1000;

        /// <summary>The front end settles in 12 ms; after a change of the injector samples this much later count, microseconds.</summary>
        public const long SettledMicroseconds = 45000;

        /// <summary>
        /// Under a pull an open lead (100 Mohm, up to 160 pF: 16 ms) has gone more than 80 % of the way by now,
        /// microseconds: what is still collapsed under the pull-up is a contact.
        /// </summary>
        public const long PullTellsMicroseconds = 30000;

        /// <summary>
        /// By now it has gone 70 % of the way, microseconds: enough for a first reading that only has to agree.
        /// </summary>
        public const long PullHintsMicroseconds = 19000;

        /// <summary>The pull-up's own voltage, microvolts.</summary>
        public const long PullUpMicrovolts = 2500000;

        /// <summary>Above this neither pull leads, microvolts: the pull-up and 4 %.</summary>
        public const long AbovePullMicrovolts = 2600000;
    }
}

namespace AnodeGuard.Core
{
    /// <summary>Which currents count as flowing at all, measured by the cell's capacity.</summary>
    public static class CurrentScale
    {
        /// <summary>Smallest threshold, nanoamperes: above the calibrated zero error of the 1 ohm shunt (2.2 uA).</summary>
        private const long SmallestNanoamperes = 5000;

        /// <summary>
        /// C/100, nanoamperes: below it a cell is at rest. A pouch cell of 4.5 Ah: 45 mA, a coin cell of 5 mAh: 50 uA;
        /// the boards' calibrated zero errors are 0.31 mA and 2.2 uA.
        /// </summary>
        public static long FlowNanoamperes(GuardSettings settings)
        {
            long hundredth = Saturating.Multiply(settings.CapacityMicroampereHours, 10);
            return hundredth < SmallestNanoamperes ? SmallestNanoamperes : hundredth;
        }
    }
}

using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>What the board says on single wires; <see cref="BoardMeasurement.SampleFast"/> reads them in every turn.</summary>
    public sealed class BoardSignals
    {
        // Fields: a method that fills the snapshot would be one call more in every turn.
        internal readonly IDigitalInput SwitchState;
        internal readonly SenseInjector Injector;
        internal readonly IDigitalInput Collapse;
        internal readonly IDigitalInput OverCurrent;

        /// <param name="switchState">SW_STATE, high while the switch is closed.</param>
        /// <param name="injector">What the sense node is exposed to.</param>
        /// <param name="collapse">COLLAPSE_N, low when the sense node is below 0.5 V.</param>
        /// <param name="overCurrent">OC_N, low when the current is outside its window.</param>
        public BoardSignals(
            IDigitalInput switchState,
            SenseInjector injector,
            IDigitalInput collapse,
            IDigitalInput overCurrent)
        {
            SwitchState = switchState;
            Injector = injector;
            Collapse = collapse;
            OverCurrent = overCurrent;
        }

        /// <summary>Closes the relay and lets the injector idle.</summary>
        public void WatchElectrode()
        {
            Injector.Select(SenseDrive.Idle);
        }
    }
}

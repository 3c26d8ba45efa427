using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>What the board says on single wires, for the snapshot.</summary>
    public sealed class BoardSignals
    {
        private readonly IDigitalInput _switchState;
        private readonly SenseInjector _injector;
        private readonly IDigitalInput _collapse;
        private readonly IDigitalInput _overCurrent;

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
            _switchState = switchState;
            _injector = injector;
            _collapse = collapse;
            _overCurrent = overCurrent;
        }

        /// <summary>Closes the relay and lets the injector idle.</summary>
        public void WatchElectrode()
        {
            _injector.Select(SenseDrive.Idle);
        }

        /// <summary>Fills in switch, comparators and the injector's state.</summary>
        public void Sample(Snapshot into)
        {
            SenseInjector injector = _injector;
            into.SenseDrive = injector.Position;
            into.SenseDriveSinceMicroseconds = injector.SinceMicroseconds;
            into.SwitchFitted = true;
            into.SwitchClosed = _switchState.Read();
            into.CollapseComparator = !_collapse.Read();
            into.OverCurrentComparator = !_overCurrent.Read();
        }
    }
}

using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>What the board says on single wires. <see cref="BoardMeasurement.SampleFast"/> reads them in every turn, and has them told when they changed.</summary>
    public sealed class BoardSignals
    {
        // Fields: asked in every turn.
        internal readonly SenseInjector Injector;
        internal readonly IDigitalInputs Inputs;

        // Bits of the inputs.
        private const int SwitchState = 1;
        private const int Collapse = 2;
        private const int OverCurrent = 4;

        /// <param name="injector">What the sense node is exposed to.</param>
        /// <param name="inputs">
        /// In this order: SW_STATE, high while the switch is closed; COLLAPSE_N, low when the sense node is below 0.5 V; OC_N, low when the
        /// current is outside its window.
        /// </param>
        public BoardSignals(SenseInjector injector, IDigitalInputs inputs)
        {
            Injector = injector;
            Inputs = inputs;
        }

        /// <summary>Closes the relay and lets the injector idle.</summary>
        public void WatchElectrode()
        {
            Injector.Select(SenseDrive.Idle);
        }

        /// <summary>Writes them into the snapshot.</summary>
        /// <param name="levels">The inputs'.</param>
        /// <param name="into">Receives them.</param>
        internal void Tell(int levels, Snapshot into)
        {
            SenseInjector injector = Injector;
            injector.ToldLevels = levels;
            into.SenseDrive = injector.Position;
            into.SenseDriveSinceMicroseconds = injector.SinceMicroseconds;
            into.SwitchFitted = true;
            into.SwitchClosed = (levels & SwitchState) != 0;
            into.CollapseComparator = (levels & Collapse) == 0;
            into.OverCurrentComparator = (levels & OverCurrent) == 0;
        }
    }
}

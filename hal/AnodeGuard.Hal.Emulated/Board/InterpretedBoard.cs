using AnodeGuard.Core;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The board, on a chip where managed code takes time: what a turn of the safety job computes is charged between its
    /// samples and what it does to the switch.
    /// </summary>
    internal sealed class InterpretedBoard : IBoard, IMeasurement
    {
        private readonly IBoard _board;
        private readonly InterpreterModel _interpreter;

        public InterpretedBoard(IBoard board, InterpreterModel interpreter)
        {
            _board = board;
            _interpreter = interpreter;
        }

        public string Revision => _board.Revision;

        public string ResetReason => _board.ResetReason;

        public IClock Clock => _board.Clock;

        public IScheduler Scheduler => _board.Scheduler;

        public IMeasurement Measurement => this;

        public ISenseInjector Injector => _board.Injector;

        public IProtection Protection => _board.Protection;

        public IWatchdog Watchdog => _board.Watchdog;

        public IPanel Panel => _board.Panel;

        public INonVolatileMemory Memory => _board.Memory;

        public ISettingsStorage Settings => _board.Settings;

        public INetwork Network => _board.Network;

        public IMqttLink Mqtt => _board.Mqtt;

        /// <inheritdoc/>
        public long FreeMemory()
        {
            return _board.FreeMemory();
        }

        /// <inheritdoc />
        public void Restart()
        {
            _board.Restart();
        }

        /// <inheritdoc/>
        public bool TryStart(bool gasSensorFitted, out string problem)
        {
            return _board.Measurement.TryStart(gasSensorFitted, out problem);
        }

        /// <inheritdoc/>
        public void SampleFast(Snapshot into, long now)
        {
            _board.Measurement.SampleFast(into, now);
            _interpreter.Compute(_interpreter.Costs.FastTurn);
        }

        /// <inheritdoc/>
        public void SampleCycle(Snapshot into)
        {
            _board.Measurement.SampleCycle(into);
            _interpreter.Compute(_interpreter.Costs.DecisionTurn);
        }

        /// <inheritdoc/>
        public void SampleAside(Snapshot into)
        {
            _board.Measurement.SampleAside(into);
        }
    }
}

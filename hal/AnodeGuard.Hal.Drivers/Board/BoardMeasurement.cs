using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The board's converters and pins as one measurement. The sense electrode is read at every fast call, everything else
    /// in the decision cycle.
    /// </summary>
    /// <remarks>
    /// A bus that timed out refuses every further transfer at once (<see cref="II2cBus"/>), so one time-out costs one second
    /// and the rest of the turn is marked failed without waiting. The next turn's first reading finds the bus stuck and recovers it.
    /// </remarks>
    public sealed class BoardMeasurement : IMeasurement
    {
        private readonly II2cBus _bus;
        private readonly SenseConverter _sense;
        private readonly CellConverter _cell;
        private readonly BoardThermometer _board;
        private readonly BoardSignals _signals;
        private readonly SenseInjector _injector;
        private readonly IDigitalInputs _inputs;
        private readonly GasSensor _gas;
        private readonly StartWitness _witness;
        private bool _asked;
        private bool _smells;

        /// <param name="bus">The bus of all three converters.</param>
        /// <param name="sense">Sense electrode, bipolar voltage, reference, cell temperature.</param>
        /// <param name="cell">Cell voltage and current.</param>
        /// <param name="board">Board temperature.</param>
        /// <param name="signals">Comparators, switch and injector.</param>
        /// <param name="gas">Pressure, gas and humidity, on a bus of its own.</param>
        /// <param name="witness">Hears from the converters how this start found them.</param>
        public BoardMeasurement(
            II2cBus bus,
            SenseConverter sense,
            CellConverter cell,
            BoardThermometer board,
            BoardSignals signals,
            GasSensor gas,
            StartWitness witness)
        {
            _bus = bus;
            _sense = sense;
            _cell = cell;
            _board = board;
            _signals = signals;
            _injector = signals.Injector;
            _inputs = signals.Inputs;
            _gas = gas;
            _witness = witness;
        }

        /// <inheritdoc/>
        public bool TryStart(bool gasSensorFitted, out string problem)
        {
            // First, while the watchdog does not count yet: a second bus that is stuck costs a second, once.
            _smells = gasSensorFitted;
            string gas = gasSensorFitted ? ProblemOf("BME680", _gas.Start()) : null;
            if (!_bus.TryRecover())
            {
                problem = "the I2C bus is stuck";
                return false;
            }

            AskOnce();
            problem = ProblemOf("ADS1115", _sense.Start())
                ?? ProblemOf("INA228", _cell.Start())
                ?? ProblemOf("TMP117", _board.Start());
            if (problem != null)
            {
                return false;
            }

            // The cell is watched all the same without what only smells.
            _signals.WatchElectrode();
            problem = gas;
            return gas == null;
        }

        /// <inheritdoc/>
        public void SampleFast(Snapshot into, long now)
        {
            into.TimeMicroseconds = _sense.SampleSense(into, now);
            int levels = _inputs.Read();
            if (levels != _injector.ToldLevels)
            {
                _signals.Tell(levels, into);
            }
        }

        /// <inheritdoc/>
        public void SampleCycle(Snapshot into)
        {
            SenseConverter sense = _sense;
            long now = sense.BeginOther();
            _cell.Sample(into, now);
            BoardThermometer board = _board;
            if (now >= board.NextRead)
            {
                board.Sample(into.BoardMillicelsius, now);
            }

            into.TimeMicroseconds = sense.FinishOther(into);
        }

        /// <inheritdoc/>
        public void SampleAside(Snapshot into)
        {
            if (_smells)
            {
                _gas.Sample(into);
            }
        }

        /// <summary>Once: afterwards they are as this start has set them up.</summary>
        private void AskOnce()
        {
            if (!_asked)
            {
                _asked = true;
                _sense.Ask(_witness);
                _cell.Ask(_witness);
                _board.Ask(_witness);
            }
        }

        private static string ProblemOf(string chip, ChipStart start)
        {
            switch (start)
            {
                case ChipStart.Done:
                    return null;
                case ChipStart.NoAnswer:
                    return chip + " does not answer";
                case ChipStart.AnotherChip:
                    return "the chip at the address of the " + chip + " is another one";
                default:
                    return chip + " did not keep its configuration";
            }
        }
    }
}

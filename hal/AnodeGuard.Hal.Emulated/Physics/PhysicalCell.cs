using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The emulated cell: electrochemistry, filament, Cu layer and the cycler that drives it.</summary>
    public sealed class PhysicalCell : ICellSource
    {
        private const double ShortestStepSeconds = 1e-3;
        private const double UsualStepSeconds = 0.1;
        private const double LongestStepSeconds = 1;
        private const double CollapsingStepSeconds = 0.01;
        private const double StepGrowth = 1.5;
        private const double CurrentJump = 0.05;

        // Input capacitor and cable, assumed; the end of a cut wire is followed in steps of a tenth of its time constant.
        private const double InputFarads = 100e-9;
        private const double CutStepSeconds = 7e-3;

        // Between two steps the voltage stands still: a stair of less than a converter's code is not seen.
        private const double StairVolts = 50e-6;

        private readonly CellDesign _design;
        private readonly SenseLayerDesign _sense;
        private readonly Func<double, double> _terminalVoltage;
        private double _shiftVolts;
        private double _sinceShiftSeconds;
        private double _step = ShortestStepSeconds;
        private double _amperes;
        private double _volts;
        private double _inner;
        private double _looseVolts;
        private double _looseSince;
        private double _heatCelsius;
        private double _heatSeconds = 1;
        private double _heatFrom;

        internal PhysicalCell(CellDesign design, SenseLayerDesign sense, DendriteDesign dendrite, Cycler cycler)
        {
            _design = design;
            _sense = sense;
            Chemistry = new ElectrochemicalCell(design);
            Dendrite = new Dendrite(dendrite, design);
            Cycler = cycler;
            _terminalVoltage = TerminalVoltage;
        }

        /// <summary>The cell proper.</summary>
        public ElectrochemicalCell Chemistry { get; }

        /// <summary>The filament.</summary>
        public Dendrite Dendrite { get; }

        /// <summary>The cycler.</summary>
        public Cycler Cycler { get; }

        /// <summary>A bridge between the electrodes besides the filament's own, siemens: soft and micro shorts.</summary>
        public double ExtraBridgeSiemens { get; set; }

        /// <summary>Surface depletion of this instant, 1 = the salt at the anode is used up.</summary>
        public double SurfaceDepletion
        {
            get { return Chemistry.SurfaceDepletion(_inner); }
        }

        private double Bridge
        {
            get { return Dendrite.BridgeSiemens + ExtraBridgeSiemens + _design.BoardLoadSiemens; }
        }

        /// <summary>The cell's lead is cut: what the board sees is what is on its side of the cut.</summary>
        public bool IsCut
        {
            get { return Cycler.IsCut; }
            set { Cycler.IsCut = value; }
        }

        private bool IsShorted
        {
            get { return Bridge > 1e-4; }
        }

        /// <summary>
        /// Heats the cell from outside (a heater, a neighbour on fire): what its sensor feels rises exponentially by this
        /// much. The electrochemistry is not told.
        /// </summary>
        public void Heat(double celsius, double timeConstantSeconds, long fromMicroseconds)
        {
            _heatCelsius = celsius;
            _heatSeconds = timeConstantSeconds;
            _heatFrom = fromMicroseconds * 1e-6;
        }

        void ICellSource.Begin(long nowMicroseconds, bool circuitClosed, CellOutput output)
        {
            double now = nowMicroseconds * 1e-6;
            double before = _amperes;
            double voltsBefore = _volts;
            _amperes = Cycler.Current(now, circuitClosed, _terminalVoltage);
            _volts = TerminalVoltage(_amperes);
            _inner = _amperes - (_volts * Bridge);
            if (!IsShorted)
            {
                _volts = Chemistry.Voltage(_inner);
            }

            double terminals = Terminals(now);
            bool jumps = Math.Abs(_amperes - before) > CurrentJump * Math.Max(Math.Abs(_amperes), Math.Abs(before));
            if (jumps)
            {
                _step = ShortestStepSeconds;
            }
            else if (_step > UsualStepSeconds && Math.Abs(_volts - voltsBefore) > StairVolts)
            {
                _step = Math.Max(0.5 * _step, UsualStepSeconds);
            }

            double span = Math.Min(_step, Dendrite.IsCollapsing ? CollapsingStepSeconds : IsShorted ? UsualStepSeconds : LongestStepSeconds);
            span = Math.Min(span, NextEvent(Cycler.SecondsToNextEvent(now)));
            span = IsCut ? Math.Min(span, CutStepSeconds) : span;
            span = Math.Min(span, NextEvent(Dendrite.SecondsToNextEvent(now, _inner / _design.Area)));
            output.Amperes = _amperes;
            output.Volts = terminals;
            output.VoltsPerSecond = 0;
            output.Celsius = Chemistry.Celsius + (_heatCelsius * (1 - Math.Exp((_heatFrom - now) / _heatSeconds)));
            output.SenseEquilibriumVolts = _sense.EquilibriumVolts + (_sense.DriftVolts * Math.Sin(2 * Math.PI * now / _sense.DriftPeriod));
            output.SenseShiftVolts = MiddleShiftOf(span, jumps);
            output.ContactSiemens = Dendrite.ContactSiemens;
            output.UntilMicroseconds = nowMicroseconds + Math.Max(1, (long)Math.Ceiling(span * 1e6));
        }

        void ICellSource.Advance(long fromMicroseconds, long toMicroseconds)
        {
            double seconds = (toMicroseconds - fromMicroseconds) * 1e-6;
            _sinceShiftSeconds += seconds;
            double end = toMicroseconds * 1e-6;
            Cycler.Advance(seconds);
            Chemistry.Advance(end, seconds, _inner, _volts * _volts * Bridge);
            Dendrite.Advance(end, seconds, _inner / _design.Area, SurfaceDepletion >= 1);
            if (seconds > 0.9 * _step)
            {
                _step = Math.Min(_step * StepGrowth, LongestStepSeconds);
            }
        }

        /// <summary>
        /// The layer's shift is held over a step. Held at its value of the begin it would lag by half a step: 50 ms, which in
        /// the relaxation after an interrupt looks like 4 % more salt missing. So it is that of the middle, as it went on so far;
        /// after a step that was cut short it goes on for no longer than that one.
        /// </summary>
        private double MiddleShiftOf(double spanSeconds, bool jumps)
        {
            double shift = Chemistry.MiddleShift(_inner);
            double slope = jumps || _sinceShiftSeconds <= 0 ? 0 : (shift - _shiftVolts) / _sinceShiftSeconds;
            _shiftVolts = shift;
            double ahead = 0.5 * Math.Min(spanSeconds, _sinceShiftSeconds);
            _sinceShiftSeconds = 0;
            return shift + (ahead * slope);
        }

        // The cell's voltage. Behind a cut: what the cycler pushes; where it does not, the board's own load empties its input: 100 nF over 770 kohm.
        private double Terminals(double now)
        {
            double driven = Cycler.CutVolts;
            if (!IsCut || !double.IsNaN(driven))
            {
                _looseVolts = IsCut ? driven : _volts;
            }
            else
            {
                _looseVolts *= Math.Exp(-(now - _looseSince) * _design.BoardLoadSiemens / InputFarads);
            }

            _looseSince = now;
            return _looseVolts;
        }

        // What is over within the microsecond is no event ahead.
        private static double NextEvent(double seconds)
        {
            return seconds < 5e-7 ? double.PositiveInfinity : seconds;
        }

        private double Ahead(double amperes)
        {
            return Chemistry.VoltageAhead(amperes, _inner, _step);
        }

        // V = f(I - V G) for the cell's own characteristic f. With a bridge the left side minus the right rises with V.
        private double TerminalVoltage(double amperes)
        {
            double bridge = Bridge;
            double open = Ahead(amperes);
            if (!IsShorted)
            {
                return Ahead(amperes - (open * bridge));
            }

            double low = Math.Min(open, 0);
            double high = Math.Max(open, 0);
            for (int i = 0; i < 45; i++)
            {
                double middle = 0.5 * (low + high);
                if (middle > Ahead(amperes - (middle * bridge)))
                {
                    high = middle;
                }
                else
                {
                    low = middle;
                }
            }

            return 0.5 * (low + high);
        }
    }
}

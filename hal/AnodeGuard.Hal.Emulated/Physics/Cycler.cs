using System;
using System.Collections.Generic;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What the cycler does in one step.</summary>
    /// <param name="Amperes">Positive charges, negative discharges, 0 rests.</param>
    /// <param name="Seconds">Longest duration.</param>
    /// <param name="LimitVolts">Voltage at which a constant current ends (or is reduced); unused at rest.</param>
    /// <param name="TaperAmperes">Above 0: hold the limit until the current has fallen to this; 0: the step ends there.</param>
    public readonly record struct CyclerStep(double Amperes, double Seconds, double LimitVolts = 0, double TaperAmperes = 0);

    /// <summary>
    /// The battery cycler outside: runs a protocol again and again, stops where its circuit is open (the switch, or the
    /// dry-contact interlock) and goes on where it stopped once the circuit is closed again.
    /// </summary>
    public sealed class Cycler
    {
        // Laboratory cyclers take a decision some times in a second; assumed.
        private const double LookSeconds = 0.3;

        private readonly IReadOnlyList<CyclerStep> _protocol;
        private readonly int _loopFrom;
        private readonly double _startSeconds;
        private double _elapsed;
        private double _pushing;
        private int _index;

        /// <summary>A cycler with its protocol.</summary>
        /// <param name="startSeconds">Virtual time before which it gives nothing.</param>
        /// <param name="protocol">At least one step.</param>
        /// <param name="loopFrom">Step to go on with after the last one.</param>
        public Cycler(double startSeconds, IReadOnlyList<CyclerStep> protocol, int loopFrom = 0)
        {
            if (protocol.Count == 0 || loopFrom < 0 || loopFrom >= protocol.Count)
            {
                throw new ArgumentException("a protocol needs at least one step, and loopFrom must be one of them");
            }

            _startSeconds = startSeconds;
            _protocol = protocol;
            _loopFrom = loopFrom;
        }

        /// <summary>How often the protocol was begun again.</summary>
        public int Cycles { get; private set; }

        /// <summary>Number of the present step in the protocol.</summary>
        public int StepIndex
        {
            get { return _index; }
        }

        /// <summary>It gives or takes current, or rests as its protocol says.</summary>
        public bool Running { get; private set; }

        /// <summary>A fault of the cycler itself: it drives this instead of its protocol; NaN for none.</summary>
        public double StuckAmperes { get; set; } = double.NaN;

        /// <summary>
        /// The wire to the cell is cut. A source then pushes its output to the voltage that ends its step, and holds it there
        /// until its next look at it.
        /// </summary>
        public bool IsCut { get; set; }

        /// <summary>The voltage at the cut wire's end, volts; NaN where nothing drives it.</summary>
        internal double CutVolts
        {
            get { return Running && _protocol[_index].Amperes != 0 ? _protocol[_index].LimitVolts : double.NaN; }
        }

        /// <summary>Seconds until it does something else by itself.</summary>
        internal double SecondsToNextEvent(double nowSeconds)
        {
            bool looks = IsCut && Running && _protocol[_index].Amperes != 0;
            return looks ? Math.Max(LookSeconds - _pushing, 0)
                : Running ? Math.Max(_protocol[_index].Seconds - _elapsed, 0) : Math.Max(_startSeconds - nowSeconds, 0);
        }

        /// <summary>The current from now on.</summary>
        /// <param name="nowSeconds">Virtual time.</param>
        /// <param name="circuitClosed">Switch closed and interlock closed.</param>
        /// <param name="voltage">Voltage of the cell under a current.</param>
        internal double Current(double nowSeconds, bool circuitClosed, Func<double, double> voltage)
        {
            if (circuitClosed && !double.IsNaN(StuckAmperes))
            {
                Running = false;
                return StuckAmperes;
            }

            Running = circuitClosed && nowSeconds >= _startSeconds - 5e-7;
            if (!Running)
            {
                return 0;
            }

            if (IsCut)
            {
                if (_elapsed >= _protocol[_index].Seconds - 5e-7 || _pushing >= LookSeconds - 5e-7)
                {
                    GoOn();
                }

                return 0;
            }

            for (int tries = 0; tries <= _protocol.Count; tries++)
            {
                CyclerStep step = _protocol[_index];
                if (_elapsed < step.Seconds - 5e-7 && TryCurrent(step, voltage, out double amperes))
                {
                    return amperes;
                }

                GoOn();
            }

            return 0;
        }

        /// <summary>Time has passed with the current of the last call.</summary>
        internal void Advance(double stepSeconds)
        {
            if (Running)
            {
                _elapsed += stepSeconds;
                _pushing += IsCut && _protocol[_index].Amperes != 0 ? stepSeconds : 0;
            }
        }

        private static bool TryCurrent(CyclerStep step, Func<double, double> voltage, out double amperes)
        {
            amperes = step.Amperes;
            if (amperes == 0)
            {
                return true;
            }

            double sign = Math.Sign(amperes);
            if (sign * (voltage(amperes) - step.LimitVolts) <= 0)
            {
                return true;
            }

            if (step.TaperAmperes <= 0)
            {
                return false;
            }

            amperes = HoldVoltage(step, voltage);
            return Math.Abs(amperes) > step.TaperAmperes;
        }

        // Illinois variant of the false position: the voltage rises with the current.
        private static double HoldVoltage(CyclerStep step, Func<double, double> voltage)
        {
            double a = 0;
            double fa = voltage(a) - step.LimitVolts;
            double b = step.Amperes;
            double fb = voltage(b) - step.LimitVolts;
            if (fa * fb >= 0)
            {
                return 0;
            }

            double x = b;
            for (int i = 0; i < 40; i++)
            {
                x = ((a * fb) - (b * fa)) / (fb - fa);
                double fx = voltage(x) - step.LimitVolts;
                if (Math.Abs(fx) < 1e-6)
                {
                    break;
                }

                if (fx * fb < 0)
                {
                    a = b;
                    fa = fb;
                }
                else
                {
                    fa *= 0.5;
                }

                b = x;
                fb = fx;
            }

            return x;
        }

        private void GoOn()
        {
            _elapsed = 0;
            _pushing = 0;
            _index++;
            if (_index == _protocol.Count)
            {
                _index = _loopFrom;
                Cycles++;
            }
        }
    }
}

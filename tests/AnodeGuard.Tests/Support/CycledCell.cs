using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A cell on a cycler as its recording would show it, in double precision: an open-circuit voltage over the charge
    /// inside, a resistance, losses, a leak. Nothing in here comes from the core. Rows go through the one door.
    /// </summary>
    public class CycledCell
    {
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly Lcg _noise;
        private double _seconds;

        public CycledCell(GuardSettings settings, int seed)
        {
            settings.SelfTestWaived = true;
            settings.CellStaleMicroseconds = long.MaxValue;
            settings.TemperatureStaleMicroseconds = long.MaxValue;
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 0;
            settings.UnderVoltageMicrovolts = -5000000;
            settings.OverVoltageMicrovolts = 5000000;
            Type = settings.CellType;
            _noise = new Lcg(seed);
            _guard = new Guard(settings);
            for (int fault = 0; fault < Worst.Length; fault++)
            {
                Worst[fault] = FaultLevel.None;
            }
        }

        public CellType Type;

        /// <summary>Time between two rows, seconds.</summary>
        public double Spacing = 60;

        /// <summary>Noise of the voltage, microvolts.</summary>
        public long NoiseMicrovolts = 250;

        /// <summary>Resistance, ohms, on either sign of the current.</summary>
        public double Ohms = 20;
        public double StrippingOhms = 0;

        /// <summary>Capacity and charge inside, mAh.</summary>
        public double Capacity = 5;
        public double Inside = 0;

        /// <summary>Share of the charging current that is stored.</summary>
        public double Stored = 1;

        /// <summary>A bridge across the cell, ohms; 0: none.</summary>
        public double Bridge = 0;

        /// <summary>Added to the polarisation in proportion to what has flowed in this half-cycle: an arch.</summary>
        public double Arch = 0;

        /// <summary>Added to the polarisation's magnitude, volts.</summary>
        public double Extra = 0;

        public double Celsius = 25;
        public bool HasThermometer = true;

        /// <summary>Voltage of the last row.</summary>
        public double Volts;

        /// <summary>mAh that flowed outside since the last change of direction, and the total of each direction.</summary>
        public double Flowed;
        public double LastCharged;
        public double LastDischarged;

        /// <summary>The highest level that each fault has reached.</summary>
        public readonly byte[] Worst = new byte[FaultId.Count];

        /// <summary>For a test that alternates: the sign of the next half-cycle.</summary>
        public int Sign = 1;

        public Verdict Verdict;

        /// <summary>Gets every verdict; null: none does.</summary>
        public Fnv Fingerprint;

        public double Hours
        {
            get { return _seconds / 3600; }
        }

        /// <summary>One row: a current over the interval that ends at it.</summary>
        public Verdict Row(double milliamperes)
        {
            return Row(milliamperes, Spacing);
        }

        public Verdict Row(double milliamperes, double seconds)
        {
            _seconds += seconds;
            double inner = Solve(milliamperes);
            double flowed = inner * seconds / 3600;
            Inside += flowed > 0 ? flowed * Stored : flowed;
            Flowed += milliamperes * seconds / 3600;
            Solve(milliamperes);
            long time = (long)(_seconds * 1000000);
            long microvolts = (long)(Volts * 1000000) + _noise.Gaussian(NoiseMicrovolts);
            long nanoamperes = (long)(milliamperes * 1000000);
            _snapshot.TimeMicroseconds = time;
            _snapshot.CellMicrovolts.Set(microvolts, time, Validity.Valid, SampleSource.Recording);
            _snapshot.CellBipolarMicrovolts.Set(microvolts, time, Validity.Valid, SampleSource.Recording);
            _snapshot.CurrentNanoamperes.Set(nanoamperes, time, Validity.Valid, SampleSource.Recording);
            _snapshot.MeanCurrentNanoamperes.Set(nanoamperes, time, Validity.Valid, SampleSource.Recording);
            if (HasThermometer)
            {
                _snapshot.CellMillicelsius.Set((long)(Celsius * 1000), time, Validity.Valid, SampleSource.Recording);
            }

            Verdict = _guard.Step(_snapshot);
            if (Fingerprint != null)
            {
                Fingerprint.Add(Verdict);
            }

            for (int fault = 0; fault < Worst.Length; fault++)
            {
                Worst[fault] = Verdict.Levels[fault] > Worst[fault] ? Verdict.Levels[fault] : Worst[fault];
            }

            return Verdict;
        }

        /// <summary>Rest for so long.</summary>
        public void Rest(double minutes)
        {
            for (double left = minutes * 60; left > 0.5 * Spacing; left -= Spacing)
            {
                Row(0);
            }
        }

        /// <summary>A current for so much charge, mAh, outside.</summary>
        public void Pass(double milliamperes, double milliampereHours)
        {
            Turn(milliamperes);
            double each = milliamperes * Spacing / 3600;
            int rows = (int)((milliampereHours / (each < 0 ? -each : each)) + 0.5);
            for (int row = 0; row < rows; row++)
            {
                Row(milliamperes);
            }

            NoteFlowed(milliamperes);
        }

        /// <summary>A current until a voltage, or so much charge, is reached.</summary>
        public void Until(double milliamperes, double volts, double mostMilliampereHours)
        {
            Turn(milliamperes);
            do
            {
                Row(milliamperes);
            }
            while ((milliamperes > 0 ? Volts < volts : Volts > volts) && (Flowed < 0 ? -Flowed : Flowed) < mostMilliampereHours);
            NoteFlowed(milliamperes);
        }

        /// <summary>A full cycle: charge, rest, discharge, rest.</summary>
        public void Cycle(double milliamperes, double highVolts, double lowVolts)
        {
            Until(milliamperes, highVolts, 2 * Capacity);
            Rest(10);
            Until(-milliamperes, lowVolts, 2 * Capacity);
            Rest(10);
        }

        public byte WorstOf(int fault)
        {
            return Worst[fault];
        }

        private void Turn(double milliamperes)
        {
            Flowed = 0;
        }

        private void NoteFlowed(double milliamperes)
        {
            if (milliamperes > 0)
            {
                LastCharged = Flowed;
            }
            else
            {
                LastDischarged = -Flowed;
            }
        }

        /// <summary>
        /// Current inside, mA: what the bridge takes is missing. V = E + R (I - V/B), solved for V.
        /// </summary>
        private double Solve(double milliamperes)
        {
            double open = Type == CellType.Full ? OpenCircuit(Inside / Capacity) : Copper();
            double ohms = StrippingOhms > 0 && milliamperes < 0 ? StrippingOhms : Ohms;
            double flowed = Flowed < 0 ? -Flowed : Flowed;
            ohms *= 1 + (Arch * flowed / Capacity);
            double extra = milliamperes > 0 ? Extra : milliamperes < 0 ? -Extra : 0;
            double unbridged = open + extra + (ohms * milliamperes / 1000);
            Volts = Bridge > 0 ? unbridged / (1 + (ohms / Bridge)) : unbridged;
            return Bridge > 0 ? milliamperes - (1000 * Volts / Bridge) : milliamperes;
        }

        /// <summary>Copper without metal left is stripped at a volt.</summary>
        private double Copper()
        {
            return Type == CellType.HalfCopper && Inside > -0.0005 ? 1.0 : 0;
        }

        /// <summary>A made-up cathode: a slope with a knee at either end.</summary>
        private static double OpenCircuit(double x)
        {
            double low = x < -0.05 ? -0.05 : x;
            return 3.55 + (0.5 * x) - (0.45 * Exp(-low / 0.02)) + (0.12 * Exp((x - 1) / 0.02));
        }

        /// <summary>e to the power of x as (1 + x / 2^20)^(2^20), good to x^2 / 2^21: the interpreter's library has none.</summary>
        public static double Exp(double x)
        {
            double power = 1 + (x / 1048576);
            for (int square = 0; square < 20; square++)
            {
                power *= power;
            }

            return power;
        }
    }
}

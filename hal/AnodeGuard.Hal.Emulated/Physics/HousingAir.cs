using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The air in the cell's housing: weather and humidity that drift, and a cell that vents into it. Everything is a closed form of the
    /// instant, so that nothing has to be stepped.
    /// </summary>
    /// <remarks>
    /// Pressure is the ideal gas in a volume that leaks. The plate is a model: a power law of the vapour (a metal oxide's resistance goes with
    /// the concentration to the power of -0.3 to -0.8), a decade for 150 % of humidity, 1 % for a kelvin, 2 s to answer. The
    /// figures of a real sensor in a real solvent are not known here.
    /// </remarks>
    public sealed class HousingAir : IAirNode
    {
        private const double GasConstant = 8.314462618;
        private const double PlateSeconds = 2;
        private const double Exponent = 0.6;
        private const double HalfMillimolesPerLitre = 0.02;
        private const double HumidityPerDecade = 150;
        private const double ResistancePerKelvin = 0.01;
        private const double ReferenceHumidity = 40;
        private const double ReferenceCelsius = 25;

        private readonly IThermalNode _board;
        private readonly double _litres;
        private long _ventedAt = long.MaxValue;
        private double _millimoles;
        private double _ventSeconds;
        private long _driftsSince;
        private double _humidityPerHour;
        private double _pascalsPerHour;

        /// <param name="board">The sensor is as warm as the board.</param>
        /// <param name="litres">Free volume of the housing.</param>
        public HousingAir(IThermalNode board, double litres)
        {
            _board = board;
            _litres = litres;
        }

        /// <summary>The plate in clean air at 25 C and 40 %, ohms.</summary>
        public double CleanOhms { get; set; } = 100000;

        /// <summary>Time in which a housing that is not tight loses its overpressure, s.</summary>
        public double LeakSeconds { get; set; } = 600;

        /// <summary>Time in which the vapour leaves it, s.</summary>
        public double ClearingSeconds { get; set; } = 3600;

        /// <summary>A cell vents so much gas and vapour, most of it within the given time.</summary>
        public void Vent(double millimoles, double seconds, long atMicroseconds)
        {
            _millimoles = millimoles;
            _ventSeconds = seconds;
            _ventedAt = atMicroseconds;
        }

        /// <summary>Humidity and pressure change steadily from now on.</summary>
        public void Drift(double humidityPercentPerHour, double pascalsPerHour, long atMicroseconds)
        {
            _humidityPerHour = humidityPercentPerHour;
            _pascalsPerHour = pascalsPerHour;
            _driftsSince = atMicroseconds;
        }

        /// <inheritdoc/>
        public double Celsius(long atMicroseconds)
        {
            return _board.Celsius(atMicroseconds);
        }

        /// <inheritdoc/>
        public double Pascals(long atMicroseconds)
        {
            double kelvin = Celsius(atMicroseconds) + PhysicalConstants.ZeroCelsius;
            double moles = 1e-3 * _millimoles * Released(atMicroseconds, _ventSeconds, LeakSeconds);
            return 101325 + (_pascalsPerHour * DriftHours(atMicroseconds)) + (moles * GasConstant * kelvin / (_litres * 1e-3));
        }

        /// <inheritdoc/>
        public double HumidityPercent(long atMicroseconds)
        {
            return Math.Clamp(ReferenceHumidity + (_humidityPerHour * DriftHours(atMicroseconds)), 0, 100);
        }

        /// <inheritdoc/>
        public double GasOhms(long atMicroseconds)
        {
            double vapour = _millimoles / _litres * Released(atMicroseconds, _ventSeconds + PlateSeconds, ClearingSeconds);
            return CleanOhms
                * Math.Pow(1 + (vapour / HalfMillimolesPerLitre), -Exponent)
                * Math.Pow(10, (ReferenceHumidity - HumidityPercent(atMicroseconds)) / HumidityPerDecade)
                * Math.Exp((ReferenceCelsius - Celsius(atMicroseconds)) * ResistancePerKelvin);
        }

        private double DriftHours(long atMicroseconds)
        {
            return Math.Max(atMicroseconds - _driftsSince, 0) / 3.6e9;
        }

        /// <summary>Share of what was vented that is in the housing: it comes with one time constant and goes with another.</summary>
        private double Released(long atMicroseconds, double comes, double goes)
        {
            if (atMicroseconds <= _ventedAt)
            {
                return 0;
            }

            double seconds = (atMicroseconds - _ventedAt) / 1e6;
            return goes / (goes - comes) * (Math.Exp(-seconds / goes) - Math.Exp(-seconds / comes));
        }
    }
}

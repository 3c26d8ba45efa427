using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// How a cell gets worse, in proportion to the charge that flows: dead metal in the way of every current, voids under a
    /// metal that is being stripped, a share of the charging current that stores nothing. One number each, no mechanism:
    /// what is judged by it is whether the growth is seen.
    /// </summary>
    public sealed class CellAgeing
    {
        private const double MostLost = 0.3;

        private double _deadOhms;
        private double _voidOhms;

        /// <summary>Ohms that each coulomb adds, of either sign of the current.</summary>
        public double DeadMetalOhmsPerCoulomb { get; set; }

        /// <summary>Ohms that each coulomb adds to what stripping the anode meets.</summary>
        public double VoidOhmsPerCoulomb { get; set; }

        /// <summary>Share of the charging current that is lost.</summary>
        public double LostShare { get; set; }

        /// <summary>What each coulomb adds to that share.</summary>
        public double LostSharePerCoulomb { get; set; }

        /// <summary>Ohms in the way of this current.</summary>
        public double Ohms(double amperes)
        {
            return amperes < 0 ? _deadOhms + _voidOhms : _deadOhms;
        }

        /// <summary>So much has flowed, coulombs, of either sign.</summary>
        internal void Advance(double coulombs)
        {
            _deadOhms += coulombs * DeadMetalOhmsPerCoulomb;
            _voidOhms += coulombs * VoidOhmsPerCoulomb;
            LostShare = Math.Min(LostShare + (coulombs * LostSharePerCoulomb), MostLost);
        }
    }
}

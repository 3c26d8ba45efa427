using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>Writes the cell's ageing and state into a state message. What is not known is absent.</summary>
    internal sealed class CellValueWriter
    {
        private const int MicroDecimals = 6;
        private const int MilliDecimals = 3;
        private const long NanocoulombsPerNanoampereHour = 3600;

        private readonly JsonWriter _json;

        public CellValueWriter(JsonWriter json)
        {
            _json = json;
        }

        /// <summary>All of them.</summary>
        public void Write(CellFigures cell, int softShortSigns)
        {
            _json.Scaled("current_density_a_m2", cell.GeometricMicroamperesPerSquareMetre, MicroDecimals);
            _json.Scaled("local_current_density_a_m2", cell.LocalMicroamperesPerSquareMetre, MicroDecimals);
            WriteResistance(cell);
            Known("nucleation_overpotential_v", cell.NucleationMicrovolts, MicroDecimals);
            WriteCycle(cell);
            Known("state_of_charge", cell.StateOfChargeMillionths, MicroDecimals);
            Known("state_of_charge_uncertainty", cell.StateOfChargeUncertaintyMillionths, MicroDecimals);
            _json.Scaled("plated_um", cell.PlatedNanometres, MilliDecimals);
            Known("tip_lead_s", cell.TipLeadMicroseconds, MicroDecimals);
            Known("moss_lead_s", cell.MossLeadMicroseconds, MicroDecimals);
            WriteSigns(softShortSigns);
        }

        private void WriteResistance(CellFigures cell)
        {
            if (cell.FastResistanceMicroohms != CellFigures.Unknown)
            {
                _json.Scaled("resistance_fast_ohm", cell.FastResistanceMicroohms, MicroDecimals);
                _json.Scaled("resistance_fast_s", cell.FastResistanceMicroseconds, MicroDecimals);
            }

            Known("resistance_1s_ohm", cell.OneSecondMicroohms, MicroDecimals);
        }

        private void WriteCycle(CellFigures cell)
        {
            _json.Number("half_cycles", cell.HalfCycles);
            if (cell.ChargedNanocoulombs != CellFigures.Unknown)
            {
                _json.Scaled("charged_mah", cell.ChargedNanocoulombs / NanocoulombsPerNanoampereHour, MicroDecimals);
            }

            if (cell.DischargedNanocoulombs != CellFigures.Unknown)
            {
                _json.Scaled("discharged_mah", cell.DischargedNanocoulombs / NanocoulombsPerNanoampereHour, MicroDecimals);
            }

            Known("coulombic_efficiency", cell.EfficiencyMillionths, MicroDecimals);
        }

        private void WriteSigns(int signs)
        {
            if (signs == 0)
            {
                return;
            }

            _json.OpenArray("soft_short_signs");
            for (int sign = 0; sign < ReportWords.SoftShortSigns.Length; sign++)
            {
                if ((signs & (1 << sign)) != 0)
                {
                    _json.Item(ReportWords.SoftShortSigns[sign]);
                }
            }

            _json.CloseArray();
        }

        private void Known(string key, long value, int decimals)
        {
            if (value != CellFigures.Unknown)
            {
                _json.Scaled(key, value, decimals);
            }
        }
    }
}

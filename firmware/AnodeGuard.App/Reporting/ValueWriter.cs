using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Writes measured and concluded values in the units that their names say. A value that is not valid, or older than
    /// its limit, is absent, and "invalid" says why.
    /// </summary>
    internal sealed class ValueWriter
    {
        private const int MicroDecimals = 6;
        private const int NanoDecimals = 9;
        private const int MilliDecimals = 3;
        private const int RatioDecimals = 7;
        private const long TenMillion = 10000000;

        /// <summary>As the core has it: a gas sensor heats for each sample.</summary>
        private const int SlowSensor = 12;

        // Beyond this a Q24 number times ten million would not fit; it means s = 50,000.
        private const long LargestQ24 = 900000000000;
        private const long NanocoulombsPerNanoampereHour = 3600;

        private readonly JsonWriter _json;
        private readonly CellValueWriter _cell;
        private readonly long _senseStale;
        private readonly long _cellStale;
        private readonly long _temperatureStale;
        private readonly long _gasStale;
        private long _now;
        private bool _reasonsOpen;

        public ValueWriter(JsonWriter json, GuardSettings settings)
        {
            _json = json;
            _cell = new CellValueWriter(json);
            _senseStale = settings.SenseStaleMicroseconds;
            _cellStale = settings.CellStaleMicroseconds;
            _temperatureStale = settings.TemperatureStaleMicroseconds;
            _gasStale = SlowSensor * _temperatureStale;
        }

        /// <summary>What every event carries.</summary>
        public void WriteBrief(Observation values)
        {
            WriteMain(values);
            WriteReasons(values, false);
        }

        /// <summary>What a state message carries.</summary>
        public void WriteWhole(Observation values)
        {
            WriteMain(values);
            Value(values.MeanCurrentNanoamperes, "mean_current_a", NanoDecimals, _cellStale);
            Value(values.BoardMillicelsius, "board_c", MilliDecimals, _temperatureStale);
            HousingSamples housing = values.Housing;
            if (housing != null)
            {
                Value(housing.PressurePascals, "pressure_kpa", MilliDecimals, _gasStale);
                Value(housing.GasOhms, "gas_ohm", 0, _gasStale);
                Value(housing.HumidityMillipercent, "humidity_percent", MilliDecimals, _gasStale);
            }

            WriteReasons(values, true);
            WriteHistory(values);
            if (values.Cell != null)
            {
                _cell.Write(values.Cell, values.SoftShortSigns);
            }
        }

        private void WriteMain(Observation values)
        {
            _now = values.TimeMicroseconds;
            Value(values.CellMicrovolts, "voltage_v", MicroDecimals, _cellStale);
            Value(values.CurrentNanoamperes, "current_a", NanoDecimals, _cellStale);
            Value(values.SenseMicrovolts, "sense_v", MicroDecimals, _senseStale);
            Value(values.CellMillicelsius, "temperature_c", MilliDecimals, _temperatureStale);
            _json.Scaled("j", FromQ24(values.NormalizedCurrentQ24), RatioDecimals);
            _json.Scaled("s", FromQ24(values.SurfaceDepletionQ24), RatioDecimals);
            if (values.DepletionMicroseconds == Verdict.Never)
            {
                _json.Null("t_dep_s");
            }
            else
            {
                _json.Scaled("t_dep_s", values.DepletionMicroseconds, MicroDecimals);
            }
        }

        private void WriteHistory(Observation values)
        {
            if (values.BaselineKnown)
            {
                _json.Scaled("baseline_v", values.BaselineMicrovolts, MicroDecimals);
            }

            _json.Scaled("sense_slope_v_s", values.SenseSlopeMicrovoltsPerSecond, MicroDecimals);
            _json.Scaled("charge_mah", values.ChargeNanocoulombs / NanocoulombsPerNanoampereHour, MicroDecimals);
            _json.Text("self_test", ReportWords.Of(values.SelfTest));
            if (values.SelfTestAgeMicroseconds != Verdict.Never)
            {
                _json.Scaled("self_test_age_s", values.SelfTestAgeMicroseconds, MicroDecimals);
            }

            WriteTransport(values.Transport);
            WriteFound(values);
        }

        private void WriteTransport(TransportFigures figures)
        {
            Known("recommended_charge_current_a", figures.RecommendedChargeNanoamperes, NanoDecimals);
            if (figures.SandCapacityLeftNanocoulombs != TransportFigures.Unknown)
            {
                _json.Scaled("sand_capacity_left_mah", figures.SandCapacityLeftNanocoulombs / NanocoulombsPerNanoampereHour, MicroDecimals);
            }

            Known("identified_limiting_current_density_a_m2", figures.IdentifiedLimitingMicroamperesPerSquareMetre, MicroDecimals);
            Known("identified_limiting_current_density_uncertainty_a_m2", figures.IdentifiedLimitingUncertainty, MicroDecimals);
            Known("identified_diffusion_time_s", figures.IdentifiedDiffusionMicroseconds, MicroDecimals);
            Known("identified_diffusion_time_uncertainty_s", figures.IdentifiedDiffusionUncertainty, MicroDecimals);
        }

        private void Known(string key, long value, int decimals)
        {
            if (value != TransportFigures.Unknown)
            {
                _json.Scaled(key, value, decimals);
            }
        }

        private void WriteFound(Observation values)
        {
            if (values.ContactOhms != SenseFigures.Unknown)
            {
                _json.Number("contact_ohm", values.ContactOhms);
            }

            _json.Number("touches", values.Touches);
            if (values.LeakageKnown)
            {
                _json.Scaled("sense_leakage_na", values.LeakagePicoamperes, MilliDecimals);
            }

            _json.Number("micro_shorts", values.MicroShorts);
            _json.Number("micro_shorts_per_hour", values.MicroShortsPerHour);
            if (values.RestShortMilliohms != ShortFigures.Unknown)
            {
                _json.Scaled("rest_short_ohm", values.RestShortMilliohms, MilliDecimals);
            }
        }

        /// <summary>Names of faults, from the bits of a verdict.</summary>
        public void WriteFaults(string key, long faults)
        {
            _json.OpenArray(key);
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((faults & (1L << fault)) != 0)
                {
                    _json.Item(FaultTable.Rows[fault].Name);
                }
            }

            _json.CloseArray();
        }

        private void WriteReasons(Observation values, bool whole)
        {
            _reasonsOpen = false;
            Reason(values.CellMicrovolts, "voltage_v", _cellStale);
            Reason(values.CurrentNanoamperes, "current_a", _cellStale);
            Reason(values.SenseMicrovolts, "sense_v", _senseStale);
            Reason(values.CellMillicelsius, "temperature_c", _temperatureStale);
            if (whole)
            {
                Reason(values.MeanCurrentNanoamperes, "mean_current_a", _cellStale);
                Reason(values.BoardMillicelsius, "board_c", _temperatureStale);
            }

            if (whole && values.Housing != null)
            {
                ReasonWhereFitted(values.Housing.PressurePascals, "pressure_kpa");
                ReasonWhereFitted(values.Housing.GasOhms, "gas_ohm");
                ReasonWhereFitted(values.Housing.HumidityMillipercent, "humidity_percent");
            }

            if (_reasonsOpen)
            {
                _json.CloseObject();
            }
        }

        private void Value(Sample sample, string key, int decimals, long staleMicroseconds)
        {
            if (sample.IsValid && !IsStale(sample, staleMicroseconds))
            {
                _json.Scaled(key, sample.Value, decimals);
            }
        }

        private void Reason(Sample sample, string key, long staleMicroseconds)
        {
            bool stale = sample.IsValid && IsStale(sample, staleMicroseconds);
            if (sample.IsValid && !stale)
            {
                return;
            }

            if (!_reasonsOpen)
            {
                _json.OpenObject("invalid");
                _reasonsOpen = true;
            }

            _json.Text(key, stale ? "stale" : ReportWords.Of(sample.Validity));
        }

        /// <summary>Most boards have no gas sensor, and need not say so five times a second.</summary>
        private void ReasonWhereFitted(Sample sample, string key)
        {
            if (sample.Validity != Validity.NotFitted)
            {
                Reason(sample, key, _gasStale);
            }
        }

        private bool IsStale(Sample sample, long staleMicroseconds)
        {
            return _now - sample.TimeMicroseconds > staleMicroseconds;
        }

        private static long FromQ24(long q24)
        {
            long bounded = q24 > LargestQ24 ? LargestQ24 : q24 < -LargestQ24 ? -LargestQ24 : q24;
            long half = bounded < 0 ? -(Verdict.OneQ24 / 2) : Verdict.OneQ24 / 2;
            return ((bounded * TenMillion) + half) / Verdict.OneQ24;
        }
    }
}

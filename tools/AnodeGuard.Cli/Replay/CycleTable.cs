using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Capacity per cycle. Cycles are the file's own; where it has none, a cycle ends where the direction it began with
    /// comes back after the other.
    /// </summary>
    internal sealed class CycleTable : ReplaySink
    {
        /// <summary>A current below this share of the largest so far is no change of direction.</summary>
        private const int SmallestShare = 100;

        private const double Tolerance = 0.001;

        private readonly List<CycleTally> _cycles = new List<CycleTally>();
        private readonly GrowingColumn _charge = new GrowingColumn();
        private readonly GrowingColumn _discharge = new GrowingColumn();
        private readonly GrowingColumn _step = new GrowingColumn();
        private CycleTally _current;
        private long _lastTime = long.MinValue;
        private long _lastNanoamperes;
        private long _smallestStep = long.MaxValue;
        private long _largest;
        private int _firstDirection;
        private bool _turned;
        private int _stepDirection;

        private readonly IRecording _recording;

        private readonly OutlookScope _scope;

        public CycleTable(IRecording recording, OutlookScope scope)
        {
            _recording = recording;
            _scope = scope;
        }

        /// <summary>The cycles in order.</summary>
        public IReadOnlyList<CycleTally> Cycles
        {
            get { return _cycles; }
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                OnRow(rows[i], judgements[i]);
            }
        }

        /// <summary>Takes one row.</summary>
        public void OnRow(in RecordingRow row, in Judgement judgement)
        {
            long nanoamperes = row.CurrentNanoamperes;
            if (_current == null || StartsAnother(row))
            {
                if (_current != null)
                {
                    _current.IsCutOff = false;
                }

                _current = new CycleTally(row.Cycle ?? _cycles.Count + 1, _scope);
                _cycles.Add(_current);
            }

            _current.Add(_lastTime == long.MinValue ? 0 : row.TimeMicroseconds - _lastTime, nanoamperes);
            _current.Outlook.Take(judgement);
            _largest = Math.Max(_largest, Math.Abs(nanoamperes));
            _current.IsCutOff = Math.Abs(nanoamperes) > _largest / SmallestShare;
            _smallestStep = nanoamperes == _lastNanoamperes ? _smallestStep : Math.Min(_smallestStep, Math.Abs(nanoamperes - _lastNanoamperes));
            _lastNanoamperes = nanoamperes;
            _lastTime = row.TimeMicroseconds;
            if (row.HasCapacity)
            {
                TakeColumns(row);
            }
        }

        /// <inheritdoc />
        public override void OnFigure(long timeMicroseconds, Figure figure)
        {
            // It comes before its row: what a row shows of the cycle that it ends belongs to that cycle.
            _current?.Figures.Add(figure);
        }

        /// <summary>Where integral and column part by more than a thousandth: by how much, and what explains it.</summary>
        public IReadOnlyList<string> Findings()
        {
            return new[]
            {
                Compare("charge", _charge, cycle => cycle.ChargeIntegral_mAh, cycle => cycle.ChargeColumn_mAh, cycle => cycle.Charging_s),
                Compare("discharge", _discharge, cycle => cycle.DischargeIntegral_mAh, cycle => cycle.DischargeColumn_mAh, cycle => cycle.Discharging_s),
            }.Where(finding => finding != null).ToArray();
        }

        private bool StartsAnother(in RecordingRow row)
        {
            if (row.Cycle != null)
            {
                return row.Cycle != _current.Number;
            }

            long largest = Math.Max(_largest, Math.Abs(row.CurrentNanoamperes));
            int direction = Math.Abs(row.CurrentNanoamperes) <= largest / SmallestShare ? 0 : Math.Sign(row.CurrentNanoamperes);
            _firstDirection = _firstDirection == 0 ? direction : _firstDirection;
            bool returned = _turned && direction != 0 && direction == _firstDirection;
            _turned = !returned && (_turned || direction == -_firstDirection) && _firstDirection != 0;
            return returned;
        }

        private void TakeColumns(in RecordingRow row)
        {
            if (row.ChargeNanoamperehours != null)
            {
                _current.AddChargeColumn(_charge.Take(row.ChargeNanoamperehours.Value));
            }

            if (row.DischargeNanoamperehours != null)
            {
                _current.AddDischargeColumn(_discharge.Take(row.DischargeNanoamperehours.Value));
            }

            if (row.StepNanoamperehours != null && row.ChargeNanoamperehours == null && row.DischargeNanoamperehours == null)
            {
                TakeStepColumn(row);
            }
        }

        /// <summary>One column for both directions: the row's current says which.</summary>
        private void TakeStepColumn(in RecordingRow row)
        {
            int direction = Math.Sign(row.CurrentNanoamperes);
            if (direction != 0 && direction != _stepDirection)
            {
                _stepDirection = direction;
                _step.Restart();
            }

            long growth = _step.Take(row.StepNanoamperehours.Value);
            if (row.CurrentNanoamperes > 0)
            {
                _current.AddChargeColumn(growth);
            }
            else if (row.CurrentNanoamperes < 0)
            {
                _current.AddDischargeColumn(growth);
            }
        }

        private string Compare(
            string what, GrowingColumn column, Func<CycleTally, double> integralOf, Func<CycleTally, double?> columnOf, Func<CycleTally, double> secondsOf)
        {
            CycleTally worst = _cycles.Where(cycle => columnOf(cycle) != null).MaxBy(cycle => Math.Abs(integralOf(cycle) - columnOf(cycle).Value));
            if (worst == null)
            {
                return null;
            }

            double integral = integralOf(worst);
            double written = columnOf(worst).Value;
            double apart = Math.Abs(integral - written);
            if (apart <= Tolerance * Math.Max(integral, written) || apart < 1e-9)
            {
                return null;
            }

            double resolution_A = CurrentResolution() / 1e9;
            double written_mAh = Math.Max(column.Quantum, _step.Quantum) / 1e6;
            double explained = (resolution_A / 2 * 1000 * secondsOf(worst) / 3600) + (written_mAh / 2);
            return "cycle " + worst.Number.ToString(CultureInfo.InvariantCulture) + ": the integral of the current is " + Number(integral) + " mAh of "
                + what + ", the file's own column says " + Number(written) + " mAh" + Percent(integral, written) + "; "
                + (apart <= explained
                    ? "written in steps of " + Number(resolution_A) + " A and " + Number(written_mAh) + " mAh, they can part by up to " + Number(explained) + " mAh"
                    : Suspect(integral, written));
        }

        /// <summary>By the decimals that the current is written with, or by its smallest change where those tell less.</summary>
        private long CurrentResolution()
        {
            long written = _recording.Resolution(Quantity.Current);
            return written > 0 ? Math.Min(written, _smallestStep) : _smallestStep == long.MaxValue ? 0 : _smallestStep;
        }

        /// <summary>A ratio of 60 or 3600 is a unit that is not what the header says.</summary>
        private static string Suspect(double integral, double written)
        {
            double ratio = written > 0 ? integral / written : 0;
            foreach ((double factor, string words) in new[]
            {
                (3600.0, "the time looks inflated 3600 times (hours taken for seconds?)"), (1 / 3600.0, "the time looks 3600 times too short"),
                (60.0, "the time looks inflated 60 times (minutes taken for seconds?)"), (1 / 60.0, "the time looks 60 times too short"),
                (1000.0, "the current or the capacity looks 1000 times off"), (0.001, "the current or the capacity looks 1000 times off"),
            })
            {
                if (ratio > factor * 0.8 && ratio < factor * 1.25)
                {
                    return words + "; nothing was changed";
                }
            }

            return "their resolution does not explain that: rows are missing, or a unit is wrong";
        }

        private static string Percent(double integral, double written)
        {
            return written > 0 ? " (" + ((integral / written) - 1).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture) + ")" : string.Empty;
        }

        private static string Number(double value)
        {
            return value.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Holds a recording against the physics: the voltage rises while charging, a current that jumps takes the voltage
    /// along, time runs on at a rate that a cycler can have. What does not fit is told; nothing is changed.
    /// </summary>
    internal sealed class Plausibility : ReplaySink
    {
        /// <summary>A drift of less than this, summed over the file, says nothing about a sign, uV.</summary>
        private const long TellingMicrovolts = 20000;

        /// <summary>An interval so many times the usual one is a gap.</summary>
        private const int GapSpacings = 20;

        private const long SmallestGapMicroseconds = 60000000;
        private const long LongestSpacingMicroseconds = 3600000000;
        private const long LongestDurationMicroseconds = 10L * 365 * 86400 * 1000000;

        private readonly long _gapMicroseconds;
        private readonly long _spacingMicroseconds;
        private readonly ChangeUncertainty _changes = new ChangeUncertainty();
        private long _rows;
        private long _firstTime;
        private long _lastTime;
        private long _lastVoltage;
        private long _lastCurrent;
        private long _chargingDrift;
        private long _dischargingDrift;
        private readonly SustainedSwing _swing = new SustainedSwing();
        private long _jumpsAlong;
        private long _jumpsAgainst;
        private bool _hasNegative;
        private bool _hasPositive;
        private long _duplicates;
        private long _gaps;
        private long _gapTime;
        private long _longestGap;
        private long _longestGapAt;
        private bool _anyCurrent;

        public Plausibility(IRecording recording)
        {
            _spacingMicroseconds = recording.TypicalSpacingMicroseconds(Quantity.Time);
            _gapMicroseconds = Math.Max(SmallestGapMicroseconds, _spacingMicroseconds > DecimalField.Limit / GapSpacings ? DecimalField.Limit : _spacingMicroseconds * GapSpacings);
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Take(rows[i]);
            }
        }

        private void Take(in RecordingRow row)
        {
            if (_rows++ == 0)
            {
                _firstTime = row.TimeMicroseconds;
            }
            else
            {
                long interval = row.TimeMicroseconds - _lastTime;
                SeeTime(interval, row.TimeMicroseconds);
                SeeSign(row, interval);
                _changes.See(_lastCurrent, row.CurrentNanoamperes, interval);
            }

            _hasPositive |= row.CurrentNanoamperes > 0;
            _hasNegative |= row.CurrentNanoamperes < 0;
            _anyCurrent |= row.CurrentNanoamperes != 0;
            _lastTime = row.TimeMicroseconds;
            _lastVoltage = row.CellMicrovolts;
            _lastCurrent = row.CurrentNanoamperes;
        }

        /// <summary>What does not fit, a sentence each.</summary>
        public IReadOnlyList<string> Findings()
        {
            List<string> told = new List<string>();
            TellSign(told);
            TellTime(told);
            if (!_anyCurrent && _rows > 1)
            {
                told.Add("the current is 0 throughout: only a rest was recorded, or the current was not");
            }

            _changes.Tell(told);
            return told;
        }

        private void SeeTime(long interval, long now)
        {
            _duplicates += interval == 0 ? 1 : 0;
            if (interval > _gapMicroseconds)
            {
                _gaps++;
                _gapTime += interval;
                _longestGapAt = interval > _longestGap ? now - interval : _longestGapAt;
                _longestGap = Math.Max(_longestGap, interval);
            }
        }

        private void SeeSign(in RecordingRow row, long interval)
        {
            long rise = row.CellMicrovolts - _lastVoltage;
            long step = row.CurrentNanoamperes - _lastCurrent;
            long larger = Math.Max(Math.Abs(row.CurrentNanoamperes), Math.Abs(_lastCurrent));
            if (Math.Abs(step) > larger / 2)
            {
                // Ohm's part of a jump, as far as the rows are close enough to show it.
                if (interval <= LongestSpacingMicroseconds && rise != 0)
                {
                    _jumpsAlong += Math.Sign(rise) == Math.Sign(step) ? Math.Abs(rise) : 0;
                    _jumpsAgainst += Math.Sign(rise) == Math.Sign(step) ? 0 : Math.Abs(rise);
                }

                _swing.Restart(row.CellMicrovolts);
                return;
            }

            if (row.CurrentNanoamperes > 0)
            {
                _chargingDrift += rise;
                _swing.See(row.CellMicrovolts);
            }
            else if (row.CurrentNanoamperes < 0)
            {
                _dischargingDrift += rise;
            }
        }

        private void TellSign(List<string> told)
        {
            if (_hasPositive && !_hasNegative && _swing.GoesBothWays)
            {
                told.Add("the current is never negative, yet under it the voltage rises by " + Volts(_swing.LargestRise) + " and falls by "
                    + Volts(_swing.LargestFall) + ": it may be unsigned; nothing was changed");
                return;
            }

            bool chargingFalls = _hasPositive && _chargingDrift < -TellingMicrovolts;
            bool dischargingRises = _hasNegative && _dischargingDrift > TellingMicrovolts;
            bool driftsFit = (_hasPositive && _chargingDrift > TellingMicrovolts) || (_hasNegative && _dischargingDrift < -TellingMicrovolts);
            bool jumpsAgainst = _jumpsAgainst > TellingMicrovolts && _jumpsAgainst > 2 * _jumpsAlong;
            if ((chargingFalls || dischargingRises) && !driftsFit && _jumpsAlong <= (2 * _jumpsAgainst) + TellingMicrovolts)
            {
                told.Add("the sign of the current looks reversed: the voltage " + (chargingFalls ? "falls" : "rises") + " by "
                    + Volts(chargingFalls ? -_chargingDrift : _dischargingDrift) + " while the file, read as it stands, "
                    + (chargingFalls ? "charges" : "discharges") + "; nothing was changed (--map \"current=-COLUMN\" reverses it)");
            }
            else if (jumpsAgainst && !driftsFit)
            {
                told.Add("the sign of the current looks reversed: where the current jumps up the voltage jumps down; nothing was changed (--map \"current=-COLUMN\" reverses it)");
            }
        }

        private void TellTime(List<string> told)
        {
            long duration = _lastTime - _firstTime;
            if (_spacingMicroseconds >= LongestSpacingMicroseconds || duration > LongestDurationMicroseconds)
            {
                told.Add("rows are " + Seconds(_spacingMicroseconds) + " apart and the file is " + Seconds(duration)
                    + " long: the time looks inflated (is it in seconds?); nothing was changed");
            }

            if (_gaps > 0)
            {
                told.Add(_gaps.ToString(CultureInfo.InvariantCulture) + (_gaps == 1 ? " gap" : " gaps") + " of " + Seconds(_gapTime)
                    + " in all, the longest " + Seconds(_longestGap) + " from " + Seconds(_longestGapAt)
                    + ": bridged as one interval each, with the current of the row that ends it");
            }

            if (_duplicates > 0)
            {
                told.Add(_duplicates.ToString(CultureInfo.InvariantCulture) + (_duplicates == 1 ? " row has" : " rows have")
                    + " the time of the row before: judged, but no time passes");
            }
        }

        private static string Volts(long microvolts)
        {
            return (microvolts / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + " V";
        }

        private static string Seconds(long microseconds)
        {
            return ReplaySummary.Seconds(microseconds);
        }
    }
}

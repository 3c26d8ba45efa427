using System;
using System.Globalization;
using System.Text;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// The file's wall clock beside its time column: the two must have run equally far. Files are known whose time is
    /// inflated 3600 times.
    /// </summary>
    internal sealed class ClockWitness
    {
        /// <summary>Clocks are written in whole seconds, and are set now and then.</summary>
        private const double Tolerance_s = 2;

        private const double RelativeTolerance = 0.02;

        private static readonly string[] Patterns =
        {
            "M/d/yyyy h:mm:ss tt", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm:ss.FFFFFF", "yyyy-M-d H:mm:ss", "yyyy-M-d h:mm:ss tt", "yyyy-M-d H:mm:ss.FFFFFF",
            "yyyy-M-dTH:mm:ss", "yyyy-M-dTH:mm:ss.FFFFFF", "yyyy/M/d H:mm:ss", "d.M.yyyy H:mm:ss",
        };

        private readonly RecordingColumn _column;
        private readonly bool _decimalComma;
        private readonly byte[] _first = new byte[40];
        private readonly byte[] _last = new byte[40];
        private int _firstCount = -1;
        private int _lastCount;
        private long _firstTime;
        private long _lastTime;

        public ClockWitness(RecordingColumn column, bool decimalComma)
        {
            _column = column;
            _decimalComma = decimalComma;
        }

        /// <summary>Takes a row's clock and time. Cheap: what it says is read at the end.</summary>
        public void See(ReadOnlySpan<byte> clock, long timeMicroseconds)
        {
            if (clock.Length == 0 || clock.Length > _last.Length)
            {
                return;
            }

            if (_firstCount < 0)
            {
                _firstCount = clock.Length;
                _firstTime = timeMicroseconds;
                clock.CopyTo(_first);
            }

            _lastCount = clock.Length;
            _lastTime = timeMicroseconds;
            clock.CopyTo(_last);
        }

        /// <summary>How far both ran; false where the clock cannot be read.</summary>
        public bool TryCompare(out double clockSeconds, out double timeSeconds)
        {
            clockSeconds = 0;
            timeSeconds = (_lastTime - _firstTime) / 1e6;
            if (_firstCount < 0 || !TryRead(_first.AsSpan(0, _firstCount), out double first) || !TryRead(_last.AsSpan(0, _lastCount), out double last))
            {
                return false;
            }

            clockSeconds = last - first;
            return true;
        }

        /// <summary>What does not fit, in a sentence; null where nothing is wrong.</summary>
        public string Finding()
        {
            if (!TryCompare(out double clock, out double time)
                || Math.Abs(clock - time) <= Math.Max(Tolerance_s, RelativeTolerance * Math.Max(Math.Abs(clock), time)))
            {
                return null;
            }

            string ratio = clock > 0 && time > 0 ? " (" + (time / clock).ToString("0.###", CultureInfo.InvariantCulture) + " times as far)" : string.Empty;
            return "the time column ran " + time.ToString("0.###", CultureInfo.InvariantCulture) + " s while the clock in '" + _column.Header + "' ran "
                + clock.ToString("0.###", CultureInfo.InvariantCulture) + " s" + ratio + ": one of them is wrong; the time column was used as it stands";
        }

        private bool TryRead(ReadOnlySpan<byte> text, out double seconds)
        {
            seconds = 0;
            if (DecimalField.Parse(text, _decimalComma, _column.Unit, out long unix) == DecimalOutcome.Good)
            {
                seconds = unix / 1e6;
                return true;
            }

            bool found = DateTime.TryParseExact(
                Encoding.ASCII.GetString(text).Trim(), Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment);
            seconds = (moment - DateTime.UnixEpoch).TotalSeconds;
            return found;
        }
    }
}

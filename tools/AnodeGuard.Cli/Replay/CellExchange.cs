using System;
using System.Globalization;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Sees in a recording that another cell was put into the channel. Only what is clear counts: at rest on both sides,
    /// the voltage jumps as no cell at rest does, and the file's own counters begin anew, or, in a file without counters,
    /// the resting voltage rises over a pause. A voltage that falls is never taken for an exchange without the counters'
    /// word: that is what a short looks like.
    /// </summary>
    internal sealed class CellExchange
    {
        /// <summary>With the counters' word, a jump that is no relaxation, uV.</summary>
        private const long JumpMicrovolts = 100000;

        /// <summary>Without it, a rise at rest that no cell shows, uV.</summary>
        private const long RiseMicrovolts = 500000;

        /// <summary>Nobody changes a cell in less, us.</summary>
        private const long ShortestPauseMicroseconds = 60000000;

        /// <summary>A current below this share of the largest is a rest.</summary>
        private const int RestShare = 1000;

        private bool _started;
        private long _time;
        private long _microvolts;
        private long _nanoamperes;
        private long _largest;
        private long? _cycle;

        /// <summary>Takes a row; says what shows that it is the first of another cell, null where nothing does.</summary>
        public string See(in RecordingRow row)
        {
            string why = _started && row.CurrentNanoamperes <= _largest / RestShare && row.CurrentNanoamperes >= -_largest / RestShare ? Judge(row) : null;
            _started = true;
            _time = row.TimeMicroseconds;
            _microvolts = row.CellMicrovolts;
            _nanoamperes = row.CurrentNanoamperes;
            _cycle = row.Cycle;
            _largest = Math.Max(_largest, Math.Abs(row.CurrentNanoamperes));
            return why;
        }

        private string Judge(in RecordingRow row)
        {
            long jump = row.CellMicrovolts - _microvolts;
            if (Math.Abs(jump) < JumpMicrovolts || Math.Abs(_nanoamperes) > _largest / RestShare)
            {
                return null;
            }

            bool countersAnew = row.Cycle < _cycle;
            bool risesOverPause = row.Cycle == null && jump >= RiseMicrovolts && row.TimeMicroseconds - _time >= ShortestPauseMicroseconds && _largest > 0;
            if (!countersAnew && !risesOverPause)
            {
                return null;
            }

            string volts = "at rest the voltage jumps from " + Volts(_microvolts) + " to " + Volts(row.CellMicrovolts);
            return countersAnew
                ? volts + " while the cycle number falls from " + _cycle + " to " + row.Cycle
                : volts + " over a pause of " + ReplaySummary.Seconds(row.TimeMicroseconds - _time);
        }

        private static string Volts(long microvolts)
        {
            return (microvolts / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + " V";
        }
    }
}

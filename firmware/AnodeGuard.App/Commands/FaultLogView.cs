using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The fault log as the answer to a command: the newest entries, or those before a number.</summary>
    internal sealed class FaultLogView
    {
        /// <summary>Entries in one answer.</summary>
        private const int MostEntries = 16;

        private const int MicroDecimals = 6;
        private const int NanoDecimals = 9;
        private const int MilliDecimals = 3;
        private const long Million = 1000000;

        private readonly FaultLog _log;
        private readonly FaultLogEntry _entry = new FaultLogEntry();
        private readonly byte[] _copy = new byte[FaultLogEntry.Size];
        private long _before;

        /// <param name="log">Written by the safety job.</param>
        public FaultLogView(FaultLog log)
        {
            _log = log;
        }

        /// <summary>Which entries are wanted.</summary>
        /// <param name="before">Those with lower numbers than this; below 0: the newest.</param>
        /// <returns>Null, or why not.</returns>
        public string Ask(int before)
        {
            _before = before;
            return _log.IsLoaded ? null : "the fault log is being read; ask again in two seconds";
        }

        /// <summary>Writes them, the newest first.</summary>
        public void Write(JsonWriter json)
        {
            long newest = _log.Newest;
            json.Number("newest", newest);
            json.Number("missed", _log.Missed);
            json.OpenArray("entries");
            long number = _before >= 0 && _before <= newest ? _before - 1 : newest;
            int written = 0;
            for (; number > 0 && number > newest - FaultLog.Capacity && written < MostEntries; number--)
            {
                if (_log.TryRead((uint)number, _copy, _entry))
                {
                    WriteEntry(json);
                    written++;
                }
            }

            json.CloseArray();
        }

        private void WriteEntry(JsonWriter json)
        {
            json.OpenItem();
            json.Number("number", _entry.Number);
            json.Number("boot", _entry.Boot);
            json.Number("up_ms", _entry.TimeMicroseconds / 1000);
            if (_entry.UnixMilliseconds > 0)
            {
                json.Text("ts", UtcText.Format(_entry.UnixMilliseconds));
            }

            // A later firmware may have known more faults.
            json.Text("fault", _entry.Fault < FaultId.Count ? FaultTable.Rows[_entry.Fault].Name : "unknown");
            json.Text("level", ReportWords.OfLevel(_entry.Level));
            json.Text("state", ReportWords.Of((GuardState)_entry.State));
            json.Text("switch", _entry.SwitchClosed ? "closed" : "open");
            if (_entry.IsCellKnown)
            {
                json.Scaled("voltage_v", _entry.CellMicrovolts, MicroDecimals);
            }

            if (_entry.IsCurrentKnown)
            {
                json.Scaled("current_a", _entry.CurrentNanoamperes, NanoDecimals);
            }

            if (_entry.IsSenseKnown)
            {
                json.Scaled("sense_v", _entry.SenseMicrovolts, MicroDecimals);
            }

            if (_entry.IsTemperatureKnown)
            {
                json.Scaled("temperature_c", _entry.Millicelsius, MilliDecimals);
            }

            json.Scaled("s", _entry.SurfaceDepletionQ24 * Million / Verdict.OneQ24, MicroDecimals);
            json.CloseObject();
        }
    }
}
